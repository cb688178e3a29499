#pragma once
#include "core/data/readers/delimited.h"
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// The first rows of a text by column: what roles are guessed from.
using Columns = std::vector<std::vector<std::string>>;
[[nodiscard]] Columns sampleColumns(std::string_view text, const Dialect& dialect, std::size_t rows = 400);

/// Shares of the fields of a column, in [0, 1]; 0 for an empty one.
[[nodiscard]] double numberShare(const std::vector<std::string>& column);
[[nodiscard]] double ratingShare(const std::vector<std::string>& column);    ///< Numbers, percentages, stars... (rating_text.h).
[[nodiscard]] double titleYearShare(const std::vector<std::string>& column); ///< "Toy Story (1995)".
[[nodiscard]] double shareAmong(const std::vector<std::string>& column, std::initializer_list<std::string_view> words);

/// Numbers as large as Unix seconds after 1980, or readable dates.
[[nodiscard]] bool looksLikeTime(const std::vector<std::string>& column);
/// Has values, and none is a number or a date.
[[nodiscard]] bool holdsNoTime(const std::vector<std::string>& column);
/// Rows of a shop's log often have a session and no user.
[[nodiscard]] bool mostlyAbsent(const std::vector<std::string>& column);
/// Words of many kinds behind user and item are tags, not ratings.
[[nodiscard]] bool looksLikeTags(const std::vector<std::string>& column);
/// Short words without blanks.
[[nodiscard]] bool looksLikeIds(const std::vector<std::string>& column);
/// Long fractions are measures (coordinates...), not ids.
[[nodiscard]] bool looksLikeMeasures(const std::vector<std::string>& column);
/// Most have a point and something behind it.
[[nodiscard]] bool looksFractional(const std::vector<std::string>& column);
[[nodiscard]] bool allDistinct(const std::vector<std::string>& column);
/// The decimal sign is "." unless every number of the sample says otherwise.
[[nodiscard]] bool usesDecimalComma(const std::vector<std::string>& column);

} // namespace recoscope
