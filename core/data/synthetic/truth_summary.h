#pragma once
#include "core/data/dataset.h"
#include <cmath>
#include <cstdint>

namespace recoscope {

/// What is known of a synthetic world, in figures.
struct TruthSummary {
    std::int64_t greySheep = 0, newcomers = 0; ///< Users.
    std::int64_t lateItems = 0;                ///< Items that were not there from the start.
    std::int64_t friendships = 0;
    double tasteKept = 1; ///< Mean cosine between tastes at the start and at the end.
    /// RMSE of the expected ratings, at the time of each, against what was written: what no model can be expected to beat. Over
    /// whole users, evenly picked until about 200,000 ratings are in. NaN without ratings.
    double rmseOfTruth = std::nan("");
};

/// For data with a truth only. Deterministic; at most some tenths of a second.
[[nodiscard]] TruthSummary summaryOf(const Dataset& dataset);

} // namespace recoscope
