#include "tests/metrics/naive_metrics.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope::test {
namespace {

/// All items that can be scored and are not masked, best first.
std::vector<ItemIndex> rankingOf(const FixedModel& model, const Split& split, UserIndex user) {
    std::vector<ItemIndex> items;
    for (std::int32_t i = 0; i < model.itemCount(); ++i)
        if (!std::isnan(model.row(user)[static_cast<std::size_t>(i)]) && !split.masked->contains(user, ItemIndex{i}))
            items.emplace_back(i);
    std::ranges::stable_sort(items, [&](ItemIndex a, ItemIndex b) { return model.row(user)[a.at()] > model.row(user)[b.at()]; });
    return items;
}

double ratingOf(const Interactions& x, UserIndex user, ItemIndex item) {
    const auto row = x.row(user);
    for (std::size_t k = 0; k < row.size(); ++k)
        if (row.items[k] == item) return static_cast<double>(row.ratings[k]);
    return std::nan("");
}

double gradedNdcg(const std::vector<ItemIndex>& list, std::size_t k, const Split& split, UserIndex user) {
    std::vector<double> ideal;
    for (const float r : split.test->row(user).ratings) ideal.push_back(std::exp2(static_cast<double>(r)) - 1);
    std::ranges::sort(ideal, std::greater<>{});
    double gain = 0, best = 0;
    for (std::size_t place = 0; place < k; ++place) {
        const double discount = std::log2(static_cast<double>(place) + 2);
        if (place < ideal.size()) best += ideal[place] / discount;
        if (place >= list.size()) continue;
        if (const double r = ratingOf(*split.test, user, list[place]); !std::isnan(r)) gain += (std::exp2(r) - 1) / discount;
    }
    return gain / best;
}

double popularityOf(const Split& split, ItemIndex item, double threshold) {
    double count = 0;
    for (const Interaction& row : split.train->toRows())
        count += row.item == item && !(static_cast<double>(row.rating) < threshold) ? 1 : 0;
    return count;
}

double areaOf(const std::vector<ItemIndex>& all, const std::vector<char>& hit, const FixedModel& model, UserIndex user) {
    double ordered = 0, pairs = 0;
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = 0; b < all.size(); ++b) {
            if (!hit[a] || hit[b]) continue;
            const float x = model.row(user)[all[a].at()], y = model.row(user)[all[b].at()];
            pairs += 1;
            ordered += x > y ? 1 : x == y ? 0.5 : 0;
        }
    return pairs > 0 ? ordered / pairs : std::nan("");
}

} // namespace

double naivePerUser(const std::string& metric, int k, const FixedModel& model, const Split& split, UserIndex user,
                    double threshold) {
    double relevant = 0;
    for (const float r : split.test->row(user).ratings) relevant += static_cast<double>(r) < threshold ? 0 : 1;
    if (relevant == 0) return std::nan("");
    const auto all = rankingOf(model, split, user);
    std::vector<char> hit;
    for (const ItemIndex item : all) {
        const double r = ratingOf(*split.test, user, item);
        hit.push_back(!std::isnan(r) && !(r < threshold) ? 1 : 0);
    }
    if (metric == "auc") return areaOf(all, hit, model, user);
    const auto cut = static_cast<std::size_t>(k);
    double users = 0;
    for (std::int32_t u = 0; u < split.train->userCount(); ++u) users += split.train->rowSize(UserIndex{u}) > 0 ? 1 : 0;
    double hits = 0, first = 0, precisions = 0, gain = 0, ideal = 0, popularity = 0, novelty = 0;
    const std::size_t length = std::min(cut, all.size());
    for (std::size_t place = 0; place < cut; ++place) {
        const double discount = std::log2(static_cast<double>(place) + 2);
        if (static_cast<double>(place) < relevant) ideal += 1 / discount;
        if (place >= length) continue;
        const double count = popularityOf(split, all[place], threshold);
        popularity += count / users / static_cast<double>(length);
        novelty -= std::log2(std::max(1.0, count) / users) / static_cast<double>(length);
        if (!hit[place]) continue;
        hits += 1;
        if (first == 0) first = static_cast<double>(place) + 1;
        precisions += hits / (static_cast<double>(place) + 1);
        gain += 1 / discount;
    }
    const double precision = hits / k, recall = hits / relevant;
    if (metric == "precision") return precision;
    if (metric == "recall") return recall;
    if (metric == "f1") return hits == 0 ? 0 : 2 * precision * recall / (precision + recall);
    if (metric == "hit_rate") return hits > 0 ? 1 : 0;
    if (metric == "mrr") return first > 0 ? 1 / first : 0;
    if (metric == "map") return precisions / std::min(relevant, static_cast<double>(k));
    if (metric == "ndcg") return gain / ideal;
    if (metric == "ndcg_graded") return gradedNdcg(all, cut, split, user);
    if (metric == "popularity") return length == 0 ? std::nan("") : popularity;
    return length == 0 ? std::nan("") : novelty;
}

double naiveOfLists(const std::string& metric, int k, const FixedModel& model, const Split& split) {
    std::vector<double> shown(static_cast<std::size_t>(model.itemCount()), 0);
    for (std::int32_t u = 0; u < split.train->userCount(); ++u) {
        if (split.train->rowSize(UserIndex{u}) == 0) continue;
        const auto all = rankingOf(model, split, UserIndex{u});
        for (std::size_t place = 0; place < std::min(all.size(), static_cast<std::size_t>(k)); ++place)
            shown[all[place].at()] += 1;
    }
    const auto n = static_cast<double>(shown.size());
    if (metric == "coverage") return static_cast<double>(std::ranges::count_if(shown, [](double x) { return x > 0; })) / n;
    double differences = 0;
    for (const double a : shown)
        for (const double b : shown) differences += std::abs(a - b);
    return differences / (2 * n * std::accumulate(shown.begin(), shown.end(), 0.0));
}

} // namespace recoscope::test
