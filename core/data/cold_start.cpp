#include "core/data/cold_start.h"
#include "core/data/first_times.h"

namespace recoscope {
namespace {

bool isLate(std::int64_t first, std::int64_t from) { return first != kNever && first >= from; }

/// `rows`: what each member holds of the rows that are counted; `onlyHolders`: those without any count for nothing.
ColdSide sideOf(const SideFacts& facts, const std::vector<std::int32_t>& rows, bool onlyHolders,
                const std::optional<std::int64_t>& lateFrom) {
    ColdSide side;
    const auto counts = [&](std::size_t k) { return !onlyHolders || rows[k] > 0; };
    for (const std::int32_t atMost : kColdSteps) {
        ColdCount cold{atMost, 0, 0};
        for (std::size_t k = 0; k < rows.size(); ++k)
            if (facts.counts[k] <= atMost && counts(k)) {
                ++cold.count;
                cold.interactions += rows[k];
            }
        side.counts.push_back(cold);
    }
    if (!lateFrom) return side;
    side.late.emplace();
    for (std::size_t k = 0; k < rows.size(); ++k)
        if (isLate(facts.first[k], *lateFrom) && counts(k)) {
            ++side.late->count;
            side.late->interactions += rows[k];
        }
    return side;
}

} // namespace

ColdStart coldStartOf(const DataProfile& profile, const SideFacts& users, const SideFacts& items) {
    ColdStart cold;
    if (profile.hasDates() && profile.lastTime > profile.firstTime)
        cold.lateFrom =
            profile.firstTime + static_cast<std::int64_t>(kLateFrom * static_cast<double>(profile.lastTime - profile.firstTime));
    cold.users = sideOf(users, users.counts, false, cold.lateFrom);
    cold.items = sideOf(items, items.counts, false, cold.lateFrom);
    return cold;
}

ColdStart coldPartOf(const ColdStart& whole, const SideFacts& users, const SideFacts& items,
                     const std::vector<std::int32_t>& rowsOfUser, const std::vector<std::int32_t>& rowsOfItem) {
    return {sideOf(users, rowsOfUser, true, whole.lateFrom), sideOf(items, rowsOfItem, true, whole.lateFrom), whole.lateFrom};
}

std::vector<std::int32_t> coldMembers(const SideFacts& side, const std::optional<std::int32_t>& atMost,
                                      const std::optional<std::int64_t>& lateFrom) {
    std::vector<std::int32_t> members;
    for (std::size_t k = 0; k < side.counts.size(); ++k)
        if (atMost ? side.counts[k] <= *atMost : lateFrom && isLate(side.first[k], *lateFrom))
            members.push_back(static_cast<std::int32_t>(k));
    return members;
}

} // namespace recoscope
