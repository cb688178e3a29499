#include "core/metrics/list_metrics.h"
#include <algorithm>
#include <cmath>

namespace recoscope {

MetricValue listMetric(const MetricRef& ref, const std::vector<std::vector<ItemIndex>>& lists, std::int32_t items) {
    std::vector<double> exposure(static_cast<std::size_t>(items), 0);
    double total = 0;
    for (const auto& list : lists)
        for (std::size_t k = 0; k < std::min(list.size(), static_cast<std::size_t>(ref.k)); ++k) {
            exposure[list[k].at()] += 1;
            total += 1;
        }
    MetricValue value;
    if (total == 0) {
        value.undefinedReason = "no list has an item";
        return value;
    }
    const auto n = static_cast<double>(items);
    if (ref.metric->id == "coverage") {
        value.value = static_cast<double>(std::ranges::count_if(exposure, [](double x) { return x > 0; })) / n;
        return value;
    }
    std::ranges::sort(exposure);
    double weighted = 0;
    for (std::size_t r = 0; r < exposure.size(); ++r) weighted += (2.0 * static_cast<double>(r + 1) - n - 1) * exposure[r];
    value.value = weighted / (n * total);
    return value;
}

namespace {

/// How many of the scores are below, and how many equal; NaN is neither.
struct Below {
    std::int64_t below = 0, equal = 0;
};
Below countBelow(std::span<const float> scores, float limit) {
    std::int32_t below = 0, equal = 0; // 32 bits: the loop is then eight at a time
    for (const float s : scores) {
        below += s < limit ? 1 : 0;
        equal += s == limit ? 1 : 0;
    }
    return {below, equal};
}

/// Beyond this many relevant items sorting once is cheaper than a pass over the scores for each.
constexpr std::size_t kManyRelevant = 64;

} // namespace

double areaUnderCurve(std::span<const float> scores, std::span<const ItemIndex> masked, std::span<const ItemIndex> relevant) {
    std::vector<float> negatives(scores.begin(), scores.end());
    for (const ItemIndex item : masked) negatives[item.at()] = std::nanf("");
    std::vector<float> positives;
    for (const ItemIndex item : relevant) {
        if (!std::isnan(scores[item.at()])) positives.push_back(scores[item.at()]);
        negatives[item.at()] = std::nanf("");
    }
    const bool many = positives.size() > kManyRelevant;
    if (many) {
        std::erase_if(negatives, [](float s) { return std::isnan(s); });
        std::ranges::sort(negatives);
    }
    const std::int64_t count = many ? static_cast<std::int64_t>(negatives.size())
                                    : std::ranges::count_if(negatives, [](float s) { return !std::isnan(s); });
    double ordered = 0; // a sum of whole and half numbers: exact in any order
    for (const float own : positives) {
        Below b;
        if (many) {
            const auto [low, high] = std::ranges::equal_range(negatives, own);
            b = {low - negatives.begin(), high - low};
        } else {
            b = countBelow(negatives, own);
        }
        ordered += static_cast<double>(b.below) + 0.5 * static_cast<double>(b.equal);
    }
    const double pairs = static_cast<double>(count) * static_cast<double>(positives.size());
    return pairs > 0 ? ordered / pairs : std::nan("");
}

MetricValue meanWithInterval(std::span<const float> values) {
    double sum = 0, squares = 0, n = 0;
    for (const float v : values) {
        if (std::isnan(v)) continue;
        sum += static_cast<double>(v);
        n += 1;
    }
    MetricValue result;
    if (n == 0) {
        result.undefinedReason = "no user has a relevant held-out item";
        return result;
    }
    result.value = sum / n;
    for (const float v : values)
        if (!std::isnan(v)) squares += (static_cast<double>(v) - result.value) * (static_cast<double>(v) - result.value);
    if (n > 1) result.halfWidth = 1.96 * std::sqrt(squares / (n - 1) / n);
    return result;
}

} // namespace recoscope
