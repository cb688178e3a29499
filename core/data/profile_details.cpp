#include "core/data/profile_details.h"
#include "core/data/first_times.h"

namespace recoscope {

ProfileDetails detailsOf(const Dataset& dataset, const DataProfile& profile, const TaskContext& context, int threads) {
    const Interactions& x = *dataset.interactions;
    const std::vector<std::int64_t> users = firstTimesOfUsers(x, context, threads);
    const std::vector<std::int64_t> items = firstTimesOfItems(x, context, threads);
    if (context.stopRequested()) return {};
    ProfileDetails details;
    details.arrivals = arrivalsOf(profile, users, items);
    details.cold = coldStartOf(x, profile, users, items);
    details.features = featureSharesOf(dataset, context);
    return details;
}

} // namespace recoscope
