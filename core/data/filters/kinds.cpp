#include "core/base/contract.h"
#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include <algorithm>
#include <array>

namespace recoscope {
namespace filters {

std::span<const Kind> kinds() {
    // A new kind is one function in a file of its own, its declaration, and one word here.
    static const std::array all{minRating(),  maxRating(),     implicit(),      kCore(),    minUser(),
                                maxUser(),    minItem(),       fromDay(),       untilDay(), sampleUsers(),
                                duplicates(), constantUsers(), untitledItems(), context()};
    return all;
}

const Kind& kindOf(const FilterStep& step) {
    const auto all = kinds();
    const auto found = std::ranges::find(all, step.kind, [](const Kind& kind) { return kind.info.kind; });
    RECOSCOPE_ASSERT(found != all.end());
    return *found;
}

std::optional<std::int32_t> countOf(std::string_view text) {
    constexpr std::int64_t kMostRows = 1'000'000'000;
    const auto n = parseInteger(trim(text));
    return n && *n >= 1 && *n <= kMostRows ? std::optional(static_cast<std::int32_t>(*n)) : std::nullopt;
}

} // namespace filters

std::span<const FilterKindInfo> filterKinds() {
    static const std::vector<FilterKindInfo> infos = [] {
        std::vector<FilterKindInfo> all;
        for (const filters::Kind& kind : filters::kinds()) all.push_back(kind.info);
        return all;
    }();
    return infos;
}

const FilterKindInfo& filterKind(FilterStep::Kind kind) { return filters::kindOf({.kind = kind}).info; }

} // namespace recoscope
