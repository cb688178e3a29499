#pragma once
#include "core/data/feature_column.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Between the values of a cell that holds a list of its own, as JSON has them; no text contains it.
inline constexpr char kListSign = '\x1F';

/// "", NA, N/A, NULL, NaN, None, \N, ?, -: a cell without a value.
[[nodiscard]] bool saysUnknown(std::string_view text);

/// What it took to make texts into a column.
struct TypedColumn {
    FeatureColumn column;
    std::int64_t noNumbers = 0; ///< Values that are no number in a column of numbers: they count as unknown.
};

/// Finds out by content what the values of a column are, by names only where content leaves it open (a "zip" is no number), by
/// `statedType` ("float", "token_seq"... of RecBole's headers) where it is not "". One text a row. Numbers: at least 99 % of the
/// known values are. Labels: lists in one cell, by |, kListSign, ";" or ", ". Nothing where no value is known.
[[nodiscard]] std::optional<TypedColumn> typedColumn(const std::string& name, const std::string& file,
                                                     std::vector<std::string>&& values, std::string_view statedType = {});

} // namespace recoscope
