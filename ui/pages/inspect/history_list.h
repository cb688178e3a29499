#pragma once
#include "core/data/dataset.h"
#include "ui/charts/plot.h"
#include "ui/pages/inspect/history_model.h"
#include <QTableView>
#include <optional>

class QMenu;

namespace recoscope::ui {

class HistoryDelegate;

/// The history as a list: title, year, rating as a number and blocks. Click or Enter chooses; a click on the blocks, the menu
/// and the keys 1-9 change a rating, Delete takes a row away. It only asks: whoever owns it makes the edit.
class HistoryList final : public QTableView, public Exportable {
    Q_OBJECT
public:
    explicit HistoryList(QWidget* parent = nullptr);
    [[nodiscard]] HistoryModel& history() { return m_history; }
    void setScale(const std::optional<RatingScale>& scale) { m_scale = scale; }
    [[nodiscard]] int rowsBelow() const; ///< How many rows lie below what is visible.

    void paintTo(QPainter& painter, const QRectF& target) const override; ///< As many rows as the target has room for.
    [[nodiscard]] QString toCsv() const override;                         ///< All rows that the filter lets through.
    [[nodiscard]] QString exportName() const override { return QStringLiteral("history"); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] bool isPicture() const override { return false; }

Q_SIGNALS:
    void itemChosen(recoscope::ItemIndex item);
    void editAsked(recoscope::ItemIndex item, std::optional<float> rating); ///< The stored rating restores.
    void viewportMoved();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void fitColumns();
    [[nodiscard]] int wholeHeight() const; ///< Of the rows that fit whole, in pixels.
    [[nodiscard]] std::vector<float> offeredRatings() const;
    void fillEditMenu(QMenu& menu, int row);
    HistoryModel m_history;
    HistoryDelegate* m_delegate;
    std::optional<RatingScale> m_scale;
};

} // namespace recoscope::ui
