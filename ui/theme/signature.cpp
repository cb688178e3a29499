#include "ui/theme/signature.h"
#include "ui/theme/theme.h"
#include <QPainterPath>
#include <QPolygonF>
#include <array>

namespace recoscope::ui {
namespace {

const std::array<QList<qreal>, 8>& dashes() {
    static const std::array<QList<qreal>, 8> all{QList<qreal>{},           {4, 1.5},   {4.5, 1.5, 1, 1.5}, {1.5, 1.25}, {6, 2},
                                                 {4, 1.5, 1, 1.5, 1, 1.5}, {2.5, 1.5}, {7, 1.5, 1, 1.5}};
    return all;
}

} // namespace

QColor ModelSignature::color() const {
    return isReference() ? theme().reference : theme().models[static_cast<std::size_t>(slot) % theme().models.size()];
}

QPen ModelSignature::pen(double width) const {
    QPen pen(color(), width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (isReference())
        pen.setDashPattern(slot == -1 ? QList<qreal>{1, 1.5} : QList<qreal>{1, 3});
    else {
        const auto n = static_cast<int>(dashes().size());
        const auto& dash = dashes()[static_cast<std::size_t>((slot + slot / n) % n)];
        if (!dash.isEmpty()) pen.setDashPattern(dash);
    }
    return pen;
}

Marker ModelSignature::marker() const {
    if (isReference()) return Marker::None;
    static constexpr std::array<Marker, 8> markers{Marker::Disc, Marker::Square, Marker::Up,    Marker::Diamond,
                                                   Marker::Down, Marker::Plus,   Marker::Cross, Marker::Ring};
    return markers[static_cast<std::size_t>(slot) % markers.size()];
}

int fixedSlotOf(const QString& id) {
    static const std::array<const char*, 6> slots{"ease", "item_knn", "ials", "user_knn", "mf_sgd", "bias"};
    if (id == QLatin1String("popularity")) return -1;
    if (id == QLatin1String("random")) return -2;
    for (std::size_t k = 0; k < slots.size(); ++k)
        if (id == QLatin1String(slots[k])) return static_cast<int>(k);
    return -3;
}

void paintMarker(QPainter& painter, Marker marker, QPointF c, double size, const QColor& color) {
    const double h = size / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const auto stroke = [&] {
        painter.setPen(QPen(color, size / 4, Qt::SolidLine, Qt::FlatCap));
        painter.setBrush(Qt::NoBrush);
    };
    switch (marker) {
    case Marker::None:
        break;
    case Marker::Disc:
        painter.drawEllipse(c, h, h);
        break;
    case Marker::Square:
        painter.drawRect(QRectF(c.x() - 0.9 * h, c.y() - 0.9 * h, 1.8 * h, 1.8 * h));
        break;
    case Marker::Up:
        painter.drawPolygon(QPolygonF{c + QPointF(0, -h), c + QPointF(1.05 * h, 0.85 * h), c + QPointF(-1.05 * h, 0.85 * h)});
        break;
    case Marker::Down:
        painter.drawPolygon(QPolygonF{c + QPointF(0, h), c + QPointF(1.05 * h, -0.85 * h), c + QPointF(-1.05 * h, -0.85 * h)});
        break;
    case Marker::Diamond:
        painter.drawPolygon(
            QPolygonF{c + QPointF(0, -1.2 * h), c + QPointF(1.2 * h, 0), c + QPointF(0, 1.2 * h), c + QPointF(-1.2 * h, 0)});
        break;
    case Marker::Plus:
        stroke();
        painter.drawLine(c + QPointF(-h, 0), c + QPointF(h, 0));
        painter.drawLine(c + QPointF(0, -h), c + QPointF(0, h));
        break;
    case Marker::Cross:
        stroke();
        painter.drawLine(c + QPointF(-h, -h), c + QPointF(h, h));
        painter.drawLine(c + QPointF(-h, h), c + QPointF(h, -h));
        break;
    case Marker::Ring:
        stroke();
        painter.drawEllipse(c, 0.85 * h, 0.85 * h);
        break;
    }
    painter.restore();
}

void paintSwatch(QPainter& painter, const QRectF& rect, const ModelSignature& signature) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(signature.pen(Appearance::instance().lineWidth()));
    painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
    paintMarker(painter, signature.marker(), rect.center(), px(9), signature.color());
    painter.restore();
}

} // namespace recoscope::ui
