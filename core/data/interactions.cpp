#include "core/data/interactions.h"
#include "core/base/contract.h"
#include "core/data/row_table.h"
#include "core/data/sort_rows.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope {
Interactions Interactions::fromTable(std::int32_t users, std::int32_t items, RowTable&& rows, bool hasTimes, int threads,
                                     RepeatedRows* repeats) {
    if (!hasTimes) rows.times = {};
    Interactions result;
    result.m_users = users;
    result.m_items = items;
    result.m_offset = sortRows(rows, users, threads, repeats);
    result.m_index = std::move(rows.items);
    result.m_rating = std::move(rows.ratings);
    result.m_time = std::move(rows.times);
    return result;
}

Interactions Interactions::fromRows(std::int32_t users, std::int32_t items, std::span<const Interaction> rows, bool hasTimes) {
    RowTable table;
    table.resize(rows.size());
    if (hasTimes) table.times.resize(rows.size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
        table.users[k] = rows[k].user;
        table.items[k] = rows[k].item;
        table.ratings[k] = rows[k].rating;
        if (hasTimes) table.times[k] = rows[k].time;
    }
    return fromTable(users, items, std::move(table), hasTimes);
}

Interactions Interactions::fromSortedRows(std::int32_t users, std::int32_t items, std::vector<std::int64_t> offsets,
                                          BigVector<ItemIndex> index, BigVector<float> ratings, BigVector<std::int64_t> times) {
    RECOSCOPE_ASSERT(offsets.size() == static_cast<std::size_t>(users) + 1 && offsets.front() == 0 &&
                     offsets.back() == static_cast<std::int64_t>(index.size()) && ratings.size() == index.size() &&
                     (times.empty() || times.size() == index.size()));
    RECOSCOPE_ASSERT(std::ranges::is_sorted(offsets));
    for (std::size_t u = 0; u + 1 < offsets.size(); ++u)
        for (auto k = static_cast<std::size_t>(offsets[u]); k < static_cast<std::size_t>(offsets[u + 1]); ++k) {
            const bool first = k == static_cast<std::size_t>(offsets[u]);
            RECOSCOPE_ASSERT(index[k].value >= 0 && index[k].value < items && (first || index[k - 1] < index[k]));
        }
    Interactions result;
    result.m_users = users;
    result.m_items = items;
    result.m_offset = std::move(offsets);
    result.m_index = std::move(index);
    result.m_rating = std::move(ratings);
    result.m_time = std::move(times);
    return result;
}

Interactions::Row Interactions::row(UserIndex user) const {
    const auto begin = static_cast<std::size_t>(m_offset[user.at()]);
    const std::size_t n = rowSize(user);
    return {std::span(m_index).subspan(begin, n), std::span(m_rating).subspan(begin, n),
            m_time.empty() ? std::span<const std::int64_t>() : std::span(m_time).subspan(begin, n)};
}

bool Interactions::contains(UserIndex user, ItemIndex item) const { return std::ranges::binary_search(row(user).items, item); }

std::vector<std::int32_t> Interactions::itemCounts() const {
    std::vector<std::int32_t> counts(static_cast<std::size_t>(m_items), 0);
    for (const ItemIndex item : m_index) ++counts[item.at()];
    return counts;
}

std::vector<Interaction> Interactions::toRows() const {
    std::vector<Interaction> rows;
    rows.reserve(size());
    for (std::int32_t u = 0; u < m_users; ++u) {
        const Row r = row(UserIndex{u});
        for (std::size_t k = 0; k < r.size(); ++k)
            rows.push_back({UserIndex{u}, r.items[k], r.ratings[k], hasTimes() ? r.times[k] : kNoTime});
    }
    return rows;
}

Interactions Interactions::positives(double threshold) const {
    Interactions result;
    result.m_users = m_users;
    result.m_items = m_items;
    result.m_offset.assign(m_offset.size(), 0);
    for (std::size_t u = 0; u + 1 < m_offset.size(); ++u) {
        for (auto k = static_cast<std::size_t>(m_offset[u]); k < static_cast<std::size_t>(m_offset[u + 1]); ++k) {
            if (!std::isnan(threshold) && static_cast<double>(m_rating[k]) < threshold) continue;
            result.m_index.push_back(m_index[k]);
            if (hasTimes()) result.m_time.push_back(m_time[k]);
        }
        result.m_offset[u + 1] = static_cast<std::int64_t>(result.m_index.size());
    }
    result.m_rating.assign(result.m_index.size(), 1.0F);
    return result;
}

std::size_t Interactions::memoryBytes() const {
    return m_offset.size() * sizeof(std::int64_t) + m_index.size() * (sizeof(ItemIndex) + sizeof(float)) +
           m_time.size() * sizeof(std::int64_t);
}

InteractionsByItem::InteractionsByItem(const Interactions& rows)
    : m_offset(static_cast<std::size_t>(rows.itemCount()) + 1, 0),
      m_user(rows.size()),
      m_rating(rows.size()) {
    for (const ItemIndex item : rows.items()) ++m_offset[item.at() + 1];
    std::partial_sum(m_offset.begin(), m_offset.end(), m_offset.begin());
    std::vector<std::int64_t> next(m_offset.begin(), m_offset.end() - 1);
    for (std::int32_t u = 0; u < rows.userCount(); ++u) {
        const Interactions::Row r = rows.row(UserIndex{u});
        for (std::size_t k = 0; k < r.size(); ++k) {
            const auto position = static_cast<std::size_t>(next[r.items[k].at()]++);
            m_user[position] = UserIndex{u};
            m_rating[position] = r.ratings[k];
        }
    }
}

Interactions::Column InteractionsByItem::column(ItemIndex item) const {
    const auto begin = static_cast<std::size_t>(m_offset[item.at()]);
    const auto n = static_cast<std::size_t>(m_offset[item.at() + 1]) - begin;
    return {std::span(m_user).subspan(begin, n), std::span(m_rating).subspan(begin, n)};
}

} // namespace recoscope
