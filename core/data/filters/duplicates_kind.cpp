#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include <algorithm>
#include <array>
#include <utility>

namespace recoscope::filters {
namespace {

constexpr std::array<std::pair<const char*, RepeatRule>, 4> kRules{
    {{"last", RepeatRule::Last}, {"first", RepeatRule::First}, {"mean", RepeatRule::Mean}, {"sum", RepeatRule::Sum}}};

bool readRule(std::string_view text, FilterStep& step) {
    const auto* found = std::ranges::find(kRules, trim(text), [](const auto& rule) { return std::string_view(rule.first); });
    if (found != kRules.end()) step.rule = found->second;
    return found != kRules.end();
}

std::string writeRule(const FilterStep& step) {
    return std::ranges::find(kRules, step.rule, &std::pair<const char*, RepeatRule>::second)->first;
}

std::string withoutRepeats(const Dataset& dataset, const FilterStep&) {
    const bool lost = !dataset.repeats && dataset.report.duplicates > 0 && dataset.report.funnel.steps.empty();
    return lost ? "comes too late: the rows of repeated pairs are not kept where the data is put together from the files of a "
                  "split. Leave it out, or open the data without that split."
                : "";
}

} // namespace

Kind duplicates() {
    Kind kind;
    kind.info = {FilterStep::Kind::Duplicates,
                 "duplicates",
                 "duplicates=last, first, mean or sum",
                 "Repeated pairs",
                 "Which row counts where a user has several for one item; without this step the last.",
                 "duplicates=mean"};
    kind.read = readRule;
    kind.write = writeRule;
    kind.misfit = withoutRepeats;
    kind.words = [](const FilterStep& step) { return "of repeated pairs the " + writeRule(step); };
    kind.apply = [](FilterRows& rows, const FilterStep& step) { rows.settleRepeats(step.rule); };
    return kind;
}

} // namespace recoscope::filters
