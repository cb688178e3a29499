#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/profile.h"
#include "core/data/synthetic/world_spec.h"
#include <memory>
#include <vector>

namespace recoscope::ui {

/// A world of the same kind, small enough to be made while a slider moves, and what its pictures need.
struct WorldSample {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const DataProfile> profile;
    std::vector<std::int32_t> usersByTaste, itemsByTaste; ///< By genre loved most, and by genre; then by activity and popularity.
    std::vector<std::size_t> genreEnds; ///< Position in itemsByTaste where each genre ends; the last is the number of items.
};

/// The world's sample: at most 480 users and 320 items, of the same density as far as one rating a user allows.
[[nodiscard]] WorldSpec sampleSpec(const WorldSpec& spec);
/// Some ten milliseconds. Errors: those of makeWorld. Cancellable. Any thread.
[[nodiscard]] Result<WorldSample> sampleOf(const WorldSpec& spec, const TaskContext& context);

} // namespace recoscope::ui
