#pragma once
#include "core/data/arrivals.h"
#include "core/data/cold_start.h"
#include "core/data/feature_shares.h"
#include "core/data/profile.h"
#include <vector>

namespace recoscope {

/// What the further cards of the Data page and `describe` tell beyond the profile.
struct ProfileDetails {
    Arrivals arrivals;
    ColdStart cold;
    std::vector<FeatureShares> features;
    SideFacts users, items; ///< What arrivals and cold start were counted from.
};

/// `profile` is that of `dataset`. O(interactions), on `threads` threads (0 = all), on which the result does not depend. A stop
/// request gives an unfinished result; callers then drop it. Thread-safe.
[[nodiscard]] ProfileDetails detailsOf(const Dataset& dataset, const DataProfile& profile, const TaskContext& context = {},
                                       int threads = 0);

} // namespace recoscope
