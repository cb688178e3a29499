#include "ui/charts/picked_range.h"
#include "ui/theme/theme.h"
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

void DragAlong::move(QPointF at) {
    if (from && std::hypot(at.x() - from->x(), at.y() - from->y()) > px(4)) moved = true;
}

void paintPickedRange(QPainter& painter, const QRectF& plot, double left, double right) {
    left = std::clamp(left, plot.left(), plot.right());
    right = std::clamp(right, left, plot.right());
    painter.setPen(QPen(theme().accent, 1));
    for (const double x : {left, right}) painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.fillRect(QRectF(left, plot.bottom(), std::max(1.0, right - left), px(3)), theme().accent);
}

} // namespace recoscope::ui
