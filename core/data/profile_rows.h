#pragma once
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace recoscope {

/// What the profile reads from the ratings: one pass over them, a second where values are too many for a bar each.
struct RatingSums {
    double sum = 0;
    std::vector<std::pair<double, std::int64_t>> histogram; ///< Values, or lower edges of bins, ascending, and their counts.
    bool binned = false; ///< Bins 1, 2, 4... for positive values, 0 for the rest: there are more than 40 values.
};

/// Each is O(interactions) on `threads` threads (0 = all); blocks of rows are of one size and joined in their order, so that no
/// bit depends on the threads. A stop request gives an unfinished result. Thread-safe.
[[nodiscard]] RatingSums ratingSums(const Interactions& x, const TaskContext& context, int threads = 0);
/// Interactions of each item.
[[nodiscard]] std::vector<std::int32_t> itemCountsOf(const Interactions& x, const TaskContext& context, int threads = 0);
/// The first and the last known time (Unix seconds); nothing where none is known.
[[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> timeSpanOf(const Interactions& x, const TaskContext& context,
                                                                              int threads = 0);
/// True where every known time lies in the first day of 1970: places in a list or a counter. They say what came before what, and
/// no date. O(1) for dates, which the first known row shows.
[[nodiscard]] bool timesAreOrder(const Interactions& x);
/// Interactions in each of `bins` bins of `seconds` > 0 from `start` on; every known time lies in one of them.
[[nodiscard]] std::vector<std::int64_t> activityOf(const Interactions& x, std::int64_t start, std::int64_t seconds,
                                                   std::size_t bins, const TaskContext& context, int threads = 0);

} // namespace recoscope
