#include "core/data/readers/delimited.h"
#include "core/base/text.h"
#include <algorithm>
#include <cstring>

namespace recoscope {

bool RecordReader::takeLine() {
    if (m_at >= m_text.size()) return false;
    const void* end = std::memchr(m_text.data() + m_at, '\n', m_text.size() - m_at);
    const std::size_t stop = end ? static_cast<std::size_t>(static_cast<const char*>(end) - m_text.data()) : m_text.size();
    m_line = m_text.substr(m_at, stop - m_at);
    m_at = stop + 1;
    m_number = m_nextNumber++;
    if (!m_line.empty() && m_line.back() == '\r') m_line.remove_suffix(1);
    return true;
}

std::string_view RecordReader::field(std::size_t index) const {
    return index < m_quoted.size() && m_quoted[index] ? m_fields[index] : trim(m_fields[index]);
}

std::size_t RecordReader::longField() const {
    const auto it = std::ranges::find_if(m_fields, [](std::string_view f) { return f.size() > kMaxField; });
    return it == m_fields.end() ? 0 : static_cast<std::size_t>(it - m_fields.begin());
}

std::string_view statedOnTop(std::string_view line) {
    constexpr std::string_view kWord = "sep=";
    line = trim(line);
    return line.size() == kWord.size() + 1 && lower(line.substr(0, kWord.size())) == kWord ? line.substr(kWord.size())
                                                                                           : std::string_view{};
}

std::optional<std::string_view> headingOf(std::string_view line, std::string_view separator) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() > RecordReader::kMaxLine) return {};
    line = trim(line);
    if (!line.ends_with(':') || line.find(separator) != std::string_view::npos) return {};
    return trim(line.substr(0, line.size() - 1));
}

std::optional<std::string_view> lastHeadingOf(std::string_view text, std::string_view separator) {
    for (std::size_t end = text.size(); end > 0;) { // of each line only its last colon can end it
        const std::size_t colon = text.rfind(':', end - 1);
        if (colon == std::string_view::npos) return {};
        const std::size_t begin = text.rfind('\n', colon) + 1; // npos + 1 is 0
        const std::size_t stop = std::min(text.find('\n', colon), text.size());
        if (const auto heading = headingOf(text.substr(begin, stop - begin), separator)) return heading;
        end = begin;
    }
    return {};
}

RecordReader::Status RecordReader::next() {
    m_fields.clear();
    m_offsets.clear();
    m_quoted.clear();
    if (!takeLine()) return Status::End;
    if (m_number == 1 && m_titleLines > 0 && !statedOnTop(m_line).empty() && !takeLine()) return Status::End;
    if (m_line.size() > kMaxLine) return Status::TooLong;
    if (trim(m_line).empty()) return Status::Blank;
    if (m_number <= m_titleLines) {
        m_fields.push_back(m_line);
        m_offsets.push_back(0);
        return Status::Title;
    }
    if (m_dialect.headings) {
        if (const auto heading = headingOf(m_line, m_dialect.separator)) {
            m_fields.push_back(*heading);
            m_offsets.push_back(0);
            return Status::Heading;
        }
    }
    if (m_dialect.tuples) {
        if (!splitTuple()) return Status::OpenQuote;
        if (m_fields.empty()) return Status::Blank;
    } else if (m_dialect.quotes && m_line.find('"') != std::string_view::npos) {
        if (!splitQuoted()) return Status::OpenQuote;
    } else if (m_dialect.separator == " ") {
        splitBlanks();
    } else {
        splitPlain();
    }
    return std::ranges::any_of(m_fields, [](std::string_view f) { return f.size() > kMaxField; }) ? Status::TooLong
                                                                                                  : Status::Record;
}

void RecordReader::splitPlain() {
    const std::string& separator = m_dialect.separator;
    if (separator.empty()) { // none was found: the line is one field
        m_fields.push_back(m_line);
        m_offsets.push_back(0);
        return;
    }
    for (std::size_t from = 0;;) {
        const std::size_t to = separator.empty()       ? std::string_view::npos // nothing cuts the line
                               : separator.size() == 1 ? m_line.find(separator[0], from)
                                                       : m_line.find(separator, from);
        m_fields.push_back(m_line.substr(from, to - from));
        m_offsets.push_back(from);
        if (to == std::string_view::npos) return;
        from = to + separator.size();
    }
}

