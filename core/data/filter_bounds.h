#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include <cstdint>
#include <optional>
#include <utility>

namespace recoscope {

/// What the values of filter steps lie between in a data set, repeated rows included: forms say it and offer no more.
struct FilterBounds {
    std::pair<std::int32_t, std::int32_t> perUser{0, 0}, perItem{0, 0}; ///< Fewest and most rows of one.
    std::optional<std::pair<std::int64_t, std::int64_t>> times; ///< First and last known time; nothing where none is known.
};

/// O(rows). A stop request gives an unfinished result; callers then drop it. Thread-safe.
[[nodiscard]] FilterBounds filterBoundsOf(const Dataset& dataset, const TaskContext& context = {});

} // namespace recoscope
