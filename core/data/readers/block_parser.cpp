#include "core/data/readers/block_parser.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/digits.h"
#include "core/data/readers/encoding.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace recoscope {
namespace {

constexpr std::ptrdiff_t kReadAhead = 32; // bytes that a numeric field may look at

/// Behind the next line end, which is there.
inline const char* lineAfter(const char* at, const char* readable) {
#ifdef __AVX2__
    if (readable - at >= 32) {
        const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
        const auto ends = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'))));
        if (ends != 0) return at + std::countr_zero(ends) + 1;
    }
#endif
    return static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(readable - at))) + 1;
}

bool isBlank(char c) { return static_cast<unsigned char>(c) <= ' '; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// 0.0 to 9.9, each rounded as reading it would.
constexpr std::array<float, 100> kTenths = [] {
    std::array<float, 100> values{};
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<float>(static_cast<double>(k) / 10);
    return values;
}();

} // namespace

BlockParser::BlockParser(const TableFinding& finding, TextForm form, const std::string& file, std::string header)
    : m_finding(finding),
      m_roles(finding.ratings),
      m_form(form),
      m_file(file),
      m_header(std::move(header)),
      m_columns(finding.dialect.fields, Role::Other) {
    const auto play = [&](int column, Role role) {
        if (column >= 0 && static_cast<std::size_t>(column) < m_columns.size())
            m_columns[static_cast<std::size_t>(column)] = role;
    };
    play(m_roles.time, Role::Time);
    play(m_roles.rating, Role::Rating);
    play(m_roles.item, Role::Item);
    play(m_roles.user, Role::User);
    const Dialect& dialect = finding.dialect;
    const bool commaIsBoth = m_roles.style.decimalComma && dialect.separator == ","; // then ratings stand in quotes
    m_plain = !commaIsBoth && !dialect.separator.empty() && dialect.separator != " " && !dialect.trailing && !dialect.tuples &&
              m_roles.style.form == RatingForm::Number && m_roles.user >= 0 &&
              (dialect.headings ? dialect.fields > 1 : m_roles.item >= 0) && dialect.separator.size() < kReadAhead &&
              dialect.separator.find('\n') == std::string::npos;
}

void BlockParser::begin(const BlockShape& shape, BlockRows& out) const {
    const std::size_t most = shape.lineEnds + 1;
    out.users.resize(std::max(out.users.size(), most));
    out.items.resize(std::max(out.items.size(), most));
    out.ratings.resize(std::max(out.ratings.size(), most));
    if (m_roles.time >= 0) out.times.resize(std::max(out.times.size(), most));
    out.rows = 0;
    out.lines = out.records = out.rejected = out.skipped = 0;
    out.clock = {};
    out.clock.stateOrder(m_roles.dates);
    out.rejects.clear();
    out.notUtf8 = out.ranOut = false;
}

std::string_view BlockParser::decoded(const TextBlock& block, const BlockShape& shape, BlockRows& out) {
    m_checkIds = m_form == TextForm::Decoded && m_finding.mayBeDamaged;
    if (shape.ascii || m_form == TextForm::Decoded) return block.text;
    if (m_form == TextForm::Latin1 || m_form == TextForm::Windows1252) {
        m_text = decodeSingleBytes(block.text, m_form == TextForm::Windows1252);
        return m_text;
    }
    if (isUtf8(block.text)) return block.text;
    out.notUtf8 = true;
    m_checkIds = true;
    return block.text;
}

void BlockParser::parse(const TextBlock& block, BlockRows& out) {
    const BlockShape shape = shapeOf(block.text);
    begin(shape, out);
    out.beginsFile = block.beginsFile;
    m_blockFile = block.file;
    if (m_finding.dialect.headings) beginItem(block.heading);
    const std::string_view text = decoded(block, shape, out);
    if (out.notUtf8 && m_form == TextForm::MaybeUtf8) return;
    m_strict = shape.nul || m_checkIds;
    m_stop = shape.quotes > 0 && m_finding.dialect.quotes ? '"' : '\n';
    m_line = 1;
    bool header = block.number == 0 && m_finding.dialect.header;
    const char *at = text.data(), *end = at + text.size();
    const char* readable = text.data() == block.text.data() ? at + block.readable : end;
    const char* plainEnd = at + (text.rfind('\n') + 1); // a last line without an end is not plain
    RecordReader reader(text, m_finding.dialect);
    if (block.number > 0) reader.beginBelow();
    while (at < end) {
        if (m_plain && !header && m_itemFlaw.empty()) {
            at = takePlain(at, plainEnd, readable, out);
            if (at == end) break;
        }
        reader.moveTo(static_cast<std::size_t>(at - text.data()), m_line);
        const auto status = reader.next();
        if (header && status == RecordReader::Status::Record)
            header = false;
        else if (status == RecordReader::Status::Heading)
            beginItem(reader.fields()[0]);
        else if (status != RecordReader::Status::End)
            takeRecord(reader, status, out);
        at = text.data() + std::min(reader.position(), text.size());
        m_line = reader.nextLine();
    }
    out.ranOut = reader.ranOut();
    out.lines = m_line - 1;
}

const char* BlockParser::takePlain(const char* at, const char* end, const char* readable, BlockRows& out) {
    // The next line's beginning is looked for by itself: so the processor reads several lines at once, where each would else have
    // to wait for all lengths of fields before it.
    while (at < end) {
        const char* next = lineAfter(at, readable);
        if (takePlainLine(at, readable, out) != next) break;
        at = next;
        ++m_line;
    }
    return at;
}

