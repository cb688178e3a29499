#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/block_parser.h"
#include "core/data/readers/encoding.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace recoscope {

void BlockParser::takeRecord(RecordReader& reader, RecordReader::Status status, BlockRows& out) {
    ++out.records;
    switch (status) {
    case RecordReader::Status::Blank:
        ++out.skipped;
        return;
    case RecordReader::Status::Title:
        reject(reader, 0, "title", "the names of columns, which stand below this line", out);
        return;
    case RecordReader::Status::TooLong:
        reject(reader, reader.longField(), "too-long",
               "a line of at most " + limits::size(limits::kLineBytes) + " with fields of at most " +
                   limits::size(limits::kFieldBytes),
               out);
        return;
    case RecordReader::Status::OpenQuote:
        reject(reader, 0, "open-quote", "a closing quote within " + std::to_string(limits::kQuotedLines) + " lines", out);
        return;
    default:
        break;
    }
    const auto& fields = reader.fields();
    const std::size_t expected = m_finding.dialect.fields;
    if (!rightCount(fields))
        reject(reader, std::min(fields.size(), expected) - 1, "field-count",
               std::to_string(expected) + " fields, found " + std::to_string(fields.size()), out);
    else if (m_finding.dialect.header && reader.line() == m_header)
        reject(reader, 0, "header", "a row, found the header again", out);
    else
        takeRow(reader, out);
}

bool BlockParser::rightCount(const std::vector<std::string_view>& fields) const {
    const std::size_t expected = m_finding.dialect.fields;
    if (fields.size() == expected) return true;
    return m_finding.dialect.trailing && fields.size() == expected + 1 && trim(fields.back()).empty();
}

/// "" where the id can be one, else what is wrong with it.
const char* BlockParser::flawOf(std::string_view id) const {
    if (id.find('\0') != std::string_view::npos) return "an id without NUL bytes";
    return m_checkIds && !isUtf8(id) ? "an id that can be decoded" : "";
}

BlockParser::PlainId BlockParser::idOf(std::string_view id) {
    const auto number = numberCode(id);
    return number ? PlainId{static_cast<std::int32_t>(*number), {}} : PlainId{0, id};
}

/// Rows below the heading are of this item. Whether it can be one shows when the first of them comes.
void BlockParser::beginItem(std::string_view heading) {
    m_item = heading;
    m_haveItemCode = false;
    m_itemFlaw = heading.empty()                                ? "a line with the item above, such as \"17:\""
                 : heading.size() > limits::kFieldBytes         ? "an item of at most 64 KiB in the line above"
                 : heading.find('\0') != std::string_view::npos ? "an item without NUL bytes in the line above"
                 : !isUtf8(heading)                             ? "an item that can be decoded in the line above"
                                                                : "";
}

std::int32_t BlockParser::itemOfHeading() {
    if (!m_haveItemCode) m_itemCode = codeOf(idOf(m_item), itemNames);
    m_haveItemCode = true;
    return m_itemCode;
}

void BlockParser::takeRow(const RecordReader& reader, BlockRows& out) {
    const bool headed = m_finding.dialect.headings;
    const std::string_view user = reader.field(static_cast<std::size_t>(m_roles.user)),
                           item = headed ? std::string_view(m_item) : reader.field(static_cast<std::size_t>(m_roles.item));
    if (headed && !m_itemFlaw.empty())
        return reject(reader, 0, m_item.empty() ? "empty-id" : "encoding", std::string(m_itemFlaw), out);
    for (const auto& [id, role] : {std::pair{user, m_roles.user}, {item, m_roles.item}}) {
        if (role < 0) continue;
        const auto column = static_cast<std::size_t>(role);
        if (id.empty()) return reject(reader, column, "empty-id", role == m_roles.user ? "a user id" : "an item id", out);
        if (const char* flaw = flawOf(id); *flaw != '\0') return reject(reader, column, "encoding", flaw, out);
    }
    float value = 1;
    if (m_roles.rating >= 0) {
        const std::string_view field = reader.field(static_cast<std::size_t>(m_roles.rating));
        const auto rating = parseRating(field, m_roles.style);
        if (!rating || std::abs(*rating) > static_cast<double>(std::numeric_limits<float>::max()))
            return reject(reader, static_cast<std::size_t>(m_roles.rating), "rating", expectedRating(m_roles.style, field), out);
        value = static_cast<float>(*rating);
    }
    if (m_roles.time >= 0) out.times[out.rows] = out.clock.take(reader.field(static_cast<std::size_t>(m_roles.time)));
    out.users[out.rows] = codeOf(idOf(user), userNames);
    out.items[out.rows] = headed ? itemOfHeading() : codeOf(idOf(item), itemNames);
    out.ratings[out.rows] = value;
    ++out.rows;
}

void BlockParser::reject(const RecordReader& reader, std::size_t field, const char* kind, std::string expected,
                         BlockRows& out) const {
    ++out.rejected;
    if (out.rejects.size() >= limits::kKeptRejects) return;
    const auto& offsets = reader.offsets();
    const std::string_view line = reader.line();
    const std::size_t offset = field < offsets.size() ? offsets[field] : 0;
    // A quoted field may hold line ends: the place is counted in the line where the field begins.
    const std::string_view before = line.substr(0, offset);
    const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0
    out.rejects.push_back({m_blockFile.empty() ? m_file : m_blockFile, reader.lineNumber() + std::ranges::count(before, '\n'),
                           columnAt(line.substr(start), offset - start), kind, firstCharacters(line, limits::kShownCharacters),
                           std::move(expected)});
}

} // namespace recoscope
