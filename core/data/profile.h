#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// The figures and curves of the Data page, `describe` and the report. Counts are of interactions after the rule for repeated
/// pairs.
struct DataProfile {
    std::int64_t users = 0, items = 0, interactions = 0;
    double density = 0;    ///< interactions / (users x items), in [0, 1].
    double meanRating = 0; ///< NaN without ratings.
    std::int32_t medianPerUser = 0, fewestPerUser = 0, mostPerUser = 0;
    std::int32_t medianPerItem = 0, itemsRatedOnce = 0, mostPerItem = 0;
    std::vector<std::pair<double, std::int64_t>>
        histogram;                ///< Rating value (or lower edge of a log bin for many values) and its count, ascending.
    bool histogramBinned = false; ///< True where values were too many and are binned.
    std::vector<std::int32_t> countsByRank; ///< Interactions of each item, most popular first.
    std::vector<ItemIndex> itemsByRank;     ///< Items, most popular first; ties by lowest index.
    std::vector<UserIndex> usersByRank;     ///< Users, most active first; ties by lowest index.
    double gini = 0; ///< Of interactions over items, in [0, 1): 0 = all equal. sum_i (2i - n - 1) x_i / (n sum x), x ascending.
    double top10Share = 0; ///< Share of interactions held by the most popular tenth of the items.
    static constexpr double kHeadShare = 1.0 / 3, kTorsoShare = 2.0 / 3;
    /// Items by rank: an item belongs to the head while the items before it hold less than kHeadShare of the interactions, to the
    /// torso while they hold less than kTorsoShare, else to the tail.
    std::int32_t head = 0, torso = 0, tail = 0;
    bool hasTimes = false;
    bool timesAreOrder = false;               ///< They are places in a list, no dates (profile_rows.h).
    std::int64_t firstTime = 0, lastTime = 0; ///< Unix seconds; valid where hasTimes.
    [[nodiscard]] bool hasDates() const { return hasTimes && !timesAreOrder; }
    struct Activity {
        std::int64_t start = 0; ///< Unix seconds, start of the bin.
        std::int64_t count = 0;
    };
    std::vector<Activity> activity; ///< Equal bins over the span, at most 120; empty without dates.
    std::int64_t activityBinSeconds = 0;
};

/// O(n log n). Deterministic. A stop request gives an unfinished profile; callers then drop it.
[[nodiscard]] DataProfile profileOf(const Dataset& dataset, const TaskContext& context = {});

} // namespace recoscope
