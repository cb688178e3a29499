#include "core/data/profile.h"
#include "core/data/profile_rows.h"
#include "core/data/tail.h"
#include <algorithm>
#include <cmath>
#include <tuple>

namespace recoscope {
namespace {

constexpr std::int64_t kDay = 86400;

std::int32_t medianOf(std::vector<std::int32_t> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) return *middle;
    const std::int32_t upper = *middle;
    return static_cast<std::int32_t>(
        std::lround((static_cast<double>(*std::max_element(values.begin(), middle)) + static_cast<double>(upper)) / 2));
}

template <class Index>
std::vector<Index> byFallingCount(const std::vector<std::int32_t>& counts) {
    std::vector<Index> order(counts.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = Index{k};
    std::ranges::stable_sort(order, [&](Index a, Index b) { return counts[a.at()] > counts[b.at()]; });
    return order;
}

void fillTail(DataProfile& p) {
    const auto total = static_cast<double>(p.interactions);
    const auto n = static_cast<double>(p.countsByRank.size());
    double weighted = 0;
    for (std::size_t r = 0; r < p.countsByRank.size(); ++r)
        weighted += (n - 2.0 * static_cast<double>(r) - 1.0) * static_cast<double>(p.countsByRank[r]);
    p.gini = total > 0 && n > 0 ? weighted / (n * total) : 0;
    p.top10Share = total > 0 ? topShare(p.countsByRank, 0.1) : 0;
    const Tail parts = tailOf(p.countsByRank, {DataProfile::kHeadShare, DataProfile::kTorsoShare});
    p.head = static_cast<std::int32_t>(parts.head.items);
    p.torso = static_cast<std::int32_t>(parts.torso.items);
    p.tail = static_cast<std::int32_t>(parts.tail.items);
}

void fillTimes(const Interactions& x, DataProfile& p, const TaskContext& context) {
    const auto known = timeSpanOf(x, context);
    if (!known || context.stopRequested()) return;
    p.hasTimes = true;
    std::tie(p.firstTime, p.lastTime) = *known;
    p.timesAreOrder = timesAreOrder(x);
    if (p.timesAreOrder) return;
    const std::int64_t span = p.lastTime - p.firstTime + 1;
    p.activityBinSeconds = kDay;
    for (const std::int64_t days : {7, 30, 91, 365, 3650}) {
        if (span / p.activityBinSeconds < 60) break;
        p.activityBinSeconds = days * kDay;
    }
    while (span / p.activityBinSeconds >= 120) p.activityBinSeconds *= 2;
    const std::int64_t start = p.firstTime - ((p.firstTime % kDay) + kDay) % kDay;
    p.activity.resize(static_cast<std::size_t>((p.lastTime - start) / p.activityBinSeconds + 1));
    const std::vector<std::int64_t> counts = activityOf(x, start, p.activityBinSeconds, p.activity.size(), context);
    for (std::size_t k = 0; k < p.activity.size(); ++k)
        p.activity[k] = {start + static_cast<std::int64_t>(k) * p.activityBinSeconds, counts[k]};
}

} // namespace

DataProfile profileOf(const Dataset& dataset, const TaskContext& context) {
    const Interactions& x = *dataset.interactions;
    DataProfile p;
    p.users = x.userCount();
    p.items = x.itemCount();
    p.interactions = static_cast<std::int64_t>(x.size());
    p.density = p.users > 0 && p.items > 0
                    ? static_cast<double>(p.interactions) / (static_cast<double>(p.users) * static_cast<double>(p.items))
                    : 0;
    p.meanRating = std::nan("");
    if (dataset.hasRatings) {
        RatingSums ratings = ratingSums(x, context);
        if (!x.empty()) p.meanRating = ratings.sum / static_cast<double>(x.size());
        p.histogram = std::move(ratings.histogram);
        p.histogramBinned = ratings.binned;
    }
    std::vector<std::int32_t> perUser(static_cast<std::size_t>(x.userCount()));
    for (std::size_t u = 0; u < perUser.size(); ++u) perUser[u] = static_cast<std::int32_t>(x.rowSize(UserIndex{u}));
    const std::vector<std::int32_t> perItem = itemCountsOf(x, context);
    if (context.stopRequested()) return p;
    if (!perUser.empty())
        std::tie(p.fewestPerUser, p.mostPerUser) = std::pair{std::ranges::min(perUser), std::ranges::max(perUser)};
    p.medianPerUser = medianOf(perUser);
    p.medianPerItem = medianOf(perItem);
    p.itemsRatedOnce = static_cast<std::int32_t>(std::ranges::count(perItem, 1));
    p.itemsByRank = byFallingCount<ItemIndex>(perItem);
    p.usersByRank = byFallingCount<UserIndex>(perUser);
    for (const ItemIndex item : p.itemsByRank) p.countsByRank.push_back(perItem[item.at()]);
    p.mostPerItem = p.countsByRank.empty() ? 0 : p.countsByRank.front();
    fillTail(p);
    fillTimes(x, p, context);
    return p;
}

} // namespace recoscope
