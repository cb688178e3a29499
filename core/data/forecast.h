#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/load.h"
#include "core/data/readers/candidates.h"
#include <cstdint>
#include <string>

namespace recoscope {

/// What opening a file will take, judged by its length and by lines from several places in it.
struct LoadForecast {
    std::int64_t rows = 0; ///< About.
    double bytes = 0;      ///< The most memory at any time, besides what the program holds already.
};

/// Of one file of ratings. Lengths that an archive merely claims count only as far as the limits of archives allow.
[[nodiscard]] LoadForecast forecastLoad(const Candidate& ratings, const TaskContext& context);

/// Of what loadDataset would open. Errors: as there.
[[nodiscard]] Result<LoadForecast> estimateLoad(const std::string& ref, const LoadOptions& options, const TaskContext& context);

/// Refuses with both figures and what to do where opening needs more than memoryBudget(). Error: ResourceLimit.
[[nodiscard]] Result<> requireRoom(const Candidate& ratings, const TaskContext& context);

} // namespace recoscope
