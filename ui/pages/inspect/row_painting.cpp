#include "ui/pages/inspect/row_painting.h"
#include "ui/format.h"
#include "ui/jobs/recommend.h"
#include "ui/theme/theme.h"
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

namespace recoscope::ui {

void paintHit(QPainter& painter, QPointF centre, double diameter) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().text);
    painter.drawEllipse(centre, diameter / 2, diameter / 2);
    QPen tick(theme().surface, diameter * 0.12);
    tick.setCapStyle(Qt::RoundCap);
    tick.setJoinStyle(Qt::RoundJoin);
    painter.setPen(tick);
    const double d = diameter;
    const QPointF points[] = {centre + QPointF(-0.22 * d, 0.02 * d), centre + QPointF(-0.06 * d, 0.18 * d),
                              centre + QPointF(0.23 * d, -0.16 * d)};
    painter.drawPolyline(points, 3);
    painter.restore();
}

void paintMovement(QPainter& painter, const QRectF& rect, Movement movement, int places) {
    if (movement == Movement::None) return;
    painter.save();
    const bool fresh = movement == Movement::New;
    const bool same = movement == Movement::Same;
    painter.setPen(same ? theme().muted : theme().text);
    painter.setFont(ui::font(Appearance::Type::Caption, fresh));
    const QString text = fresh  ? QCoreApplication::translate("RibbonColumns", "new")
                         : same ? format::undefined()
                                : format::count(places);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (!fresh && !same) {
        const double size = px(8);
        const double x = rect.right() - painter.fontMetrics().horizontalAdvance(text) - px(5) - size;
        const double y = rect.center().y();
        const double tip = movement == Movement::Up ? -size / 2 : size / 2;
        QPainterPath triangle(QPointF(x, y - tip));
        triangle.lineTo(x + size, y - tip);
        triangle.lineTo(x + size / 2, y + tip);
        triangle.closeSubpath();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(triangle, theme().text);
    }
    painter.restore();
}

} // namespace recoscope::ui
