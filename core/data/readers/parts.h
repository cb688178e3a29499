#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/readers/rating_reader.h"
#include <string>

namespace recoscope {

/// Where a file of a predefined split is: as given, else relative to the folder of the opened data.
[[nodiscard]] std::string pathOfPart(const std::string& dataPath, const std::string& name);

/// Reads one file of ratings by its own format; ids stay strings. Errors: Io, InvalidInput; Cancelled.
[[nodiscard]] Result<RatingRows> readPart(const std::string& path, LoadReport& report, const TaskContext& context);

/// Adds the rows of `more`, ids matched by name.
void appendRows(RatingRows& rows, RatingRows&& more);

} // namespace recoscope
