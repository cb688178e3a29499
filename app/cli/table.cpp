#include "app/cli/table.h"
#include "core/data/readers/encoding.h"
#include <algorithm>

namespace recoscope::cli {
namespace {

std::size_t widthOf(const std::string& text) { return static_cast<std::size_t>(columnAt(text, text.size())) - 1; }

} // namespace

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string space(width - std::min(width, widthOf(text)), ' ');
    return right ? space + text : text + space;
}

std::string formatTable(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::string> names;
    std::vector<bool> right;
    std::vector<std::size_t> widths;
    for (const std::string& column : columns) {
        right.push_back(column.starts_with('>'));
        names.push_back(right.back() ? column.substr(1) : column);
        widths.push_back(widthOf(names.back()));
    }
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], widthOf(row[c]));
    std::string text;
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string one;
        for (std::size_t c = 0; c < cells.size(); ++c) one += (c == 0 ? "" : "  ") + padded(cells[c], widths[c], right[c]);
        text += one.substr(0, one.find_last_not_of(' ') + 1) + "\n";
    };
    line(names);
    for (const auto& row : rows) line(row);
    return text;
}

std::string visible(const std::string& utf8) {
    std::string shown;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c < 0x20 || c == 0x7f) { // U+2400 and on: symbols for control characters
            shown += "\xe2\x90";
            shown += static_cast<char>(0x80 + (c == 0x7f ? 0x21 : c));
        } else if (c == 0xc2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xa0) {
            shown += "\xef\xbf\xbd";
            ++i;
        } else if (c == 0xe2 && i + 2 < utf8.size() &&
                   ((utf8[i + 1] == '\x80' && static_cast<unsigned char>(utf8[i + 2]) >= 0xaa &&
                     static_cast<unsigned char>(utf8[i + 2]) <= 0xae) ||
                    (utf8[i + 1] == '\x81' && static_cast<unsigned char>(utf8[i + 2]) >= 0xa6 &&
                     static_cast<unsigned char>(utf8[i + 2]) <= 0xa9))) {
            shown += "\xef\xbf\xbd"; // bidirectional overrides
            i += 2;
        } else {
            shown += utf8[i];
        }
    }
    return shown;
}

std::string csvText(const std::string& text) {
    std::string safe = !text.empty() && std::string("=+-@\t\r\n").find(text[0]) != std::string::npos ? "'" + text : text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace recoscope::cli
