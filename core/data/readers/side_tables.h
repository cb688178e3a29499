#pragma once
#include "core/data/dataset.h"
#include "core/data/readers/roles.h"
#include <string_view>

namespace recoscope {

/// Joins a table of items to the data set's vocabulary: titles, years, genres, further text columns. The key is the column whose
/// values match most ids (the leftmost where several do). `genreNames` are the names of 0/1 columns, where a file states them.
/// False where too few ids match.
bool joinItems(std::string_view text, const Dialect& dialect, const std::vector<std::string>& genreNames, Dataset& dataset);

/// Joins a table of users: every column but the key becomes a named text column.
bool joinUsers(std::string_view text, const Dialect& dialect, Dataset& dataset);

/// The names in a "name|number" list.
[[nodiscard]] std::vector<std::string> readGenreNames(std::string_view text, const Dialect& dialect);

/// Takes a year off the end of a title: "Heat (1995)" -> "Heat", 1995; 0 where there is none.
[[nodiscard]] std::int32_t takeYear(std::string& title);

} // namespace recoscope
