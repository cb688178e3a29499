#pragma once
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include <cstdint>
#include <limits>
#include <vector>

namespace recoscope {

/// The time of what has no interaction with a known time: after every time.
inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

/// Unix seconds of the first interaction with a known time, by index; kNever where there is none. One pass over the times on
/// `threads` threads (0 = all), on which the result does not depend. A stop request gives an unfinished result. Thread-safe.
[[nodiscard]] std::vector<std::int64_t> firstTimesOfUsers(const Interactions& x, const TaskContext& context = {},
                                                          int threads = 0);
[[nodiscard]] std::vector<std::int64_t> firstTimesOfItems(const Interactions& x, const TaskContext& context = {},
                                                          int threads = 0);

} // namespace recoscope
