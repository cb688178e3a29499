#pragma once
#include <QPointF>
#include <QRectF>
#include <optional>

class QPainter;

namespace recoscope::ui {

/// A press and what became of it: a click, or a drag once the pointer has moved a few pixels.
struct DragAlong {
    std::optional<QPointF> from; ///< Nothing: no button is down.
    bool moved = false;
    void press(QPointF at) { from = at, moved = false; }
    void move(QPointF at);
    void end() { from.reset(), moved = false; }
};

/// A picked stretch between two places of a plot: a bar of accent under the baseline and hairlines at its ends.
void paintPickedRange(QPainter& painter, const QRectF& plot, double left, double right);

} // namespace recoscope::ui
