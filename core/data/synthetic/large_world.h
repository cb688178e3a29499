#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include <cstdint>
#include <memory>

namespace recoscope {

/// A world without stories, for measuring: only its shape is meant to be real. The default is MovieLens 20M's.
struct LargeWorldSpec {
    std::int32_t users = 138493, items = 26744;
    std::int64_t interactions = 20000263;
    std::uint64_t seed = 1;
    int threads = 0; ///< Never changes a bit of the result.
};

/// Activity of users and popularity of items are log-normal (median 68 ratings a user; the most popular item takes about a third
/// of a per cent of all ratings). Users and items belong to 32 circles of taste; about half of a user's items come from the own
/// circle, so that models find something to learn. Ratings are half stars, without times. Exactly `interactions` distinct pairs.
/// Errors: InvalidParameter where they do not fit (at least one row a user, at most half of the items). Cancellable.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> generateLargeWorld(const LargeWorldSpec& spec, const TaskContext& context);

} // namespace recoscope
