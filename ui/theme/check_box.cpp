#include "ui/theme/check_box.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QPainter>
#include <QStyleOption>

namespace recoscope::ui {

void paintCheckBox(QPainter& painter, const QStyleOption& option) {
    const Theme& t = theme();
    const bool on = option.state & QStyle::State_On, enabled = option.state & QStyle::State_Enabled;
    const QColor ink = enabled ? (on ? t.accent : t.control) : t.line;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1));
    painter.setBrush(on ? ink : t.surface);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3));
    if (on) {
        const int size = option.rect.width();
        const double ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1;
        painter.drawPixmap(option.rect.topLeft(),
                           iconPixmap(QStringLiteral("check"), enabled ? t.onAccent : t.muted, size, ratio));
    }
    painter.restore();
}

} // namespace recoscope::ui
