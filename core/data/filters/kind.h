#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/filter_rows.h"
#include "core/data/filter_step.h"
#include "core/data/funnel.h"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Everything the program knows about the kinds of filter steps: words, reading, writing, and what they do to rows.
namespace recoscope::filters {

struct Kind {
    FilterKindInfo info;
    /// Takes what stands behind the equals sign; false where it is not of this form. Null: the kind has no value.
    bool (*read)(std::string_view text, FilterStep& step) = nullptr;
    std::string (*write)(const FilterStep& step) = nullptr; ///< The inverse of read.
    std::string (*words)(const FilterStep& step) = nullptr; ///< "ratings of 4 or more".
    /// Why it cannot be asked of this data, as the end of a sentence about the step; empty where it can. Null: it always can.
    std::string (*misfit)(const Dataset& dataset, const FilterStep& step) = nullptr;
    /// A further sentence, with a blank before it, for a step that left nothing. Null: none.
    std::string (*whyEmpty)(const Dataset& dataset) = nullptr;
    void (*apply)(FilterRows& rows, const FilterStep& step) = nullptr;
    /// Instead of apply, for what goes in rounds: takes what each left; false where the task was stopped.
    bool (*applyInRounds)(FilterRows& rows, const FilterStep& step, std::vector<FunnelCounts>& rounds,
                          const TaskContext& context) = nullptr;
};

/// In the order in which they are offered.
[[nodiscard]] std::span<const Kind> kinds();
[[nodiscard]] const Kind& kindOf(const FilterStep& step);

/// "7" as a count from 1 to a thousand million.
[[nodiscard]] std::optional<std::int32_t> countOf(std::string_view text);
/// Kind::read and Kind::write of a step whose value is one count.
template <std::int32_t FilterStep::*Count>
bool readCount(std::string_view text, FilterStep& step) {
    const auto count = countOf(text);
    if (count) step.*Count = *count;
    return count.has_value();
}
template <std::int32_t FilterStep::*Count>
std::string writeCount(const FilterStep& step) {
    return std::to_string(step.*Count);
}

[[nodiscard]] Kind minRating();
[[nodiscard]] Kind maxRating();
[[nodiscard]] Kind implicit();
[[nodiscard]] Kind kCore();
[[nodiscard]] Kind minUser();
[[nodiscard]] Kind maxUser();
[[nodiscard]] Kind minItem();
[[nodiscard]] Kind fromDay();
[[nodiscard]] Kind untilDay();
[[nodiscard]] Kind sampleUsers();
[[nodiscard]] Kind duplicates();
[[nodiscard]] Kind constantUsers();
[[nodiscard]] Kind untitledItems();
[[nodiscard]] Kind context();

} // namespace recoscope::filters
