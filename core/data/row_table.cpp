#include "core/data/row_table.h"

namespace recoscope {

RowTable RowTable::of(const Interactions& x) {
    RowTable table;
    table.users.resize(x.size());
    for (std::int32_t u = 0; u < x.userCount(); ++u)
        for (auto k = static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u)]);
             k < static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u) + 1]); ++k)
            table.users[k] = UserIndex{u};
    table.items.assign(x.items().begin(), x.items().end());
    table.ratings.assign(x.ratings().begin(), x.ratings().end());
    table.times.assign(x.times().begin(), x.times().end());
    return table;
}

void RowTable::push_back(const Interaction& row) {
    if (row.time != kNoTime && times.empty()) {
        times.reserve(users.capacity());
        times.assign(size(), kNoTime);
    }
    const bool timed = !times.empty() || row.time != kNoTime;
    users.push_back(row.user);
    items.push_back(row.item);
    ratings.push_back(row.rating);
    if (timed) times.push_back(row.time);
}

void RowTable::set(std::size_t k, const Interaction& row) {
    users[k] = row.user;
    items[k] = row.item;
    ratings[k] = row.rating;
    if (row.time != kNoTime && times.empty()) times.assign(size(), kNoTime);
    if (!times.empty()) times[k] = row.time;
}

void RowTable::reserve(std::size_t rows) {
    users.reserve(rows);
    items.reserve(rows);
    ratings.reserve(rows);
    if (!times.empty()) times.reserve(rows);
}

void RowTable::resize(std::size_t rows) {
    if (!times.empty()) times.resize(rows);
    users.resize(rows);
    items.resize(rows);
    ratings.resize(rows);
}

std::size_t RowTable::memoryBytes() const {
    return size() * (sizeof(UserIndex) + sizeof(ItemIndex) + sizeof(float)) + times.size() * sizeof(std::int64_t);
}

} // namespace recoscope
