#include "ui/theme/menu_item.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QIcon>
#include <QPainter>
#include <QStyleOptionMenuItem>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

QString textOf(const QStyleOptionMenuItem& option) { return option.text.section('\t', 0, 0); }
QString keysOf(const QStyleOptionMenuItem& option) { return shownKeys(option.text.section('\t', 1)); }

} // namespace

QString shownKeys(QString keys) {
    keys.replace(QLatin1String("++"), QLatin1String(" plus"))
        .replace('+', ' ')
        .replace(QLatin1String(" plus"), QLatin1String(" +"));
    keys.replace(QLatin1String("Left"), QStringLiteral("←")).replace(QLatin1String("Right"), QStringLiteral("→"));
    return keys.trimmed();
}

double keysWidth(const QString& keys) {
    return keys.isEmpty() ? 0 : QFontMetricsF(ui::font(Appearance::Type::Caption)).horizontalAdvance(keys) + px(12);
}

double paintKeys(QPainter& painter, const QRectF& room, const QString& keys) {
    if (keys.isEmpty()) return 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double height = QFontMetricsF(ui::font(Appearance::Type::Caption)).height() + px(3), width = keysWidth(keys);
    const QRectF box(room.right() - width, room.center().y() - height / 2, width, height);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().sunken);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
    painter.setPen(theme().muted);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.drawText(box, Qt::AlignCenter, keys);
    painter.restore();
    return width;
}

void paintMenuItem(QPainter& painter, const QStyleOptionMenuItem& option) {
    const Theme& t = theme();
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(rect.left(), rect.center().y(), rect.width(), 1), t.line);
        return;
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    if (enabled && option.state & QStyle::State_Selected) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.selection);
        painter.drawRoundedRect(QRectF(rect).adjusted(px(4), 0, -px(4), 0), px(4), px(4));
        painter.restore();
    }
    const int size = px(16);
    const QPoint picture(rect.left() + px(12), rect.center().y() - size / 2);
    const QColor ink = enabled ? t.text : t.muted;
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            painter.drawPixmap(picture, iconPixmap(QStringLiteral("check"), t.text, size, painter.device()->devicePixelRatioF()));
    } else if (!option.icon.isNull()) {
        painter.drawPixmap(picture, option.icon.pixmap(QSize(size, size), enabled ? QIcon::Normal : QIcon::Disabled));
    }
    painter.setPen(ink);
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.drawText(rect.adjusted(px(38), 0, -px(12), 0),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextHideMnemonic, textOf(option));
    const QRectF right = QRectF(rect).adjusted(0, 0, -px(12), 0);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        painter.drawPixmap(QPoint(static_cast<int>(right.right()) - px(14), rect.center().y() - px(7)),
                           iconPixmap(QStringLiteral("right"), t.muted, px(14), painter.device()->devicePixelRatioF()));
    else
        paintKeys(painter, right, keysOf(option));
}

QSize menuItemSize(const QStyleOptionMenuItem& option) {
    if (option.menuItemType == QStyleOptionMenuItem::Separator) return {px(40), px(9)};
    const QFontMetricsF metrics(ui::font(Appearance::Type::Body));
    const double keys = keysWidth(keysOf(option));
    const double width = px(38) + metrics.size(Qt::TextSingleLine | Qt::TextHideMnemonic, textOf(option)).width() +
                         (keys > 0 ? px(24) + keys : px(16)) + px(12);
    return {static_cast<int>(std::ceil(width)), std::max(px(28), static_cast<int>(std::ceil(metrics.height())) + px(8))};
}

} // namespace recoscope::ui
