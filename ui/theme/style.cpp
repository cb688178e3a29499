#include "ui/theme/style.h"
#include "ui/theme/check_box.h"
#include "ui/theme/header_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/menu_item.h"
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
    const bool enabled = option.state & QStyle::State_Enabled, down = option.state & (QStyle::State_Sunken | QStyle::State_On),
               hover = option.state & QStyle::State_MouseOver;
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

/// Fusion leaves four pixels between them at any zoom.
void paintIconAndText(QPainter& painter, const QStyleOptionButton& option) {
    const int gap = px(6), text = option.fontMetrics.horizontalAdvance(option.text);
    const QSize size = option.iconSize;
    const bool enabled = option.state & QStyle::State_Enabled;
    const int left = option.rect.left() + std::max(0, (option.rect.width() - size.width() - gap - text) / 2);
    const QRect room(left, option.rect.top() + (option.rect.height() - size.height()) / 2, size.width(), size.height());
    option.icon.paint(&painter, room, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    painter.setPen(option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter.drawText(option.rect.adjusted(left - option.rect.left() + size.width() + gap, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, option.text);
}

} // namespace

void paintFocusRing(QPainter& painter, const QRectF& rect) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().focus, px(2)));
    painter.setBrush(Qt::NoBrush);
    const double half = px(2) / 2.0;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), px(kRadius), px(kRadius));
    painter.restore();
}

bool showsFocus(const QWidget& widget) { return widget.hasFocus() && widget.window()->testAttribute(Qt::WA_KeyboardFocusChange); }

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const Theme& t = theme();
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(*painter, *option, widget);
        return;
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
        paintFocusRing(*painter, option->rect);
        if (has(widget, "primary")) { // on the dark button the ring needs a gap to be seen
            const int gap = px(2);
            paintFrame(*painter, option->rect.adjusted(gap, gap, -gap, -gap), Qt::transparent, t.surface, px(1));
        }
        return;
    case PE_PanelMenu:
        paintFrame(*painter, option->rect, t.raised, t.control);
        return;
    case PE_FrameMenu:
        return;
    case PE_IndicatorCheckBox:
        paintCheckBox(*painter, *option);
        return;
    case PE_PanelTipLabel:
        paintFrame(*painter, option->rect, t.raised, t.control);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    if (element == CE_PushButtonLabel && has(widget, "primary")) {
        auto copy = *qstyleoption_cast<const QStyleOptionButton*>(option);
        copy.palette.setColor(QPalette::ButtonText, option->state & State_Enabled ? theme().onAccent : theme().muted);
        painter->setFont(ui::font(Appearance::Type::Body, true));
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        element == CE_PushButtonLabel && button && !button->icon.isNull() && !button->text.isEmpty() &&
        !(button->features & QStyleOptionButton::HasMenu)) {
        paintIconAndText(*painter, *button);
        return;
    }
    if (element == CE_MenuBarEmptyArea) {
        painter->fillRect(option->rect, theme().window);
        return;
    }
    if (element == CE_MenuBarItem) {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        painter->fillRect(option->rect, theme().window);
        if (option->state & (State_Selected | State_Sunken) && option->state & State_Enabled)
            paintFrame(*painter, option->rect.adjusted(0, px(6), 0, -px(6)), theme().sunken, {});
        painter->setPen(theme().text);
        // Underlined once Alt or F10 brought the keyboard here.
        const int mnemonics = widget && widget->hasFocus() ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
        painter->drawText(option->rect, Qt::AlignCenter | mnemonics | Qt::TextSingleLine, item ? item->text : QString());
        return;
    }
    if (element == CE_MenuItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) paintMenuItem(*painter, *item);
        return;
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        painter->fillRect(option->rect, theme().surface);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), theme().line);
        return;
    }
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option); element == CE_Header && header) {
        drawControl(CE_HeaderSection, option, painter, widget);
        paintHeaderLabel(*painter, *header);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    const Theme& t = theme();
    if (control == CC_ScrollBar) {
        const QRect handle = subControlRect(control, option, SC_ScrollBarSlider, widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(option->state & State_MouseOver ? t.control : t.line);
        const int gap = px(3);
        painter->drawRoundedRect(QRectF(handle).adjusted(gap, gap, -gap, -gap), px(3), px(3));
        painter->restore();
        return;
    }
    if (control == CC_SpinBox) {
        const bool focus = option->state & State_HasFocus;
        paintFrame(*painter, option->rect, t.surface, focus ? t.focus : t.control, focus ? px(2) : 1);
        for (const auto& [part, name] : {std::pair{SC_SpinBoxUp, "up"}, {SC_SpinBoxDown, "down"}}) {
            const QRect rect = subControlRect(control, option, part, widget);
            const int size = std::min(px(12), rect.height());
            painter->drawPixmap(QPoint(rect.center().x() - size / 2, rect.center().y() - size / 2),
                                iconPixmap(QLatin1String(name), t.muted, size, painter->device()->devicePixelRatioF()));
        }
        return;
    }
    if (control == CC_ComboBox) {
        const bool focus = option->state & State_HasFocus;
        paintFrame(*painter, option->rect, t.surface, focus ? t.focus : t.control, focus ? px(2) : 1);
        const int size = px(14);
        painter->drawPixmap(QPoint(option->rect.right() - size - px(6), option->rect.center().y() - size / 2),
                            iconPixmap(QStringLiteral("down"), t.muted, size, painter->device()->devicePixelRatioF()));
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace recoscope::ui
