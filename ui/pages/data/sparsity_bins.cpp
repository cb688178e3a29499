#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/pages/data/sparsity_map.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
QString SparsityMap::toCsv() const {
    QString text = csv::line({QStringLiteral("user_rank_from"), QStringLiteral("user_rank_to"), QStringLiteral("item_rank_from"),
                              QStringLiteral("item_rank_to"), QStringLiteral("ratings")});
    for (int r = 0; r < m_bins.rows; ++r) {
        const auto users = m_bins.usersOf(r);
        for (int c = 0; c < m_bins.columns; ++c) {
            const auto items = m_bins.itemsOf(c);
            if (m_bins.at(r, c) > 0)
                text += csv::line({QString::number(users.first + 1), QString::number(users.second + 1),
                                   QString::number(items.first + 1), QString::number(items.second + 1),
                                   QString::number(m_bins.at(r, c))});
        }
    }
    return text;
}

std::pair<QString, QString> SparsityMap::readout(int row, int column) const {
    const auto users = m_bins.usersOf(row), items = m_bins.itemsOf(column);
    const std::int32_t n = m_bins.at(row, column);
    if (users.first > users.second || items.first > items.second) return {};
    const auto range = [](std::pair<std::int32_t, std::int32_t> r, const QString& one, const QString& many) {
        return r.first == r.second ? tr("%1 %2").arg(one, format::count(r.first + 1))
                                   : tr("%1 %2 to %3").arg(many, format::count(r.first + 1), format::count(r.second + 1));
    };
    if (users.first == users.second && items.first == items.second) {
        const UserIndex user = m_profile->usersByRank[static_cast<std::size_t>(users.first)];
        const ItemIndex item = m_profile->itemsByRank[static_cast<std::size_t>(items.first)];
        const auto row0 = m_dataset->interactions->row(user);
        const auto found = std::ranges::lower_bound(row0.items, item);
        const bool rated = found != row0.items.end() && *found == item;
        return {tr("User %1, %2").arg(format::safe(m_dataset->users.id(user.value)), format::title(m_dataset->titleOf(item))),
                (rated ? tr("rated %1").arg(format::rating(row0.ratings[static_cast<std::size_t>(found - row0.items.begin())]))
                       : tr("not rated")) +
                    tr("; rank %1 of users, %2 of items").arg(format::count(users.first + 1), format::count(items.first + 1))};
    }
    const std::int64_t cells = static_cast<std::int64_t>(users.second - users.first + 1) * (items.second - items.first + 1);
    return {range(users, tr("User"), tr("Users")) + QStringLiteral(", ") + range(items, tr("item"), tr("items")),
            tr("%1 of %2 filled, %3")
                .arg(format::count(n), format::counted(cells, tr("cell"), tr("cells")),
                     format::share(static_cast<double>(n) / static_cast<double>(cells)))};
}

} // namespace recoscope::ui
