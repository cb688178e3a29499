#include "core/data/sparsity_bins.h"
#include "core/base/parallel.h"
#include "core/data/selection.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::int32_t kOutside = -1;

/// The ranks whose middles fall into cell `k` of `cells` equal parts of [from, to]: the inverse of cellOf.
std::pair<std::int32_t, std::int32_t> ranksOf(double from, double to, int cells, int k) {
    const double size = (to - from) / cells, low = from + k * size, high = low + size;
    const auto first = static_cast<std::int32_t>(std::ceil(low - 0.5 - 1e-9)),
               next = static_cast<std::int32_t>(std::ceil(high - 0.5 - 1e-9));
    return {std::max(first, 0), next - 1};
}

std::int32_t cellOf(std::int32_t rank, double from, double to, int cells) {
    const double place = static_cast<double>(rank) + 0.5 - from;
    const auto cell = static_cast<std::int32_t>(place * (cells / (to - from)));
    return place >= 0 && cell < cells ? cell : kOutside;
}

/// The ranks of the users of every row of cells: [firstOfRow[r], firstOfRow[r + 1]). Users by rank fall into one row after the
/// other.
std::vector<std::size_t> firstUsersOfRows(const SparsityBins& r, std::size_t users) {
    const auto rows = static_cast<std::size_t>(r.rows);
    std::vector<std::size_t> firstOfRow(rows + 1, users);
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(r.userFrom))),
               last = std::min(users, static_cast<std::size_t>(std::max(0.0, std::ceil(r.userTo))));
    std::size_t next = 0, end = first;
    for (std::size_t rank = first; rank < last; ++rank) {
        const std::int32_t row = cellOf(static_cast<std::int32_t>(rank), r.userFrom, r.userTo, r.rows);
        if (row == kOutside) continue;
        while (next <= static_cast<std::size_t>(row)) firstOfRow[next++] = rank;
        end = rank + 1;
    }
    while (next <= rows) firstOfRow[next++] = end;
    return firstOfRow;
}

} // namespace

std::pair<std::int32_t, std::int32_t> SparsityBins::usersOf(int row) const { return ranksOf(userFrom, userTo, rows, row); }
std::pair<std::int32_t, std::int32_t> SparsityBins::itemsOf(int column) const {
    return ranksOf(itemFrom, itemTo, columns, column);
}

SparsityBins binRatings(const Interactions& x, std::span<const UserIndex> users, std::span<const std::int32_t> rankOfItem,
                        SparsityBins r, int threads, const TaskContext& context, const RowTest* only) {
    const auto columns = static_cast<std::size_t>(r.columns), rows = static_cast<std::size_t>(r.rows);
    r.counts.assign(columns * rows, 0);
    std::vector<std::int32_t> columnOf(rankOfItem.size());
    for (std::size_t i = 0; i < columnOf.size(); ++i) columnOf[i] = cellOf(rankOfItem[i], r.itemFrom, r.itemTo, r.columns);
    const std::vector<std::size_t> firstOfRow = firstUsersOfRows(r, users.size());
    const auto countUser = [&](UserIndex user, std::int32_t* counts) {
        const Interactions::Row row = x.row(user);
        if (!only) {
            for (const ItemIndex item : row.items)
                if (const std::int32_t column = columnOf[item.at()]; column != kOutside) ++counts[column];
        } else if (only->keepsUser(user)) {
            for (std::size_t k = 0; k < row.size(); ++k)
                if (const std::int32_t column = columnOf[row.items[k].at()]; column != kOutside && only->keeps(row, k))
                    ++counts[column];
        }
    };
    const bool small = x.size() < (1U << 18);
    parallelFor(rows, 8, small ? 1 : threads, context, [&](std::size_t begin, std::size_t stop) { // a row of cells has one thread
        for (std::size_t row = begin; row < stop; ++row)
            for (std::size_t rank = firstOfRow[row]; rank < firstOfRow[row + 1]; ++rank)
                countUser(users[rank], r.counts.data() + row * columns);
    });
    return r;
}

} // namespace recoscope
