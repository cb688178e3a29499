#include "ui/format.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/theme/theme.h"
#include <QPainter>
#include <algorithm>

namespace recoscope::ui {

/// The ranks of all cells between two corners.
std::pair<RankStretch, RankStretch> SparsityMap::boxBetween(QPoint from, QPoint to) const {
    const auto [left, right] = std::minmax({from.x(), to.x()});
    const auto [top, bottom] = std::minmax({from.y(), to.y()});
    const auto stretch = [](MatrixOrder order, std::int32_t first, std::int32_t last, std::size_t count) {
        const auto end = static_cast<std::int32_t>(count) - 1;
        return RankStretch{order, std::clamp(first, 0, end), std::clamp(last, 0, end)};
    };
    return {stretch(m_layout->userOrder, m_bins.usersOf(top).first, m_bins.usersOf(bottom).second, m_layout->users.size()),
            stretch(m_layout->itemOrder, m_bins.itemsOf(left).first, m_bins.itemsOf(right).second, m_layout->items.size())};
}

void SparsityMap::pickBox() {
    if (!m_boxFrom || !m_cell || !m_layout || m_bins.counts.empty()) return;
    const auto [users, items] = boxBetween(*m_boxFrom, *m_cell);
    m_boxFrom.reset();
    update();
    if (users.first <= users.last && items.first <= items.last) Q_EMIT boxPicked(users, items);
}

/// What the box that is being picked would hold.
std::pair<QString, QString> SparsityMap::boxReadout() const {
    const auto [users, items] = boxBetween(*m_boxFrom, *m_cell);
    const auto [left, right] = std::minmax({m_boxFrom->x(), m_cell->x()});
    const auto [top, bottom] = std::minmax({m_boxFrom->y(), m_cell->y()});
    std::int64_t ratings = 0;
    for (int r = top; r <= bottom; ++r)
        for (int c = left; c <= right; ++c) ratings += m_bins.at(r, c);
    return {rangeWords(MatrixSide::Users, {users.first, users.last}) + QStringLiteral(", ") +
                rangeWords(MatrixSide::Items, {items.first, items.last}),
            format::counted(ratings, tr("rating"), tr("ratings"))};
}

QRectF SparsityMap::cellsRect(const QRectF& map, const RankStretch& users, const RankStretch& items) const {
    const double sx = map.width() / (m_itemTo - m_itemFrom), sy = map.height() / (m_userTo - m_userFrom);
    const QRectF place(map.left() + (items.first - m_itemFrom) * sx, map.top() + (users.first - m_userFrom) * sy,
                       (items.last + 1 - items.first) * sx, (users.last + 1 - users.first) * sy);
    return place.intersected(map);
}

/// The frame of what is being picked, else of what is picked, where the order shown is that of the pick.
void SparsityMap::paintBox(QPainter& painter, const QRectF& map) const {
    if (!m_layout || m_bins.counts.empty()) return;
    const RankStretch allUsers{m_layout->userOrder, 0, static_cast<std::int32_t>(m_layout->users.size()) - 1},
        allItems{m_layout->itemOrder, 0, static_cast<std::int32_t>(m_layout->items.size()) - 1};
    std::pair box{m_pickedUsers.value_or(allUsers), m_pickedItems.value_or(allItems)};
    if (m_boxFrom && m_cell)
        box = boxBetween(*m_boxFrom, *m_cell);
    else if ((!m_pickedUsers && !m_pickedItems) || box.first.order != allUsers.order || box.second.order != allItems.order)
        return;
    const QRectF frame = cellsRect(map, box.first, box.second);
    if (frame.isEmpty()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().surface, px(4))); // a light edge around the dark one: seen on any colour of the ramp
    painter.drawRect(frame);
    painter.setPen(QPen(theme().accent, px(2)));
    painter.drawRect(frame);
}

} // namespace recoscope::ui
