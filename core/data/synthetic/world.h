#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/load.h"
#include "core/data/synthetic/truth.h"
#include "core/data/synthetic/world_spec.h"
#include <memory>

namespace recoscope {

/// What making a world takes: the rows, the bytes held at the most, and about how long on this machine when it is idle.
struct WorldForecast {
    std::int64_t rows = 0;
    double bytes = 0, seconds = 0;
    double density = 0; ///< Of the matrix, in [0, 1].
};
[[nodiscard]] WorldForecast forecastOf(const WorldSpec& spec);
/// Whether a job may take that much memory here. Error: ResourceLimit with both figures and what to do.
[[nodiscard]] Result<> requireRoom(const WorldSpec& spec);

/// Makes the world: ids "1", "2"..., genres, and the truth in Dataset::truth. The same spec gives the same bits for any `threads`
/// (0 = all). Errors: InvalidParameter (checkWorld), ResourceLimit with the figures where it does not fit into memory.
/// Cancellable; reports progress by users.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> makeWorld(const WorldSpec& spec, const TaskContext& context,
                                                               int threads = 0);

/// "synthetic:..." opened like a file: filters of the options apply, and the truth follows them. What only files have (format,
/// separator, columns, encoding, header, file, parts) is refused with InvalidParameter.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openWorldRef(const std::string& ref, const LoadOptions& options,
                                                                  const TaskContext& context);

} // namespace recoscope
