#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/pages/data/sparsity_map.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

QString SparsityMap::explanation() const {
    const QString down = order(MatrixSide::Users) == MatrixOrder::Count       ? tr("the most active on top")
                         : order(MatrixSide::Users) == MatrixOrder::FirstSeen ? tr("the first to rate on top")
                                                                              : tr("in the order of their ids"),
                  across = order(MatrixSide::Items) == MatrixOrder::Count       ? tr("the most popular at the left")
                           : order(MatrixSide::Items) == MatrixOrder::FirstSeen ? tr("the first to be rated at the left")
                                                                                : tr("in the order of their ids");
    return tr("Every row is a user, %1; every column an item, %2. The colour says which share of the user-item pairs of a cell "
              "is "
              "rated. White is what a recommender has to fill in. The wheel zooms, dragging pans, a double click shows all "
              "again.")
        .arg(down, across);
}

QString SparsityMap::axisWords(MatrixSide side) const {
    if (order(side) == MatrixOrder::Count) return side == MatrixSide::Users ? tr("user rank") : tr("item rank");
    return (side == MatrixSide::Users ? tr("users %1") : tr("items %1")).arg(orderWords(side, order(side)));
}

QString SparsityMap::toCsv() const {
    QString text = csv::line({QStringLiteral("user_rank_from"), QStringLiteral("user_rank_to"), QStringLiteral("item_rank_from"),
                              QStringLiteral("item_rank_to"), QStringLiteral("ratings"), QStringLiteral("users_by"),
                              QStringLiteral("items_by")});
    if (!m_layout) return text;
    const bool selected = !m_selectedBins.counts.empty();
    if (selected) text.insert(text.indexOf('\r'), QStringLiteral(",selected"));
    const QString usersBy = orderName(MatrixSide::Users, m_layout->userOrder),
                  itemsBy = orderName(MatrixSide::Items, m_layout->itemOrder);
    for (int r = 0; r < m_bins.rows; ++r) {
        const auto users = m_bins.usersOf(r);
        for (int c = 0; c < m_bins.columns; ++c) {
            const auto items = m_bins.itemsOf(c);
            if (m_bins.at(r, c) == 0) continue;
            QStringList cells{QString::number(users.first + 1),
                              QString::number(users.second + 1),
                              QString::number(items.first + 1),
                              QString::number(items.second + 1),
                              QString::number(m_bins.at(r, c)),
                              usersBy,
                              itemsBy};
            if (selected) cells << QString::number(m_selectedBins.at(r, c));
            text += csv::line(cells);
        }
    }
    return text;
}

/// In which order the ranks shown count, where it is not the usual one.
QString SparsityMap::orderSuffix(MatrixSide side) const {
    const MatrixOrder shown = side == MatrixSide::Users ? m_layout->userOrder : m_layout->itemOrder;
    return shown == MatrixOrder::Count ? QString() : QStringLiteral(" ") + orderWords(side, shown);
}

QString SparsityMap::rangeWords(MatrixSide side, std::pair<std::int32_t, std::int32_t> ranks) const {
    const bool one = ranks.first == ranks.second;
    const QString noun = side == MatrixSide::Users ? (one ? tr("User") : tr("Users")) : one ? tr("item") : tr("items");
    return (one ? tr("%1 %2").arg(noun, format::count(ranks.first + 1))
                : tr("%1 %2 to %3").arg(noun, format::count(ranks.first + 1), format::count(ranks.second + 1))) +
           orderSuffix(side);
}

std::pair<QString, QString> SparsityMap::readout(int row, int column) const {
    const auto users = m_bins.usersOf(row), items = m_bins.itemsOf(column);
    const std::int32_t n = m_bins.at(row, column);
    if (!m_layout || users.first > users.second || items.first > items.second) return {};
    if (users.first == users.second && items.first == items.second) {
        const UserIndex user = m_layout->users[static_cast<std::size_t>(users.first)];
        const ItemIndex item = m_layout->items[static_cast<std::size_t>(items.first)];
        const auto row0 = m_dataset->interactions->row(user);
        const auto found = std::ranges::lower_bound(row0.items, item);
        const bool rated = found != row0.items.end() && *found == item;
        return {tr("%1, %2").arg(format::user(format::safe(m_dataset->users.id(user.value)), true),
                                 format::title(m_dataset->titleOf(item))),
                (rated ? tr("rated %1").arg(format::rating(row0.ratings[static_cast<std::size_t>(found - row0.items.begin())]))
                       : tr("not rated")) +
                    tr("; rank %1 of users%2, %3 of items%4")
                        .arg(format::count(users.first + 1), orderSuffix(MatrixSide::Users), format::count(items.first + 1),
                             orderSuffix(MatrixSide::Items))};
    }
    const std::int64_t cells = static_cast<std::int64_t>(users.second - users.first + 1) * (items.second - items.first + 1);
    return {
        rangeWords(MatrixSide::Users, users) + QStringLiteral(", ") + rangeWords(MatrixSide::Items, items),
        tr("%1 of %2 filled, %3")
                .arg(format::count(n), format::counted(cells, tr("cell"), tr("cells")),
                     format::share(static_cast<double>(n) / static_cast<double>(cells))) +
            (m_selectedBins.counts.empty() ? QString() : tr("; %1 selected").arg(format::count(m_selectedBins.at(row, column))))};
}

} // namespace recoscope::ui
