#pragma once
#include "core/data/profile_details.h"
#include "core/data/selection.h"
#include <vector>

namespace recoscope {

/// What a selection holds of ProfileDetails, on the bins, rules and values of the whole.
struct SelectionDetails {
    Arrivals arrivals;                 ///< Of users and items with a selected row, by their first selected one.
    ColdStart cold;                    ///< Of those: as cold as in all of the data; `interactions` are selected rows.
    std::vector<FeaturePart> features; ///< Beside ProfileDetails::features.
};

/// `details` and `held` are of this data. O(users + items + values of features). A stop request gives an unfinished result;
/// callers then drop it. Thread-safe.
[[nodiscard]] SelectionDetails selectionDetailsOf(const Dataset& dataset, const DataProfile& profile,
                                                  const ProfileDetails& details, const SelectionProfile& held,
                                                  const TaskContext& context = {});

} // namespace recoscope
