#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/synthetic/truth.h"

namespace recoscope {

/// Draws who and what there is: tastes, genres, fame, biases, arrivals, friends. Every group of figures has a seed of its own, so
/// that changing one value of the spec leaves what it does not concern as it was. Cancellable.
[[nodiscard]] Result<std::shared_ptr<const WorldTruth>> makeTruth(const WorldSpec& spec, const TaskContext& context);

} // namespace recoscope
