#pragma once
#include "core/data/synthetic/truth.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// How many items each user rates: log-normal, at least one, at most what the world allows; newcomers a handful. The sum is
/// spec.interactions exactly, which checkWorld has found possible.
[[nodiscard]] std::vector<std::int64_t> rowLengths(const WorldTruth& truth);

} // namespace recoscope
