#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include "core/data/synthetic/truth.h"

namespace recoscope {

/// When synthetic worlds begin: 1 January 2015, Unix seconds.
inline constexpr std::int64_t kWorldStart = 1420070400;
inline constexpr double kSecondsOfYear = 365.25 * 86400;

/// Lets every user of the world rate: exactly spec.interactions distinct pairs. Items without a rating stay. Cancellable.
[[nodiscard]] Result<Interactions> drawRows(const WorldTruth& truth, int threads, const TaskContext& context);

} // namespace recoscope
