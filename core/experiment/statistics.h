#pragma once
#include "core/metrics/evaluate.h"
#include <span>
#include <string>
#include <vector>

namespace recoscope {

/// One run against another over the users both were measured on: differences a - b, paired by user.
struct PairedComparison {
    double difference = std::nan("");
    double halfWidth = std::nan(""); ///< Of the 95 % interval: Student's t of the paired differences.
    double p = std::nan("");         ///< Two-sided paired t test; 1 where all differences are equal to 0.
    double adjustedP = std::nan(""); ///< After holm(); equals p before.
    std::int32_t better = 0, equal = 0, worse = 0;
};

[[nodiscard]] PairedComparison comparePaired(const Evaluation& a, const Evaluation& b, const std::string& metric);
/// Holm's step-down correction (1979) over a family of comparisons, in place.
void holm(std::span<PairedComparison> family);

} // namespace recoscope
