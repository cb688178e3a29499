#include "core/data/filters.h"
#include "core/base/text.h"
#include "core/data/filter_rows.h"
#include "core/data/filters/kind.h"
#include "core/data/restrict.h"
#include <algorithm>
#include <string>
#include <utility>

namespace recoscope {
namespace {

std::string countsInWords(const FunnelCounts& counts) {
    return counted(counts.rows, "row", "rows") + " of " + counted(counts.users, "user", "users") + " and " +
           counted(counts.items, "item", "items");
}

Error emptied(const Dataset& dataset, const FilterStep& step, const FunnelCounts& before) {
    const filters::Kind& kind = filters::kindOf(step);
    const std::string why = kind.whyEmpty ? kind.whyEmpty(dataset) : std::string();
    return {ErrorKind::InvalidInput,
            "The filter \"" + formatFilterStep(step) + "\" (" + filterWords(step) + ") leaves nothing of " +
                countsInWords(before) + " before it; loosen it or leave it out." + why,
            "filter"};
}

std::string wordsOf(const FilterStep& step, const std::vector<FunnelCounts>& rounds) {
    std::string words = filterWords(step);
    if (!filters::kindOf(step).applyInRounds) return words;
    return words + (rounds.empty()
                        ? " (held already)"
                        : " (stable after " + counted(static_cast<std::int64_t>(rounds.size()), "round", "rounds") + ")");
}

/// False where the task was stopped.
bool apply(FilterRows& rows, const FilterStep& step, std::vector<FunnelCounts>& rounds, const TaskContext& context) {
    const filters::Kind& kind = filters::kindOf(step);
    if (kind.applyInRounds) return kind.applyInRounds(rows, step, rounds, context);
    kind.apply(rows, step);
    return !context.stopRequested();
}

/// Runs the steps over the rows. Cancelled, or the funnel with the refusal of the step that cannot be.
Result<FilterForecast> run(const Dataset& dataset, std::span<const FilterStep> steps, FilterRows& rows,
                           const TaskContext& context) {
    FilterForecast forecast;
    FunnelCounts left = forecast.funnel.before = rows.counts();
    for (std::size_t k = 0; k < steps.size(); ++k) {
        const FilterStep& step = steps[k];
        context.report(static_cast<double>(k) / static_cast<double>(steps.size()), "filtering: " + filterWords(step));
        if (context.stopRequested()) return Cancelled{};
        forecast.refusal = misfitOf(dataset, step);
        if (forecast.refusal) return forecast;
        std::vector<FunnelCounts> rounds;
        if (!apply(rows, step, rounds, context)) return Cancelled{};
        const FunnelCounts before = std::exchange(left, rows.counts());
        if (left.rows == 0) {
            forecast.refusal = emptied(dataset, step, before);
            return forecast;
        }
        forecast.funnel.steps.push_back({formatFilterStep(step), wordsOf(step, rounds), left, std::move(rounds)});
    }
    return forecast;
}

} // namespace

std::optional<Error> misfitOf(const Dataset& dataset, const FilterStep& step) {
    const filters::Kind& kind = filters::kindOf(step);
    const std::string why = kind.misfit ? kind.misfit(dataset, step) : std::string();
    if (why.empty()) return {};
    return Error{ErrorKind::InvalidParameter, "The filter \"" + formatFilterStep(step) + "\" " + why, "filter"};
}

Result<FilterForecast> forecastFilters(const Dataset& dataset, std::span<const FilterStep> steps, const TaskContext& context) {
    FilterRows rows(dataset);
    return run(dataset, steps, rows, context);
}

Result<std::shared_ptr<const Dataset>> applyFilters(const std::shared_ptr<const Dataset>& dataset,
                                                    std::span<const FilterStep> steps, const TaskContext& context) {
    using Filtered = std::shared_ptr<const Dataset>;
    if (steps.empty()) return dataset;
    FilterRows rows(*dataset);
    auto done = run(*dataset, steps, rows, context.part(0, 0.7));
    if (!done) return done.as<Filtered>();
    if (done.value().refusal) return *std::move(done.value().refusal);
    context.report(0.7, "building what is left");
    if (context.stopRequested()) return Cancelled{};
    const std::shared_ptr<Dataset> result = restricted(*dataset, rows);
    Funnel& funnel = result->report.funnel;
    if (funnel.steps.empty()) funnel.before = done.value().funnel.before;
    for (Funnel::Step& step : done.value().funnel.steps) {
        result->report.filters.push_back(step.words);
        funnel.steps.push_back(std::move(step));
    }
    return Filtered(result);
}

} // namespace recoscope
