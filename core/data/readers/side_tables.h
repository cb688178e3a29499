#pragma once
#include "core/data/dataset.h"
#include "core/data/readers/row_keys.h"
#include "core/data/readers/side_rows.h"
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Joins a table of items to the data set's vocabulary: every column by its kind; the `first` of several tables also gives
/// titles, years and genres. `genreNames` are the names of 0/1 columns, where a file states them; `aliases` learns by what else
/// the items are called. False where too few ids match.
bool joinItems(const SideRows& table, const std::vector<std::string>& genreNames, bool first, Dataset& dataset, Aliases& aliases);

/// Joins a table of users: every column but the key, by its kind.
bool joinUsers(const SideRows& table, Dataset& dataset);

/// Joins the columns of a table (all but those in `taken`) to as many rows as `columns` has; those of known names are left.
void joinColumns(const SideRows& table, const RowKeys& keys, std::size_t rows, const std::vector<int>& taken,
                 std::vector<FeatureColumn>& columns, LoadReport& report);

/// The first column of each row.
[[nodiscard]] std::vector<std::string> firstColumn(const SideRows& table);

/// Takes a year off the end of a title: "Heat (1995)" -> "Heat", 1995; 0 where there is none.
[[nodiscard]] std::int32_t takeYear(std::string& title);

} // namespace recoscope
