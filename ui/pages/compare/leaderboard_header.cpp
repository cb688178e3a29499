#include "ui/pages/compare/leaderboard_header.h"
#include "ui/format.h"
#include "ui/pages/compare/leaderboard_delegate.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

LeaderboardHeader::LeaderboardHeader(const LeaderboardModel& board, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent),
      m_board(board) {
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(1);
}

QSize LeaderboardHeader::sizeHint() const { return {QHeaderView::sizeHint().width(), px(31)}; }

QString LeaderboardHeader::nameOf(int section) const {
    QString name = m_board.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    if (section != m_board.sortColumn()) return name;
    return name + (m_board.sortOrder() == Qt::DescendingOrder ? QStringLiteral(" ↓") : QStringLiteral(" ↑"));
}

int LeaderboardHeader::widthOf(int section) const {
    const bool sorted = section == m_board.sortColumn();
    return QFontMetrics(ui::font(Appearance::Type::Secondary, sorted)).horizontalAdvance(nameOf(section)) + px(18);
}

void LeaderboardHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    painter->save();
    painter->fillRect(rect, theme().surface);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme().line);
    if (section == LeaderboardModel::BarColumn) {
        paintBarHead(*painter, rect);
    } else {
        const bool sorted = section == m_board.sortColumn();
        painter->setFont(ui::font(Appearance::Type::Secondary, sorted));
        painter->setPen(sorted ? theme().text : theme().muted);
        const bool left = section == LeaderboardModel::Name;
        const QRect text = rect.adjusted(left ? px(16) : px(4), 0, left ? 0 : -px(8), 0);
        painter->drawText(text, left ? kMiddleLeft : kMiddleRight,
                          painter->fontMetrics().elidedText(nameOf(section), Qt::ElideRight, text.width()));
    }
    painter->restore();
}

/// "random" and "popularity" stand at their rules, pushed apart where those are close; the end of the axis at the right.
void LeaderboardHeader::paintBarHead(QPainter& painter, const QRect& rect) const {
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(theme().muted);
    const QFontMetrics metrics(painter.font());
    const double top = m_board.top();
    const auto at = [&](double value) { return rect.left() + static_cast<int>(barX(value, top, rect.width())); };
    const QString end = format::axis(top, top >= 1 ? 1 : 0.01);
    const int endLeft = at(top) - metrics.horizontalAdvance(end) / 2;
    painter.drawText(QRect(endLeft, rect.top(), metrics.horizontalAdvance(end) + 1, rect.height()), Qt::AlignVCenter, end);
    int free = rect.left() + px(2);
    const double random = m_board.referenceValue("random"), popularity = m_board.referenceValue("popularity");
    for (const auto& [value, name] : {std::pair{random, tr("random")}, {popularity, tr("popularity")}}) {
        if (std::isnan(value)) continue;
        const int x = std::max(free, at(value) + px(4));
        const int width = metrics.horizontalAdvance(name);
        if (x + width > endLeft - px(4)) break;
        painter.drawText(QRect(x, rect.top(), width + 1, rect.height()), Qt::AlignVCenter, name);
        free = x + width + px(6);
    }
}

} // namespace recoscope::ui
