#include "ui/jobs/map_space.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace recoscope::ui {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kFewestOfGenre = 5;

template <class List, class Value>
bool holds(const List& list, const Value& value) {
    return std::ranges::find(list, value) != list.end();
}

double correlation(std::span<const double> a, std::span<const double> b) {
    const auto n = static_cast<double>(a.size());
    if (a.size() < 3) return kUndefined;
    const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : kUndefined;
}

std::vector<ItemIndex> placed(std::span<const std::int32_t> counts) {
    std::vector<ItemIndex> items;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) items.emplace_back(i);
    }
    return items;
}

AxisTies tiesOf(const MapSpace& space, const Dataset& dataset, const std::vector<ItemIndex>& items, int axis) {
    AxisTies ties;
    std::vector<double> position;
    std::vector<double> popularity;
    std::vector<double> dated;
    std::vector<double> years;
    for (const ItemIndex item : items) {
        position.push_back(space.at(item, axis));
        popularity.push_back(std::log1p(space.counts[item.at()]));
        if (dataset.itemTable.years.empty() || dataset.itemTable.years[item.at()] <= 0) continue;
        dated.push_back(position.back());
        years.push_back(dataset.itemTable.years[item.at()]);
    }
    ties.popularity = correlation(position, popularity);
    ties.year = correlation(dated, years);
    ties.genres.assign(dataset.itemTable.genreNames.size(), kUndefined);
    if (dataset.itemTable.genres.empty()) return ties;
    std::vector<double> has(items.size());
    for (std::size_t g = 0; g < ties.genres.size(); ++g) {
        for (std::size_t i = 0; i < items.size(); ++i)
            has[i] = holds(dataset.itemTable.genres[items[i].at()], static_cast<std::uint16_t>(g)) ? 1 : 0;
        if (std::accumulate(has.begin(), has.end(), 0.0) >= kFewestOfGenre) ties.genres[g] = correlation(position, has);
    }
    return ties;
}

std::vector<double> meanRatings(const Interactions& train, std::size_t items) {
    std::vector<double> sums(items, 0.0);
    std::vector<double> counts(items, 0.0);
    for (std::int32_t u = 0; u < train.userCount(); ++u) {
        const auto row = train.row(UserIndex(u));
        for (std::size_t k = 0; k < row.size(); ++k) {
            sums[row.items[k].at()] += static_cast<double>(row.ratings[k]);
            counts[row.items[k].at()] += 1;
        }
    }
    for (std::size_t i = 0; i < items; ++i) sums[i] = counts[i] > 0 ? sums[i] / counts[i] : kUndefined;
    return sums;
}

/// The n with the smallest distance, ties by place; `skip` is left out.
std::vector<std::size_t> smallest(const std::vector<double>& distance, std::size_t skip, int n) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < distance.size(); ++i) {
        if (i != skip) order.push_back(i);
    }
    const auto end = order.begin() + std::min<std::ptrdiff_t>(n, static_cast<std::ptrdiff_t>(order.size()));
    std::ranges::partial_sort(order, end, [&](std::size_t a, std::size_t b) {
        return distance[a] < distance[b] || (distance[a] == distance[b] && a < b);
    });
    order.erase(end, order.end());
    return order;
}

void factorDistances(const FactorView& factors, const std::vector<ItemIndex>& items, ItemIndex from, std::vector<double>& out) {
    const auto rank = static_cast<std::size_t>(factors.rank);
    const auto a = factors.itemFactors.subspan(from.at() * rank, rank);
    out.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto b = factors.itemFactors.subspan(items[i].at() * rank, rank);
        float sum = 0;
        for (std::size_t k = 0; k < rank; ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
        out[i] = static_cast<double>(sum);
    }
}

} // namespace

