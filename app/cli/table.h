#pragma once
#include <string>
#include <vector>

namespace recoscope::cli {

/// An aligned table; columns whose name begins with '>' are right-aligned. Widths count characters, not bytes.
[[nodiscard]] std::string formatTable(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows);
/// Blanks before (`right`) or behind a text, to `width` characters; a longer one stays.
[[nodiscard]] std::string padded(const std::string& text, std::size_t width, bool right = false);
/// Control characters of data text as visible symbols: a title cannot steer the terminal.
[[nodiscard]] std::string visible(const std::string& utf8);
/// One CSV field by RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe in front.
[[nodiscard]] std::string csvText(const std::string& text);

} // namespace recoscope::cli