/// ('u1', "it's", 3), with or without the brackets. False where a quote stays open.
bool RecordReader::splitTuple() {
    std::string_view inner = trim(m_line);
    if (inner.starts_with('(') || inner.starts_with('[')) {
        inner = inner.substr(0, inner.find_last_not_of(" \t,;)]") + 1);
        inner.remove_prefix(std::min(inner.find_first_not_of(" \t(["), inner.size()));
    }
    if (inner.empty()) return true;
    m_unescaped.clear();
    const char separator = m_dialect.separator[0];
    const auto base = static_cast<std::size_t>(inner.data() - m_line.data());
    for (std::size_t at = 0;;) {
        const std::size_t inked = std::min(inner.find_first_not_of(" \t", at), inner.size());
        const bool prefixed = inked + 1 < inner.size() && std::string_view("ubr").find(inner[inked]) != std::string_view::npos &&
                              (inner[inked + 1] == '\'' || inner[inked + 1] == '"');
        const std::size_t open = inked + (prefixed ? 1 : 0);
        const char quote = open < inner.size() ? inner[open] : '\0';
        m_offsets.push_back(base + inked);
        if (quote == '\'' || quote == '"') {
            std::string value;
            for (at = open + 1; at < inner.size() && (inner[at] != quote || inner.substr(at + 1).starts_with(quote)); ++at) {
                if ((inner[at] == '\\' || inner[at] == quote) && at + 1 < inner.size()) ++at;
                value += inner[at];
            }
            if (at >= inner.size()) return false;
            m_unescaped.push_back(std::move(value));
            m_fields.emplace_back();
            m_quoted.push_back(1);
            at = std::min(inner.find(separator, at), inner.size());
        } else {
            at = std::min(inner.find(separator, inked), inner.size());
            m_fields.push_back(inner.substr(inked, at - inked));
            m_quoted.push_back(0);
        }
        if (at >= inner.size()) break;
        ++at;
    }
    std::size_t quoted = 0;
    for (std::size_t k = 0; k < m_fields.size(); ++k)
        if (m_quoted[k]) m_fields[k] = m_unescaped[quoted++];
    return true;
}

void RecordReader::splitBlanks() {
    for (std::size_t at = 0; at < m_line.size();) {
        const std::size_t from = m_line.find_first_not_of(" \t", at);
        if (from == std::string_view::npos) return;
        const std::size_t to = std::min(m_line.find_first_of(" \t", from), m_line.size());
        m_fields.push_back(m_line.substr(from, to - from));
        m_offsets.push_back(from);
        at = to;
    }
}

/// RFC 4180, a quoted field over several lines included. False where a quote stays open: the record then is its first line only.
bool RecordReader::splitQuoted() {
    const std::string_view firstLine = m_line;
    const std::size_t afterFirst = m_at;
    const std::int64_t number = m_number, nextNumber = m_nextNumber;
    m_unescaped.clear();
    std::size_t base = 0;
    int lines = 1;
    const char separator = m_dialect.separator[0];
    std::size_t at = 0;
    const auto giveUp = [&] {
        m_line = firstLine;
        m_at = afterFirst;
        m_number = number;
        m_nextNumber = nextNumber;
        return false;
    };
    for (;;) {
        const std::size_t from = at;
        // Blanks between a separator and a quote are around the field, not in it.
        const std::size_t inked = std::min(m_line.find_first_not_of(separator == '\t' ? " " : " \t", at), m_line.size());
        if (inked < m_line.size() && m_line[inked] == '"') {
            std::string value;
            const int firstOfField = lines;
            at = inked + 1;
            for (;;) {
                if (at >= m_line.size()) {
                    const char* start = firstLine.data();
                    const bool tooLong = ++lines > kMaxQuotedLines || value.size() > kMaxField;
                    if (tooLong || !takeLine()) {
                        m_ranOut = m_ranOut || !tooLong;
                        return giveUp();
                    }
                    value += '\n';
                    base = static_cast<std::size_t>(m_line.data() - start);
                    m_line = std::string_view(start, base + m_line.size());
                    at = base;
                    continue;
                }
                if (m_line[at] != '"')
                    value += m_line[at++];
                else if (at + 1 < m_line.size() && m_line[at + 1] == '"') {
                    value += '"';
                    at += 2;
                } else
                    break;
            }
            ++at;
            const std::size_t stop = std::min(m_line.find(separator, at), m_line.size());
            // Text after the closing quote belongs to the field: nothing is lost. Blanks there are around it. Behind line ends it
            // says that the quote was left open, and that the one which seems to close it opens another.
            if (const std::string_view rest = m_line.substr(at, stop - at); !trim(rest).empty()) {
                if (lines > firstOfField) return giveUp();
                value += rest;
            }
            at = stop;
            m_unescaped.push_back(std::move(value));
            m_fields.emplace_back();
            m_quoted.push_back(1);
            m_offsets.push_back(from);
        } else {
            at = std::min(m_line.find(separator, from), m_line.size());
            m_fields.push_back(m_line.substr(from, at - from));
            m_quoted.push_back(0);
            m_offsets.push_back(from);
        }
        if (at >= m_line.size()) break;
        ++at;
    }
    std::size_t quoted = 0;
    for (std::size_t k = 0; k < m_fields.size(); ++k)
        if (m_quoted[k]) m_fields[k] = m_unescaped[quoted++];
    m_number = number;
    return true;
}

} // namespace recoscope
