#pragma once
#include "core/base/result.h"
#include <string>

namespace recoscope {

/// Bytes a single job may take: 60 % of the machine's memory.
[[nodiscard]] double memoryBudget();
/// Refuses with both figures where `bytes` is over the budget. `what` begins the sentence. Error: ResourceLimit.
[[nodiscard]] Result<> requireMemory(double bytes, const std::string& what);

} // namespace recoscope
