#pragma once
#include "core/data/readers/delimited.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// A side table as cells of text, whatever its file's format.
struct SideRows {
    std::string file;
    std::vector<std::string> names; ///< Of the columns; "column 3" and so on where the file has no header.
    std::vector<std::string> types; ///< RecBole's, by column: "token", "float_seq"...; empty where the header states none.
    bool header = false;
    std::size_t furtherColumns = 0;             ///< Of JSON: different keys beyond limits::kJsonColumns, not taken.
    std::vector<std::vector<std::string>> rows; ///< Each at least as long as `names`. Lists in a cell: by kListSign.

    [[nodiscard]] std::size_t columns() const { return names.size(); }
    /// The first column with one of these plain names (plainColumnName), in the order of the names; -1 where there is none.
    [[nodiscard]] int columnNamed(std::initializer_list<std::string_view> wanted) const;
};

/// Rows with fewer fields than the dialect says are left out.
[[nodiscard]] SideRows readDelimitedRows(std::string_view text, const Dialect& dialect, const std::string& file);

} // namespace recoscope
