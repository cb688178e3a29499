#pragma once
#include "core/data/profile.h"
#include "core/data/tail.h"
#include <QObject>
#include <QWidget>
#include <array>
#include <memory>

namespace recoscope::ui {

class LinePlot;
class TailBordersEditor;

/// The handle at the upper end of one border: dragged with the mouse, moved by Left and Right while it has the focus. Below it
/// the plot is free for picking.
class BorderGrip final : public QWidget {
    Q_OBJECT
public:
    BorderGrip(TailBordersEditor& editor, int border, QWidget& plot);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    TailBordersEditor& m_editor;
    int m_border;
};

/// Head, torso and tail with borders that can be moved on the plot of ranks; counts and shares follow at once. A double click,
/// Home or Delete brings the thirds back. The borders last until other data is shown. Owned by the plot.
class TailBordersEditor final : public QObject {
    Q_OBJECT
public:
    explicit TailBordersEditor(LinePlot& plot);
    void setProfile(const std::shared_ptr<const DataProfile>& profile); ///< After the plot was filled; null hides the grips.
    [[nodiscard]] const Tail& tail() const { return m_tail; }
    [[nodiscard]] bool isMoved() const;
    [[nodiscard]] QString shares() const;       ///< Of the ratings, in the order of the parts, for little room.
    [[nodiscard]] QString words() const;        ///< "head 117 items 33.4 %, torso ..., tail ...".
    void moveTo(int border, std::int64_t rank); ///< 0: where the head ends, 1: the torso. The other gives way.
    void moveBy(int border, int steps);         ///< Each about 2 % of the rank, at least one item.
    void moveToPixel(int border, double x);     ///< In the plot's coordinates.
    void reset();
    [[nodiscard]] BorderGrip& grip(int border) const { return *m_grips[static_cast<std::size_t>(border)]; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] std::int64_t rankOf(int border) const;
    void show(const Tail& tail);
    void placeGrips();
    LinePlot& m_plot;
    std::shared_ptr<const DataProfile> m_profile;
    Tail m_tail;
    std::array<BorderGrip*, 2> m_grips{};
};

} // namespace recoscope::ui