MapSpace mapSpace(const FactorView& factors, const Dataset& dataset, const Interactions& train, int axes,
                  const TaskContext& context) {
    MapSpace space;
    space.rank = factors.rank;
    space.counts = train.itemCounts();
    std::vector<char> used(space.counts.size());
    for (std::size_t i = 0; i < used.size(); ++i) used[i] = space.counts[i] > 0 ? 1 : 0;
    space.axes = principalAxes(factors.itemFactors, factors.rank, used, axes);
    space.means =
        dataset.hasRatings ? meanRatings(train, space.counts.size()) : std::vector<double>(space.counts.size(), kUndefined);
    const std::vector<ItemIndex> items = placed(space.counts);
    for (int axis = 0; axis < space.axes.axes && !context.stopRequested(); ++axis)
        space.ties.push_back(tiesOf(space, dataset, items, axis));
    return space;
}

std::pair<int, int> axesToBeginWith(const MapSpace& space) {
    std::vector<int> chosen;
    const auto size = [](double r) { return std::isnan(r) ? 0.0 : std::abs(r); };
    for (int axis = 0; axis < static_cast<int>(space.ties.size()); ++axis) {
        const AxisTies& ties = space.ties[static_cast<std::size_t>(axis)];
        double other = size(ties.year);
        for (const double r : ties.genres) other = std::max(other, size(r));
        if (size(ties.popularity) < std::max(other, 0.3)) chosen.push_back(axis);
    }
    for (int axis = 0; chosen.size() < 2 && axis < space.axes.axes; ++axis) {
        if (!holds(chosen, axis)) chosen.push_back(axis);
    }
    return chosen.size() < 2 ? std::pair{0, 0} : std::pair{chosen[0], chosen[1]};
}

std::vector<ItemIndex> nearestItems(const FactorView& factors, std::span<const std::int32_t> counts, ItemIndex item, int n) {
    const std::vector<ItemIndex> items = placed(counts);
    std::vector<double> distance;
    factorDistances(factors, items, item, distance);
    const auto self = static_cast<std::size_t>(std::ranges::find(items, item) - items.begin());
    std::vector<ItemIndex> nearest;
    for (const std::size_t place : smallest(distance, self, n)) nearest.push_back(items[place]);
    return nearest;
}

std::optional<NeighboursKept> neighboursKept(const FactorView& factors, const MapSpace& space, int x, int y,
                                             const TaskContext& context) {
    const std::vector<ItemIndex> items = placed(space.counts);
    if (items.size() < 3) return {};
    NeighboursKept kept;
    kept.of = static_cast<std::int64_t>(items.size());
    kept.nearest = static_cast<int>(std::min<std::int64_t>(kept.nearest, kept.of - 1));
    const std::int64_t step = (kept.of + kMostAsked - 1) / kMostAsked;
    double sum = 0;
    std::vector<double> far;
    std::vector<double> here(items.size());
    for (std::size_t i = 0; i < items.size(); i += static_cast<std::size_t>(step)) {
        if (context.stopRequested()) return {};
        factorDistances(factors, items, items[i], far);
        for (std::size_t k = 0; k < items.size(); ++k) {
            const double dx = space.at(items[k], x) - space.at(items[i], x);
            const double dy = space.at(items[k], y) - space.at(items[i], y);
            here[k] = dx * dx + dy * dy;
        }
        const auto inAll = smallest(far, i, kept.nearest);
        const auto inPicture = smallest(here, i, kept.nearest);
        for (const std::size_t place : inAll) sum += holds(inPicture, place) ? 1 : 0;
        ++kept.asked;
    }
    kept.mean = sum / static_cast<double>(kept.asked);
    return kept;
}

std::vector<std::int32_t> ranksOf(std::span<const float> scores, std::span<const ItemIndex> masked) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!std::isnan(scores[i]) && !std::ranges::binary_search(masked, ItemIndex(i))) order.push_back(i);
    }
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return scores[i]; });
    std::vector<std::int32_t> ranks(scores.size(), 0);
    for (std::size_t place = 0; place < order.size(); ++place) ranks[order[place]] = static_cast<std::int32_t>(place + 1);
    return ranks;
}

} // namespace recoscope::ui
