#pragma once
#include "ui/charts/plot.h"
#include "ui/pages/split/split_study.h"
#include <QWidget>
#include <memory>

namespace recoscope::ui {

/// Sample users, one a line: each mark a rating, left in the user's own order, right by calendar; below, all users. Hover and
/// arrows read one mark.
class Timelines final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit Timelines(QWidget* parent = nullptr);
    void setPicture(std::shared_ptr<const TimelinePicture> picture);
    [[nodiscard]] const TimelinePicture* picture() const { return m_picture.get(); }
    /// How many users fit at the present height.
    [[nodiscard]] std::size_t shownUsers() const;
    /// What a mark says: "user 21: rating 5 of 179, test, before own training, 3 Nov 1997".
    [[nodiscard]] QString readout(std::size_t user, std::size_t mark) const;
    [[nodiscard]] QRectF ownLine(std::size_t user) const; ///< Where the marks of a user stand, left.

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("split"); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void roomChanged(); ///< shownUsers() may be another.

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Layout {
        QRectF legend, captions, own, calendar, ownBars, calendarBars;
        double row = 0;
        std::size_t users = 0;
    };
    [[nodiscard]] Layout layoutOf(const QRectF& target) const;
    void paintLegend(QPainter& painter, const QRectF& place) const;
    void paintUser(QPainter& painter, const Layout& l, std::size_t index) const;
    void paintCalendar(QPainter& painter, const QRectF& line, const TimelineUser& user) const;
    void paintTenths(QPainter& painter, const QRectF& place) const;
    void paintWeeks(QPainter& painter, const QRectF& place) const;
    void say(std::size_t user, std::size_t mark);
    std::shared_ptr<const TimelinePicture> m_picture;
    std::pair<std::size_t, std::size_t> m_cursor{0, 0};
};

/// "train", "validation", "test", "test, before own training", "folded in", "dropped".
[[nodiscard]] QString markWords(RowMark mark);

} // namespace recoscope::ui
