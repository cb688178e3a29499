#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include <algorithm>
#include <utility>

namespace recoscope::filters {
namespace {

std::string listed(std::vector<std::string> names) {
    constexpr std::size_t kNamed = 12;
    const bool more = names.size() > kNamed;
    names.resize(std::min(names.size(), kNamed));
    return join(names, ", ") + (more ? "..." : "");
}

/// Names what there is instead, so that the next attempt is right.
std::string unknownContext(const Dataset& dataset, const FilterStep& step) {
    if (!dataset.context || dataset.context->columns.empty())
        return "needs context columns, and " + dataset.name + " has none: leave it out.";
    std::vector<std::string> columns;
    for (const ContextColumn& column : dataset.context->columns) columns.push_back(column.name);
    const ContextColumn* column = dataset.context->find(step.column);
    if (!column) return "names no context column of " + dataset.name + ": it has " + listed(std::move(columns)) + ".";
    return column->codeOf(step.value) ? "" : "names no value of " + column->name + ": it has " + listed(column->values) + ".";
}

/// Of a repeated pair the context of the row that counts is known, so it stays or goes as a whole.
void keepContext(FilterRows& rows, const FilterStep& step) {
    const auto& context = rows.data().context;
    const ContextColumn* found = context ? context->find(step.column) : nullptr;
    const auto code = found ? found->codeOf(step.value) : std::nullopt;
    for (std::size_t k = 0; k < rows.data().interactions->size(); ++k)
        if (!code || found->codes[k] != *code || rows.countsOtherRow(k)) rows.drop(k);
}

} // namespace

Kind context() {
    Kind kind;
    kind.info = {FilterStep::Kind::Context,
                 "context",
                 "context:COLUMN=VALUE",
                 "One circumstance",
                 "Keeps rows in which a context column of the file has that value: the daytime, the company.",
                 "context:daytime=evening"};
    kind.read = [](std::string_view text, FilterStep& step) {
        step.value = text;
        return !step.column.empty() && !text.empty();
    };
    kind.write = [](const FilterStep& step) { return step.value; };
    kind.misfit = unknownContext;
    kind.words = [](const FilterStep& step) { return step.column + " is " + step.value; };
    kind.apply = keepContext;
    return kind;
}

} // namespace recoscope::filters
