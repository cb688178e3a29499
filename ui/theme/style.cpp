#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QAbstractItemView>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr double kRadius = 6;

bool has(const QWidget* widget, const char* property) { return widget && widget->property(property).toBool(); }

void paintFrame(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& border, double width = 1) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    const double half = width / 2;
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), px(kRadius), px(kRadius));
    painter.restore();
}

void paintButton(QPainter& painter, const QStyleOption& option, const QWidget* widget) {
    const Theme& t = theme();
    const bool enabled = option.state & QStyle::State_Enabled, down = option.state & (QStyle::State_Sunken | QStyle::State_On), hover = option.state & QStyle::State_MouseOver;
    if (has(widget, "flat")) {
        if (enabled && (hover || down)) paintFrame(painter, option.rect, t.sunken, {});
        return;
    }
    if (has(widget, "primary")) {
        QColor fill = enabled ? t.accent : t.line;
        if (enabled && (hover || down)) fill = t.dark ? fill.darker(112) : fill.lighter(122);
        paintFrame(painter, option.rect, fill, {});
        return;
    }
    paintFrame(painter, option.rect, down ? t.sunken : hover && enabled ? t.window : t.surface, enabled ? t.control : t.line);
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const Theme& t = theme();
    switch (element) {
    case PE_PanelButtonCommand: paintButton(*painter, *option, widget); return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth == 0) return;
        const bool focus = option->state & State_HasFocus;
        paintFrame(*painter, option->rect, t.surface, focus ? t.focus : t.control, focus ? px(2) : 1);
        return;
    }
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView*>(widget)) return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.focus, px(2)));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), px(kRadius), px(kRadius));
        painter->restore();
        return;
    case PE_PanelMenu: paintFrame(*painter, option->rect, t.raised, t.control); return;
    case PE_FrameMenu: return;
    case PE_PanelTipLabel: paintFrame(*painter, option->rect, t.raised, t.control); return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    if (element == CE_PushButtonLabel && has(widget, "primary")) {
        auto copy = *qstyleoption_cast<const QStyleOptionButton*>(option);
        copy.palette.setColor(QPalette::ButtonText, option->state & State_Enabled ? theme().onAccent : theme().muted);
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    if (element == CE_MenuBarEmptyArea) {
        painter->fillRect(option->rect, theme().window);
        return;
    }
    if (element == CE_MenuBarItem) {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        painter->fillRect(option->rect, theme().window);
        if (option->state & (State_Selected | State_Sunken) && option->state & State_Enabled) paintFrame(*painter, option->rect.adjusted(0, px(6), 0, -px(6)), theme().sunken, {});
        painter->setPen(theme().text);
        painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item ? item->text : QString());
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ButtonMargin: return px(12);
    case PM_MenuBarHMargin:
    case PM_MenuBarVMargin: return 0;
    case PM_MenuBarPanelWidth: return 0;
    case PM_MenuPanelWidth: return px(4);
    case PM_ScrollBarExtent: return px(12);
    case PM_SmallIconSize: return px(16);
    case PM_ButtonIconSize: return px(16);
    case PM_ToolTipLabelFrameWidth: return px(6);
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int control = px(has(widget, "compact") ? 24 : 28);
    if (type == CT_PushButton) result = QSize(size.width() + px(has(widget, "compact") ? 16 : 24), std::max(control, size.height() + px(4)));
    if (type == CT_LineEdit || type == CT_ComboBox || type == CT_SpinBox) result.setHeight(std::max(control, size.height() + px(6)));
    if (type == CT_MenuBarItem) result = QSize(size.width() + px(16), px(40));
    return result;
}

} // namespace recoscope::ui
