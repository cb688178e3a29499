#pragma once
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace recoscope {

class RowTest;

/// Counts of ratings by cell of a grid over users and items in some order: the picture of how full the matrix is.
struct SparsityBins {
    int columns = 0, rows = 0;
    double userFrom = 0, userTo = 0, itemFrom = 0, itemTo = 0; ///< Ranks, 0-based, of the region.
    std::vector<std::int32_t> counts;
    /// The ranks, 0-based and inclusive, that fall into a row or column; first > last where none does.
    [[nodiscard]] std::pair<std::int32_t, std::int32_t> usersOf(int row) const;
    [[nodiscard]] std::pair<std::int32_t, std::int32_t> itemsOf(int column) const;
    [[nodiscard]] std::int32_t at(int row, int column) const {
        return counts[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
    }
};

/// Bins the ratings of a region: `users` by rank, and the rank of each item (MatrixLayout holds both). With `only`, of those that
/// pass it. O(ratings of the users in the region), on `threads` threads (0 = all), on which the counts do not depend. A stop
/// request gives unfinished counts; callers then drop them. Thread-safe.
[[nodiscard]] SparsityBins binRatings(const Interactions& x, std::span<const UserIndex> users,
                                      std::span<const std::int32_t> rankOfItem, SparsityBins region, int threads = 0,
                                      const TaskContext& context = {}, const RowTest* only = nullptr);

} // namespace recoscope
