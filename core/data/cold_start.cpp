#include "core/data/cold_start.h"
#include "core/data/first_times.h"

namespace recoscope {
namespace {

ColdSide sideOf(const std::vector<std::int32_t>& counts, const std::vector<std::int64_t>& first,
                const std::optional<std::int64_t>& lateFrom) {
    ColdSide side;
    for (const std::int32_t atMost : kColdSteps) {
        ColdCount cold{atMost, 0, 0};
        for (const std::int32_t count : counts)
            if (count <= atMost) {
                ++cold.count;
                cold.interactions += count;
            }
        side.counts.push_back(cold);
    }
    if (!lateFrom) return side;
    side.late.emplace();
    for (std::size_t k = 0; k < counts.size(); ++k)
        if (first[k] != kNever && first[k] >= *lateFrom) {
            ++side.late->count;
            side.late->interactions += counts[k];
        }
    return side;
}

} // namespace

ColdStart coldStartOf(const Interactions& x, const DataProfile& profile, const std::vector<std::int64_t>& firstOfUsers,
                      const std::vector<std::int64_t>& firstOfItems) {
    ColdStart cold;
    if (profile.hasTimes && profile.lastTime > profile.firstTime)
        cold.lateFrom =
            profile.firstTime + static_cast<std::int64_t>(kLateFrom * static_cast<double>(profile.lastTime - profile.firstTime));
    std::vector<std::int32_t> perUser, perItem(static_cast<std::size_t>(x.itemCount()));
    perUser.reserve(static_cast<std::size_t>(x.userCount()));
    for (std::int32_t u = 0; u < x.userCount(); ++u) perUser.push_back(static_cast<std::int32_t>(x.rowSize(UserIndex{u})));
    for (std::size_t rank = 0; rank < profile.itemsByRank.size(); ++rank)
        perItem[profile.itemsByRank[rank].at()] = profile.countsByRank[rank];
    cold.users = sideOf(perUser, firstOfUsers, cold.lateFrom);
    cold.items = sideOf(perItem, firstOfItems, cold.lateFrom);
    return cold;
}

} // namespace recoscope
