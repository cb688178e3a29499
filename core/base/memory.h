#pragma once
#include "core/base/result.h"
#include <string>

namespace recoscope {

/// Of the machine's memory, what a single job may take.
inline constexpr double kMemoryShare = 0.6;
/// Bytes a single job may take: that share of the machine's memory, or as many gigabytes (1e9 bytes) as the environment variable
/// RECOSCOPE_MEMORY says.
[[nodiscard]] double memoryBudget();
/// Refuses with both figures where `bytes` is over the budget. `what` begins the sentence, `advice` ends it. Error:
/// ResourceLimit.
[[nodiscard]] Result<> requireMemory(double bytes, const std::string& what,
                                     const std::string& advice = "Drop rare items first (--k-core).");

} // namespace recoscope
