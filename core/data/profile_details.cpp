#include "core/data/profile_details.h"
#include "core/data/first_times.h"

namespace recoscope {

ProfileDetails detailsOf(const Dataset& dataset, const DataProfile& profile, const TaskContext& context, int threads) {
    const Interactions& x = *dataset.interactions;
    ProfileDetails details;
    SideFacts &users = details.users, &items = details.items;
    users.first = firstTimesOfUsers(x, context, threads);
    items.first = firstTimesOfItems(x, context, threads);
    if (context.stopRequested()) return {};
    users.counts.reserve(static_cast<std::size_t>(x.userCount()));
    for (std::int32_t u = 0; u < x.userCount(); ++u) users.counts.push_back(static_cast<std::int32_t>(x.rowSize(UserIndex{u})));
    items.counts.resize(static_cast<std::size_t>(x.itemCount()));
    for (std::size_t rank = 0; rank < profile.itemsByRank.size(); ++rank)
        items.counts[profile.itemsByRank[rank].at()] = profile.countsByRank[rank];
    details.arrivals = arrivalsOf(profile, users.first, items.first);
    details.cold = coldStartOf(profile, users, items);
    details.features = featureSharesOf(dataset, items.counts, context);
    return details;
}

} // namespace recoscope
