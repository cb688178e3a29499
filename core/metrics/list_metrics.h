#pragma once
#include "core/metrics/evaluate.h"
#include <span>
#include <vector>

namespace recoscope {

/// Coverage or Gini of all lists together, cut at the metric's K.
[[nodiscard]] MetricValue listMetric(const MetricRef& ref, const std::vector<std::vector<ItemIndex>>& lists, std::int32_t items);

/// The chance that a relevant item stands before one that is neither relevant nor masked; ties count half. NaN without such a
/// pair. O(items log relevant).
[[nodiscard]] double areaUnderCurve(std::span<const float> scores, std::span<const ItemIndex> masked,
                                    std::span<const ItemIndex> relevant);

/// Mean of the defined values with half of its 95 % interval (1.96 sd / sqrt n).
[[nodiscard]] MetricValue meanWithInterval(std::span<const float> values);

} // namespace recoscope
