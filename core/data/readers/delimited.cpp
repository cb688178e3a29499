#include "core/data/readers/delimited.h"
#include "core/base/text.h"
#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace recoscope {
namespace {

constexpr std::size_t kSampleRecords = 400;
constexpr std::array<std::string_view, 6> kSeparators{"::", "\t", ";", ",", "|", " "};

bool quotesWith(std::string_view separator) { return separator == "," || separator == ";"; }

bool isNumber(std::string_view field) { return parseNumber(trim(field)).has_value(); }

struct Sample {
    std::vector<std::vector<std::string>> records;
    std::size_t fields = 0;   ///< The most frequent count.
    std::size_t agreeing = 0; ///< Records with that count.
};

Sample sampleWith(std::string_view text, const Dialect& dialect) {
    Sample sample;
    std::map<std::size_t, std::size_t> counts;
    RecordReader reader(text, dialect);
    while (sample.records.size() < kSampleRecords) {
        const auto status = reader.next();
        if (status == RecordReader::Status::End) break;
        if (status != RecordReader::Status::Record) continue;
        sample.records.emplace_back(reader.fields().begin(), reader.fields().end());
        ++counts[reader.fields().size()];
    }
    for (const auto& [fields, n] : counts)
        if (n > sample.agreeing) {
            sample.fields = fields;
            sample.agreeing = n;
        }
    return sample;
}

/// A first line of names over columns of numbers, or names that we know.
bool looksLikeHeader(const Sample& sample) {
    if (sample.records.size() < 2 || sample.records[0].size() < 2) return false;
    const auto& first = sample.records[0];
    if (std::ranges::any_of(first, [](const std::string& f) { return isNumber(f); })) return false;
    for (std::size_t c = 0; c < first.size(); ++c) {
        std::size_t numbers = 0, rows = 0;
        for (std::size_t r = 1; r < sample.records.size(); ++r) {
            if (c >= sample.records[r].size()) continue;
            ++rows;
            numbers += isNumber(sample.records[r][c]) ? 1 : 0;
        }
        if (rows > 0 && 2 * numbers > rows) return true;
    }
    static const std::array<std::string_view, 8> known{"user", "item", "movie", "title", "rating", "artist", "book", "genre"};
    return std::ranges::any_of(first, [](std::string name) {
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return std::ranges::any_of(known, [&](std::string_view k) { return name.starts_with(k); });
    });
}

std::string separatorOf(std::string_view stated) {
    if (stated == "tab" || stated == "\\t") return "\t";
    if (stated == "space") return " ";
    return std::string(stated);
}

} // namespace

std::string Dialect::separatorName() const {
    if (separator == "\t") return "tab";
    if (separator == " ") return "space";
    return separator;
}

Dialect sniff(std::string_view text, std::string_view statedSeparator, const bool* statedHeader) {
    Dialect best;
    Sample bestSample;
    double bestScore = statedSeparator.empty() ? 0.5 : 0; // fields that most lines do not share are prose, not columns
    for (const std::string_view separator : kSeparators) {
        Dialect candidate;
        candidate.separator = statedSeparator.empty() ? std::string(separator) : separatorOf(statedSeparator);
        candidate.quotes = quotesWith(candidate.separator);
        Sample sample = sampleWith(text, candidate);
        if (sample.fields >= 2) {
            // Agreement decides; a separator earlier in the list wins a near tie, because blanks and commas also occur inside
            // texts.
            const double score = static_cast<double>(sample.agreeing) / static_cast<double>(sample.records.size());
            if (score > bestScore + 0.02) {
                bestScore = score;
                candidate.fields = sample.fields;
                best = candidate;
                bestSample = std::move(sample);
            }
        }
        if (!statedSeparator.empty()) break;
    }
    if (best.fields == 0) return best;
    best.header = statedHeader ? *statedHeader : looksLikeHeader(bestSample);
    if (best.header && !bestSample.records.empty())
        for (const std::string& name : bestSample.records[0]) best.names.emplace_back(trim(name));
    const bool trailing =
        std::ranges::all_of(bestSample.records, [&](const auto& r) { return r.size() < best.fields || trim(r.back()).empty(); });
    if (trailing && best.fields > 2) --best.fields;
    return best;
}

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

RecordReader::Status RecordReader::next() {
    m_fields.clear();
    m_offsets.clear();
    if (!takeLine()) return Status::End;
    if (m_line.size() > kMaxLine) return Status::TooLong;
    if (trim(m_line).empty()) return Status::Blank;
    if (m_dialect.quotes && m_line.find('"') != std::string_view::npos) {
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
    for (std::size_t from = 0;;) {
        const std::size_t to = separator.size() == 1 ? m_line.find(separator[0], from) : m_line.find(separator, from);
        m_fields.push_back(m_line.substr(from, to - from));
        m_offsets.push_back(from);
        if (to == std::string_view::npos) return;
        from = to + separator.size();
    }
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
    for (;;) {
        const std::size_t from = at;
        if (at < m_line.size() && m_line[at] == '"') {
            std::string value;
            ++at;
            for (;;) {
                if (at >= m_line.size()) {
                    const char* start = firstLine.data();
                    if (++lines > kMaxQuotedLines || value.size() > kMaxField || !takeLine()) {
                        m_line = firstLine;
                        m_at = afterFirst;
                        m_number = number;
                        m_nextNumber = nextNumber;
                        return false;
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
            value += m_line.substr(at, stop - at); // text after the closing quote belongs to the field: nothing is lost
            at = stop;
            m_unescaped.push_back(std::move(value));
            m_fields.emplace_back();
            m_offsets.push_back(from);
        } else {
            at = std::min(m_line.find(separator, from), m_line.size());
            m_fields.push_back(m_line.substr(from, at - from));
            m_offsets.push_back(from);
        }
        if (at >= m_line.size()) break;
        ++at;
    }
    std::size_t quoted = 0;
    for (std::string_view& field : m_fields)
        if (field.data() == nullptr) field = m_unescaped[quoted++];
    m_number = number;
    return true;
}

} // namespace recoscope
