#include "ui/theme/header_label.h"
#include "ui/theme/menu_item.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QStyleOption>
#include <QTableView>
#include <QWidget>
#include <algorithm>

namespace recoscope::ui {
namespace {

bool has(const QWidget* widget, const char* property) { return widget && widget->property(property).toBool(); }

} // namespace

/// Scroll bars have no arrows: the groove is the whole bar.
QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(px(10), 0, -px(26), 0); // up to the arrow
    if (control == CC_SpinBox) { // text begins where that of other fields does; arrows keep clear of the edge in large type, too
        const QRect all = option->rect, base = QProxyStyle::subControlRect(control, option, part, widget);
        const int arrows = px(20), half = all.height() / 2;
        if (part == SC_SpinBoxEditField) return {base.left() + px(5), base.top(), all.width() - arrows - px(10), base.height()};
        if (part == SC_SpinBoxUp) return {all.right() - arrows, all.top() + 1, arrows, half - 1};
        if (part == SC_SpinBoxDown) return {all.right() - arrows, all.top() + half, arrows, half - 1};
        return base;
    }
    if (control != CC_ScrollBar || !bar) return QProxyStyle::subControlRect(control, option, part, widget);
    if (part == SC_ScrollBarGroove) return bar->rect;
    if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
    const bool across = bar->orientation == Qt::Horizontal;
    const int length = across ? bar->rect.width() : bar->rect.height();
    const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
    const int handle =
        range > 0 ? std::max(px(24), static_cast<int>(static_cast<qint64>(length) * bar->pageStep / (range + bar->pageStep)))
                  : length;
    const int at =
        QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
    const auto piece = [&](int from, int size) {
        return across ? QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height())
                      : QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size);
    };
    if (part == SC_ScrollBarSlider) return piece(at, handle);
    if (part == SC_ScrollBarSubPage) return piece(0, at);
    if (part == SC_ScrollBarAddPage) return piece(at + handle, length - at - handle);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    return element == SE_LineEditContents && frame && frame->lineWidth > 0 ? rect.adjusted(px(6), 0, -px(4), 0) : rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ButtonMargin:
        return px(12);
    case PM_MenuBarHMargin:
    case PM_MenuBarVMargin:
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_MenuPanelWidth:
        return px(4);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return px(15);
    case PM_ScrollBarExtent:
        return px(12);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return px(16);
    case PM_ToolTipLabelFrameWidth:
        return px(6);
    case PM_FocusFrameHMargin: // QStyle adds a pixel to it for the text of a cell
        return qobject_cast<const QTableView*>(widget) ? cellMargin() - 1 : QProxyStyle::pixelMetric(metric, option, widget);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    if (type == CT_MenuItem)
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) return menuItemSize(*item);
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_HeaderSection)
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) result.setWidth(headerLabelWidth(*header));
    const int control = px(has(widget, "compact") ? 24 : 28);
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const int gap = button && !button->icon.isNull() ? px(2) : 0; // QPushButton reckons with four pixels
    if (type == CT_PushButton)
        result = QSize(size.width() + gap +
                           px(has(widget, "compact")   ? 16
                              : has(widget, "primary") ? 32
                                                       : 24),
                       std::max(control, size.height() + px(4)));
    if (type == CT_ComboBox) result.setWidth(size.width() + px(36)); // room beside the text, as subControlRect has it
    if (type == CT_LineEdit || type == CT_ComboBox) result.setHeight(std::max(control, size.height() + px(6)));
    if (type == CT_SpinBox) result.setHeight(std::max(control, size.height())); // the field inside has its room already
    if (type == CT_MenuBarItem) result = QSize(size.width() + px(16), px(38));
    return result;
}

} // namespace recoscope::ui
