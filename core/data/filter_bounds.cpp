#include "core/data/filter_bounds.h"
#include <algorithm>
#include <vector>

namespace recoscope {
namespace {

std::pair<std::int32_t, std::int32_t> rangeOf(const std::vector<std::int32_t>& counts) {
    if (counts.empty()) return {0, 0};
    const auto [least, most] = std::ranges::minmax(counts);
    return {least, most};
}

/// Adds the rows of repeated pairs that the matrix has no entry for.
void addRepeats(const Dataset& dataset, std::vector<std::int32_t>& ofUser, std::vector<std::int32_t>& ofItem) {
    const Interactions& x = *dataset.interactions;
    for (std::size_t k = 0; dataset.repeats && k < dataset.repeats->pairs(); ++k) {
        const std::int64_t entry = dataset.repeats->entries[k];
        const auto more = static_cast<std::int32_t>(dataset.repeats->ratingsOf(k).size()) - 1;
        const auto user = std::ranges::upper_bound(x.offsets(), entry) - x.offsets().begin() - 1;
        ofUser[static_cast<std::size_t>(user)] += more;
        ofItem[x.items()[static_cast<std::size_t>(entry)].at()] += more;
    }
}

} // namespace

FilterBounds filterBoundsOf(const Dataset& dataset, const TaskContext& context) {
    const Interactions& x = *dataset.interactions;
    std::vector<std::int32_t> ofUser, ofItem = x.itemCounts();
    FilterBounds bounds;
    const auto take = [&](std::int64_t time) {
        if (time == kNoTime) return;
        bounds.times = bounds.times ? std::pair{std::min(bounds.times->first, time), std::max(bounds.times->second, time)}
                                    : std::pair{time, time};
    };
    for (std::int32_t u = 0; u < x.userCount() && !context.stopRequested(); ++u) {
        const Interactions::Row row = x.row(UserIndex{u});
        ofUser.push_back(static_cast<std::int32_t>(row.size()));
        for (const std::int64_t time : row.times) take(time);
    }
    if (context.stopRequested()) return bounds;
    addRepeats(dataset, ofUser, ofItem);
    if (dataset.repeats)
        for (const std::int64_t time : dataset.repeats->times) take(time);
    bounds.perUser = rangeOf(ofUser);
    bounds.perItem = rangeOf(ofItem);
    return bounds;
}

} // namespace recoscope
