#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/filter_step.h"
#include <memory>
#include <optional>
#include <span>

namespace recoscope {

/// What steps would leave. Where one leaves nothing, or cannot be, `refusal` says so and the funnel ends before it.
struct FilterForecast {
    Funnel funnel;
    std::optional<Error> refusal;
};

/// Why a step cannot be asked of this data, whatever is left of it: a sentence. Nothing where it can. Thread-safe.
[[nodiscard]] std::optional<Error> misfitOf(const Dataset& dataset, const FilterStep& step);

/// Counts without building anything: O(rows) a step, a byte a row of memory. Cancellable. Thread-safe.
[[nodiscard]] Result<FilterForecast> forecastFilters(const Dataset& dataset, std::span<const FilterStep> steps,
                                                     const TaskContext& context);

/// The data set behind the steps, in their order: users and items without rows are gone, with all that belongs to them (see
/// restricted()). Its report says what each step left, in words and in numbers. Deterministic.
/// Errors: InvalidInput naming the step that leaves nothing and what was left before it; InvalidParameter where a step asks for
/// what the data does not have (times). Cancellable.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> applyFilters(const std::shared_ptr<const Dataset>& dataset,
                                                                  std::span<const FilterStep> steps, const TaskContext& context);

} // namespace recoscope
