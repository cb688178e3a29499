#include "core/data/readers/formats/json_columns.h"
#include "core/base/text.h"
#include "core/data/readers/formats/json_values.h"
#include <algorithm>

namespace recoscope {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Behind the text in quotes that begins at `at`; the text's end where it stays open.
std::size_t behindQuotes(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

/// Behind the value that begins at `at`, brackets within brackets and all.
std::size_t behindValue(std::string_view text, std::size_t at) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            at = behindQuotes(text, at) - 1;
            if (depth == 0) return at + 1;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            if (depth == 0) return at;
            if (--depth == 0) return at + 1;
        } else if (depth == 0 && (c == ',' || isBlank(c))) {
            return at;
        }
    }
    return text.size();
}

} // namespace

std::vector<JsonColumn> jsonColumns(std::string_view text, std::size_t most) {
    std::vector<JsonColumn> columns;
    std::size_t at = text.find_first_not_of(" \t\r\n"), counted = 0;
    std::int64_t line = 1;
    if (at == std::string_view::npos || text[at] != '{') return columns;
    const auto next = [&](std::size_t from) { return std::min(text.find_first_not_of(" \t\r\n", from), text.size()); };
    for (at = next(at + 1); at < text.size() && text[at] == '"' && columns.size() < most;) {
        const std::size_t end = behindQuotes(text, at), colon = next(end);
        if (colon >= text.size() || text[colon] != ':') return {};
        const std::size_t begin = next(colon + 1);
        if (begin >= text.size()) break;
        if (text[begin] != '[' && text[begin] != '{') return {};
        line += std::ranges::count(text.substr(counted, begin - counted), '\n');
        counted = begin;
        const std::size_t stop = behindValue(text, begin);
        columns.push_back({parseScalar(text.substr(at, end - at)), text.substr(begin, stop - begin), line});
        at = next(stop);
        if (at < text.size() && text[at] == ',') at = next(at + 1);
    }
    return columns;
}

JsonValues::JsonValues(const JsonColumn& column)
    : m_text(column.values),
      m_at(1),
      m_line(column.line),
      m_object(column.values.starts_with('{')) {}

void JsonValues::skipBlanks() {
    for (; m_at < m_text.size() && (isBlank(m_text[m_at]) || m_text[m_at] == ',' || m_text[m_at] == ':'); ++m_at)
        m_line += m_text[m_at] == '\n' ? 1 : 0;
}

/// The next value; empty at the end, and where the text ends before the value does.
std::string_view JsonValues::token() {
    skipBlanks();
    const std::size_t end = behindValue(m_text, m_at);
    const std::string_view found = m_text.substr(std::min(m_at, m_text.size()), end - std::min(m_at, end));
    m_at = end;
    return end >= m_text.size() ? std::string_view{} : found;
}

bool JsonValues::next() {
    if (m_object) {
        m_key = token();
        if (m_key.empty()) return false;
    }
    skipBlanks();
    m_value = token();
    return !m_value.empty();
}

double JsonValues::share() const { return m_text.empty() ? 1 : static_cast<double>(m_at) / static_cast<double>(m_text.size()); }

} // namespace recoscope
