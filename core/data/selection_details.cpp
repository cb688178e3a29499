#include "core/data/selection_details.h"

namespace recoscope {
namespace {

/// First times of those that have a row in it, in any order.
std::vector<std::int64_t> firstOfHolders(const std::vector<std::int32_t>& rows, const std::vector<std::int64_t>& first) {
    std::vector<std::int64_t> times;
    for (std::size_t k = 0; k < first.size(); ++k)
        if (rows[k] > 0) times.push_back(first[k]);
    return times;
}

} // namespace

SelectionDetails selectionDetailsOf(const Dataset& dataset, const DataProfile& profile, const ProfileDetails& details,
                                    const SelectionProfile& held, const TaskContext& context) {
    SelectionDetails result;
    result.arrivals =
        arrivalsOf(profile, firstOfHolders(held.rowsOfUser, held.firstOfUser), firstOfHolders(held.rowsOfItem, held.firstOfItem));
    result.cold = coldPartOf(details.cold, details.users, details.items, held.rowsOfUser, held.rowsOfItem);
    for (const FeatureShares& feature : details.features) {
        if (context.stopRequested()) return result;
        result.features.push_back(featurePartOf(dataset, feature, held.rowsOfItem));
    }
    return result;
}

} // namespace recoscope
