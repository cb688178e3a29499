#pragma once
#include "core/data/dataset.h"
#include <cstddef>
#include <string_view>

namespace recoscope {

/// No title, or the word "unknown" without a year where a title should stand, as MovieLens has it. (A film of that name has a
/// year.)
[[nodiscard]] inline bool isUntitled(const ItemTable& table, std::size_t item) {
    if (item >= table.titles.size() || table.titles[item].empty()) return true;
    const std::string_view title = table.titles[item];
    const bool hasYear = item < table.years.size() && table.years[item] > 0;
    return !hasYear && (title == "unknown" || title == "Unknown");
}

} // namespace recoscope
