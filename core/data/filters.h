#pragma once
#include "core/base/result.h"
#include "core/data/load.h"
#include "core/data/readers/rating_reader.h"

namespace recoscope {

/// Applies the filters of the options to parsed rows, in the order: smallest rating, implicit, k-core; each is written to
/// report.filters in words. Ids left without rows are dropped. Errors: InvalidInput naming the filter that leaves nothing.
[[nodiscard]] Result<> applyFilters(RatingRows& rows, const LoadOptions& options, LoadReport& report);

} // namespace recoscope
