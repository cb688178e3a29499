#include "ui/theme/header_label.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>

namespace recoscope::ui {
namespace {

bool isSorted(const QStyleOptionHeader& option) { return option.sortIndicator != QStyleOptionHeader::None; }

QFont fontOf(const QStyleOptionHeader& option) { return font(Appearance::Type::Secondary, isSorted(option)); }

QString wordsOf(const QStyleOptionHeader& option) {
    if (!isSorted(option)) return option.text;
    return option.text + (option.sortIndicator == QStyleOptionHeader::SortDown ? QStringLiteral(" ↑") : QStringLiteral(" ↓"));
}

} // namespace

int cellMargin() { return px(6); }

void paintHeaderLabel(QPainter& painter, const QStyleOptionHeader& option) {
    painter.setFont(fontOf(option));
    painter.setPen(isSorted(option) ? theme().text : theme().muted);
    const QRect room = option.rect.adjusted(cellMargin(), 0, -cellMargin(), 0);
    painter.drawText(room, static_cast<int>(option.textAlignment) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(wordsOf(option), Qt::ElideRight, room.width()));
}

int headerLabelWidth(const QStyleOptionHeader& option) {
    return QFontMetrics(fontOf(option)).horizontalAdvance(wordsOf(option)) + 1 + 2 * cellMargin();
}

} // namespace recoscope::ui
