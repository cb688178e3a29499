#include "core/data/filter_step.h"
#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include <algorithm>

namespace recoscope {
namespace {

Error unknownFilter(std::string_view text) {
    std::vector<std::string> forms;
    for (const filters::Kind& kind : filters::kinds()) forms.emplace_back(kind.info.form);
    return {ErrorKind::InvalidParameter, "There is no filter \"" + std::string(text) + "\": known are " + join(forms, "; ") + ".",
            "filter"};
}

} // namespace

Result<FilterStep> parseFilterStep(std::string_view text) {
    const std::string_view whole = trim(text);
    const std::size_t equals = whole.find('=');
    const std::string_view name = trim(whole.substr(0, equals));
    const std::size_t colon = name.find(':');
    const std::string_view id = name.substr(0, colon);
    const auto all = filters::kinds();
    const auto kind = std::ranges::find_if(all, [&](const filters::Kind& k) { return id == k.info.id; });
    if (kind == all.end()) return unknownFilter(whole);
    FilterStep step;
    step.kind = kind->info.kind;
    if (colon != std::string_view::npos) step.column = name.substr(colon + 1);
    const bool columnFits = step.column.empty() == (step.kind != FilterStep::Kind::Context);
    const bool bare = equals == std::string_view::npos;
    if (columnFits && (kind->read ? !bare && kind->read(whole.substr(equals + 1), step) : bare)) return step;
    return Error{ErrorKind::InvalidParameter,
                 "The filter \"" + std::string(whole) + "\" cannot be read: expected " + kind->info.form + ", for example " +
                     kind->info.example + ".",
                 "filter"};
}

std::string formatFilterStep(const FilterStep& step) {
    const filters::Kind& kind = filters::kindOf(step);
    std::string text = kind.info.id;
    if (!step.column.empty()) text += ":" + step.column;
    return kind.write ? text + "=" + kind.write(step) : text;
}

std::string filterWords(const FilterStep& step) { return filters::kindOf(step).words(step); }

std::vector<FilterStep> NamedFilters::inOrder() const {
    using Kind = FilterStep::Kind;
    std::vector<FilterStep> all;
    if (minRating) all.push_back({.kind = Kind::MinRating, .rating = *minRating});
    if (implicit) all.push_back({.kind = Kind::Implicit});
    if (kCore > 1) all.push_back({.kind = Kind::KCore, .perUser = kCore, .perItem = kCore});
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
}

} // namespace recoscope
