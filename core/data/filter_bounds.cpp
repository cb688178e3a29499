#include "core/data/filter_bounds.h"
#include "core/data/profile_rows.h"
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
    FilterBounds bounds;
    std::vector<std::int32_t> ofUser, ofItem = itemCountsOf(x, context);
    for (std::int32_t u = 0; u < x.userCount(); ++u) ofUser.push_back(static_cast<std::int32_t>(x.rowSize(UserIndex{u})));
    bounds.times = timeSpanOf(x, context);
    if (context.stopRequested()) return bounds;
    addRepeats(dataset, ofUser, ofItem);
    if (dataset.repeats)
        for (const std::int64_t time : dataset.repeats->times)
            if (time != kNoTime)
                bounds.times = bounds.times ? std::pair{std::min(bounds.times->first, time), std::max(bounds.times->second, time)}
                                            : std::pair{time, time};
    bounds.perUser = rangeOf(ofUser);
    bounds.perItem = rangeOf(ofItem);
    return bounds;
}

} // namespace recoscope