/// Behind the field that ends at `at`; nullptr where it does not end there.
inline const char* BlockParser::behind(const char* at, bool last) const {
    if (last) return *at == '\n' ? at + 1 : *at == '\r' && at[1] == '\n' ? at + 2 : nullptr;
    const std::string& separator = m_finding.dialect.separator;
    if (*at != separator[0]) return nullptr;
    if (separator.size() == 1) return at + 1;
    return std::string_view(at, separator.size()) == separator ? at + separator.size() : nullptr;
}

/// A field of any characters without blanks around it, and without quotes.
inline const char* BlockParser::plainName(const char* at, bool last, std::string_view& name) const {
    const char separator = m_finding.dialect.separator[0];
    const char* end = at;
    for (;; ++end) {
        if (*end == '\n' || *end == m_stop) break;
        if (*end == separator && (m_finding.dialect.separator.size() == 1 || behind(end, false))) break;
    }
    if (last && *end == '\n' && end > at && end[-1] == '\r') --end;
    name = {at, static_cast<std::size_t>(end - at)};
    return name.size() > limits::kFieldBytes ? nullptr : behind(end, last);
}

inline const char* BlockParser::plainId(const char* at, bool last, PlainId& id) const {
    const std::uint64_t word = eightAt(at);
    const unsigned n = leadingDigits(word);
    if (n > 0 && n < 8 && (*at != '0' || n == 1))
        if (const char* next = behind(at + n, last)) {
            id.number = static_cast<std::int32_t>(numberOf(word, n));
            return next;
        }
    const char* next = plainName(at, last, id.name);
    return m_strict || id.name.empty() || isBlank(id.name.front()) || isBlank(id.name.back()) ? nullptr : next;
}

inline const char* BlockParser::plainRating(const char* at, bool last, float& rating) const {
    static constexpr std::array<double, 8> kTens{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    const char point = m_roles.style.decimalComma ? ',' : '.';
    if (isDigit(at[0]) && at[1] == point && isDigit(at[2]) && !isDigit(at[3])) { // "3.5", as most are
        rating = kTenths[10U * static_cast<unsigned>(at[0] - '0') + static_cast<unsigned>(at[2] - '0')];
        return behind(at + 3, last);
    }
    const char* digits = *at == '-' ? at + 1 : at;
    const std::uint64_t word = eightAt(digits);
    const unsigned n = leadingDigits(word);
    if (n == 0 || n > 7) return nullptr;
    double value = numberOf(word, n);
    const char* end = digits + n;
    if (*end == point) {
        const std::uint64_t fraction = eightAt(end + 1);
        const unsigned m = leadingDigits(fraction);
        if (m == 0 || m > 7) return nullptr;
        // Both are exact, so the one division rounds as reading the whole number would.
        value = (value * kTens[m] + numberOf(fraction, m)) / kTens[m];
        end += 1 + m;
    }
    rating = static_cast<float>(digits == at ? value : -value);
    return behind(end, last);
}

inline const char* BlockParser::plainTime(const char* at, bool last, PlainTime& time) const {
    const std::uint64_t word = eightAt(at);
    unsigned n = leadingDigits(word);
    if (n == 0) return nullptr;
    constexpr std::size_t kDay = 10; // "2005-09-06"
    if (n == 4 && at[n] == '-') {
        const char* next = behind(at + kDay, last);
        const auto day = next ? parseDate({at, kDay}) : std::nullopt;
        time = {day.value_or(0), true};
        return day ? next : nullptr;
    }
    time.value = numberOf(word, n);
    const char* end = at + n;
    if (n < 8) return behind(end, last);
    for (; isDigit(*end) && n < 18; ++end, ++n) time.value = 10 * time.value + (*end - '0');
    return behind(end, last);
}

/// A line as most are: the right number of fields, numbers without signs and exponents, no quotes, no blanks. Returns its end;
/// nullptr for any other line, which then has left no trace.
inline const char* BlockParser::takePlainLine(const char* at, const char* readable, BlockRows& out) {
    const char* const line = at;
    PlainId user, item;
    float rating = 1;
    PlainTime time;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        if (readable - at < kReadAhead) return nullptr;
        const bool last = c + 1 == m_columns.size();
        std::string_view other;
        switch (m_columns[c]) {
        case Role::User:
            at = plainId(at, last, user);
            break;
        case Role::Item:
            at = plainId(at, last, item);
            break;
        case Role::Rating:
            at = plainRating(at, last, rating);
            break;
        case Role::Time:
            at = plainTime(at, last, time);
            break;
        case Role::Other:
            at = plainName(at, last, other);
            break;
        }
        if (!at) return nullptr;
    }
    const auto length = static_cast<std::size_t>(at - line);
    if (length > limits::kLineBytes) return nullptr;
    if (!m_header.empty() && length > m_header.size() && std::string_view(line, m_header.size()) == m_header &&
        isBlank(line[m_header.size()]))
        return nullptr;
    out.users[out.rows] = codeOf(user, userNames);
    out.items[out.rows] = m_finding.dialect.headings ? itemOfHeading() : codeOf(item, itemNames);
    out.ratings[out.rows] = rating;
    if (m_roles.time >= 0) out.times[out.rows] = time.isDay ? out.clock.takeDay(time.value) : out.clock.take(time.value);
    ++out.rows;
    ++out.records;
    return at;
}

} // namespace recoscope
