#include "ui/pages/inspect/list_legend.h"
#include "ui/pages/inspect/row_painting.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainterPath>

namespace recoscope::ui {

ListLegend::ListLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
}

void ListLegend::setTexts(const QString& hit, const QString& movement) {
    m_hit = hit;
    m_movement = movement;
    setAccessibleName(hit + QLatin1Char(' ') + movement);
    update();
}

QSize ListLegend::sizeHint() const {
    const QFontMetrics metrics(ui::font(Appearance::Type::Secondary));
    return {metrics.horizontalAdvance(m_hit + m_movement) + px(80), std::max(px(20), metrics.height() + px(2))};
}

QSize ListLegend::minimumSizeHint() const { return {px(60), sizeHint().height()}; }

void ListLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(ui::font(Appearance::Type::Secondary));
    const double middle = height() / 2.0;
    double x = 0;
    const auto write = [&](const QString& text) {
        const int room = width() - static_cast<int>(x);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, room);
        painter.setPen(theme().muted);
        painter.drawText(QRectF(x, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += painter.fontMetrics().horizontalAdvance(shown) + px(16);
    };
    if (!m_hit.isEmpty()) {
        paintHit(painter, QPointF(px(8), middle), px(15));
        x = px(20);
        write(m_hit);
    }
    if (m_movement.isEmpty()) return;
    for (const double sign : {-1.0, 1.0}) { // The triangles of paintMovement.
        const double size = px(8);
        QPainterPath triangle(QPointF(x, middle - sign * size / 2));
        triangle.lineTo(x + size, middle - sign * size / 2);
        triangle.lineTo(x + size / 2, middle + sign * size / 2);
        painter.fillPath(triangle, theme().text);
        x += size + px(4);
    }
    write(m_movement);
}

} // namespace recoscope::ui
