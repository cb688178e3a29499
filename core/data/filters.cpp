#include "core/data/filters.h"
#include "core/base/text.h"
#include "core/data/filter_rows.h"
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

/// Names what there is instead, so that the next attempt is right.
std::optional<Error> contextMisfit(const Dataset& dataset, const FilterStep& step, const std::string& name) {
    const auto listed = [](std::vector<std::string> names) {
        constexpr std::size_t kNamed = 12;
        const bool more = names.size() > kNamed;
        names.resize(std::min(names.size(), kNamed));
        return join(names, ", ") + (more ? "..." : "");
    };
    if (!dataset.context || dataset.context->columns.empty())
        return Error{ErrorKind::InvalidParameter,
                     name + "needs context columns, and " + dataset.name + " has none: leave it out.", "filter"};
    std::vector<std::string> columns;
    for (const ContextColumn& column : dataset.context->columns) columns.push_back(column.name);
    const ContextColumn* column = dataset.context->find(step.column);
    if (!column)
        return Error{ErrorKind::InvalidParameter,
                     name + "names no context column of " + dataset.name + ": it has " + listed(std::move(columns)) + ".",
                     "filter"};
    if (column->codeOf(step.value)) return {};
    return Error{ErrorKind::InvalidParameter,
                 name + "names no value of " + column->name + ": it has " + listed(column->values) + ".", "filter"};
}

/// Why the step cannot be asked of this data; nothing where it can.
std::optional<Error> misfit(const Dataset& dataset, const FilterStep& step) {
    const std::string name = "The filter \"" + formatFilterStep(step) + "\" ";
    const bool byTime = step.kind == FilterStep::Kind::From || step.kind == FilterStep::Kind::To;
    if (byTime && !dataset.interactions->hasTimes())
        return Error{ErrorKind::InvalidParameter, name + "needs times, and " + dataset.name + " has none: leave it out.",
                     "filter"};
    if (step.kind == FilterStep::Kind::ConstantUsers && !dataset.hasRatings)
        return Error{ErrorKind::InvalidParameter, name + "needs ratings, and " + dataset.name + " has none: leave it out.",
                     "filter"};
    if (step.kind == FilterStep::Kind::UntitledItems && dataset.itemTable.titles.empty())
        return Error{ErrorKind::InvalidParameter,
                     name + "needs titles, and the files of " + dataset.name + " have none: leave it out.", "filter"};
    if (step.kind == FilterStep::Kind::Context) return contextMisfit(dataset, step, name);
    if (step.kind == FilterStep::Kind::Duplicates && !dataset.repeats && dataset.report.duplicates > 0 &&
        dataset.report.funnel.steps.empty())
        return Error{ErrorKind::InvalidParameter,
                     name + "comes too late: the rows of repeated pairs are not kept where the data is put together from the "
                            "files of a split. Leave it out, or open the data without that split.",
                     "filter"};
    return {};
}

Error emptied(const Dataset& dataset, const FilterStep& step, const FunnelCounts& before) {
    const bool byRating = step.kind == FilterStep::Kind::MinRating || step.kind == FilterStep::Kind::MaxRating;
    std::string why;
    if (byRating && dataset.scale)
        why = " Ratings go from " + formatNumber(dataset.scale->minimum) + " to " + formatNumber(dataset.scale->maximum) + ".";
    else if (byRating && !dataset.hasRatings)
        why = " The data has no ratings: every row counts as 1.";
    return {ErrorKind::InvalidInput,
            "The filter \"" + formatFilterStep(step) + "\" (" + filterWords(step) + ") leaves nothing of " +
                countsInWords(before) + " before it; loosen it or leave it out." + why,
            "filter"};
}

std::string wordsOf(const FilterStep& step, const std::vector<FunnelCounts>& rounds) {
    std::string words = filterWords(step);
    if (step.kind != FilterStep::Kind::KCore) return words;
    return words + (rounds.empty()
                        ? " (held already)"
                        : " (stable after " + counted(static_cast<std::int64_t>(rounds.size()), "round", "rounds") + ")");
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
        forecast.refusal = misfit(dataset, step);
        if (forecast.refusal) return forecast;
        std::vector<FunnelCounts> rounds;
        if (!rows.apply(step, rounds, context)) return Cancelled{};
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
