#include "core/data/arrivals.h"
#include "core/data/first_times.h"
#include <numeric>

namespace recoscope {
namespace {

std::vector<std::int64_t> perBin(const DataProfile& profile, const std::vector<std::int64_t>& first, std::int64_t& undated) {
    std::vector<std::int64_t> bins(profile.activity.size());
    for (const std::int64_t time : first) {
        if (time == kNever || bins.empty())
            ++undated;
        else
            ++bins[static_cast<std::size_t>((time - profile.activity.front().start) / profile.activityBinSeconds)];
    }
    return bins;
}

} // namespace

Arrivals arrivalsOf(const DataProfile& profile, const std::vector<std::int64_t>& firstOfUsers,
                    const std::vector<std::int64_t>& firstOfItems) {
    Arrivals arrivals;
    arrivals.users = perBin(profile, firstOfUsers, arrivals.undatedUsers);
    arrivals.items = perBin(profile, firstOfItems, arrivals.undatedItems);
    return arrivals;
}

std::vector<std::int64_t> cumulated(const std::vector<std::int64_t>& perBin) {
    std::vector<std::int64_t> sums(perBin.size());
    std::partial_sum(perBin.begin(), perBin.end(), sums.begin());
    return sums;
}

} // namespace recoscope
