#include "core/metrics/list_metrics.h"
#include <algorithm>

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

double areaUnderCurve(std::span<const float> scores, std::span<const ItemIndex> masked, std::span<const ItemIndex> relevant) {
    std::vector<float> positives;
    for (const ItemIndex item : relevant)
        if (!std::isnan(scores[item.at()])) positives.push_back(scores[item.at()]);
    std::ranges::sort(positives);
    double ordered = 0;
    std::int64_t negatives = 0;
    auto skipMasked = masked.begin();
    auto skipRelevant = relevant.begin();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const bool isMasked = skipMasked != masked.end() && skipMasked->at() == i,
                   isRelevant = skipRelevant != relevant.end() && skipRelevant->at() == i;
        skipMasked += isMasked ? 1 : 0;
        skipRelevant += isRelevant ? 1 : 0;
        if (isMasked || isRelevant || std::isnan(scores[i])) continue;
        ++negatives;
        const auto [low, high] = std::ranges::equal_range(positives, scores[i]);
        ordered += static_cast<double>(positives.end() - high) + 0.5 * static_cast<double>(high - low);
    }
    const double pairs = static_cast<double>(negatives) * static_cast<double>(positives.size());
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
