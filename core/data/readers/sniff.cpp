#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/delimited.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace recoscope {
namespace {

constexpr std::size_t kSampleRecords = 400;
constexpr double kNamesAdd = 0.05; ///< To the share of agreeing lines.
constexpr std::array<std::string_view, 6> kSeparators{"::", "\t", ";", ",", "|", " "};
constexpr std::array<std::string_view, 5> kRareSeparators{"\x01", "\x1f", "^", "~", ":"}; // see isBelievable

bool quotesWith(std::string_view separator) { return separator == "," || separator == ";"; }

struct Sample {
    std::vector<std::vector<std::string>> records;
    std::vector<std::int64_t> lines; ///< Of each record.
    std::size_t fields = 0;          ///< The most frequent count.
    std::size_t agreeing = 0;        ///< Records with that count.
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
        sample.lines.push_back(reader.lineNumber());
        ++counts[reader.fields().size()];
    }
    for (const auto& [fields, n] : counts)
        if (n > sample.agreeing) {
            sample.fields = fields;
            sample.agreeing = n;
        }
    return sample;
}

bool isNumber(std::string_view field) { return parseDecimal(trim(field)).has_value(); }

bool mostlyNumbers(const Sample& sample, std::size_t column) {
    std::size_t numbers = 0, rows = 0;
    for (std::size_t r = 1; r < sample.records.size(); ++r) {
        if (column >= sample.records[r].size()) continue;
        ++rows;
        numbers += isNumber(sample.records[r][column]) ? 1 : 0;
    }
    return rows > 0 && 2 * numbers > rows;
}

/// A title, a comment, a row of separators: not what the rows below are.
bool mayBeTitle(const std::vector<std::string>& record, std::size_t fields) {
    const auto filled = std::ranges::count_if(record, [](const std::string& f) { return !trim(f).empty(); });
    return record.size() != fields || filled <= 1;
}

/// The record that names the columns where titles stand above it; 0 where the first line is none.
std::size_t headerBelowTitles(const Sample& sample) {
    constexpr std::size_t kMostTitles = 10;
    for (std::size_t k = 0; k < std::min(kMostTitles + 1, sample.records.size()); ++k) {
        const auto& record = sample.records[k];
        const auto known = std::ranges::count_if(record, [](const std::string& name) { return isColumnName(name); });
        if (record.size() == sample.fields && known >= 2 && std::ranges::none_of(record, isNumber)) return k;
        if (!mayBeTitle(record, sample.fields)) return 0;
    }
    return 0;
}

/// The first line falls into names that we know: a tab or a semicolon within the texts below is none between them.
bool namesColumns(const Sample& sample) {
    return !sample.records.empty() && sample.records.front().size() == sample.fields &&
           std::ranges::count_if(sample.records.front(), [](const std::string& name) { return isColumnName(name); }) >= 2;
}

/// R writes names of rows without a name above them: the header is one field shorter than every row.
bool lacksFirstName(const Sample& sample, std::size_t header) {
    if (sample.records.size() < header + 2 || sample.records[header].size() + 1 != sample.fields || sample.fields < 3)
        return false;
    const auto& names = sample.records[header];
    return std::ranges::none_of(names, isNumber) &&
           std::ranges::all_of(sample.records.begin() + static_cast<std::ptrdiff_t>(header) + 1, sample.records.end(),
                               [&](const auto& record) { return record.size() == sample.fields; }) &&
           std::ranges::any_of(sample.records.back(), [](const std::string& f) { return !trim(f).empty(); }) &&
           !std::ranges::all_of(sample.records,
                                [&](const auto& r) { return r.size() < sample.fields || trim(r.back()).empty(); });
}

/// ",0,1,2": the names that pandas gives columns which have none, above its index.
bool isNumberedHeader(const std::vector<std::string>& record) {
    if (record.size() < 3 || !trim(record[0]).empty()) return false;
    for (std::size_t c = 1; c < record.size(); ++c)
        if (trim(record[c]) != std::to_string(c - 1)) return false;
    return true;
}

/// A first line of names over columns of numbers, or names that we know.
bool looksLikeHeader(const Sample& sample, std::size_t at) {
    if (sample.records.size() <= at || sample.records[at].size() < 2) return false;
    const auto& first = sample.records[at];
    if (isNumberedHeader(first)) return true;
    if (std::ranges::any_of(first, isNumber)) return false;
    if (std::ranges::any_of(first, [](const std::string& name) { return isColumnName(name); })) return true;
    for (std::size_t c = 0; c < first.size(); ++c)
        if (mostlyNumbers(sample, c) && !trim(first[c]).empty()) return true;
    return false;
}

struct NamedSeparator {
    std::string_view word, characters;
};
constexpr std::array kNamedSeparators{
    NamedSeparator{"tab", "\t"},       NamedSeparator{"\\t", "\t"},      NamedSeparator{"space", " "},
    NamedSeparator{"comma", ","},      NamedSeparator{"semicolon", ";"}, NamedSeparator{"pipe", "|"},
    NamedSeparator{"ctrl-a", "\x01"},  NamedSeparator{"\\x01", "\x01"},  NamedSeparator{"^a", "\x01"},
    NamedSeparator{"\\u0001", "\x01"}, NamedSeparator{"unit", "\x1f"},   NamedSeparator{"unit-separator", "\x1f"},
    NamedSeparator{"\\x1f", "\x1f"},   NamedSeparator{"\\u001f", "\x1f"}};

std::string separatorOf(std::string_view stated) {
    const auto* it = std::ranges::find(kNamedSeparators, lower(stated), &NamedSeparator::word);
    return std::string(it == kNamedSeparators.end() ? stated : it->characters);
}

/// Quotes are usual with commas and semicolons. With tabs and bars they are believed where fields fall better into place with
/// them, or where every field that begins with one also ends with one.
Sample sampleBest(std::string_view text, Dialect& dialect, const bool* stated) {
    if (dialect.tuples) return sampleWith(text, dialect);
    const bool canQuote = dialect.separator.size() == 1 && dialect.separator != " ";
    dialect.quotes = stated ? *stated && canQuote : quotesWith(dialect.separator);
    Sample plain = sampleWith(text, dialect);
    if (stated != nullptr || dialect.quotes || dialect.separator.size() != 1 || dialect.separator == " ") return plain;
    std::size_t opened = 0, closed = 0;
    for (const auto& record : plain.records)
        for (const std::string& field : record) {
            if (!field.starts_with('"')) continue;
            ++opened;
            closed += field.size() >= 2 && field.ends_with('"') ? 1 : 0;
        }
    if (opened == 0) return plain;
    dialect.quotes = true;
    Sample quoted = sampleWith(text, dialect);
    if (quoted.agreeing > plain.agreeing || (quoted.agreeing == plain.agreeing && closed == opened)) return quoted;
    dialect.quotes = false;
    return plain;
}

/// An id or a number, as they stand between colons: neither a time of the day nor an address nor a sentence.
bool isBetweenColons(const std::vector<std::string>& record) {
    const auto isWord = [](const std::string& field) {
        return !field.empty() && std::ranges::all_of(field, [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte >= 0x80 || std::isalnum(byte) || c == '_' || c == '.' || c == '-';
        });
    };
    return std::ranges::all_of(record, isWord) &&
           !std::ranges::all_of(record, [](const std::string& field) { return field.size() == 2; }); // 12:30:45
}

/// Most fields hold something: noise does not.
bool isFilled(const Sample& sample) {
    std::size_t fields = 0, filled = 0;
    for (const auto& record : sample.records) {
        fields += record.size();
        filled += static_cast<std::size_t>(std::ranges::count_if(record, [](const std::string& f) { return !trim(f).empty(); }));
    }
    return 2 * filled >= fields;
}

/// Characters that stand within texts, or in none at all, are believed where every line says so: those that no keyboard has
/// before all others, ^ and ~ where they make more of the lines than usual separators do, a colon where nothing else fits.
bool isBelievable(std::string_view separator, const Sample& sample, const Dialect& usual) {
    if (sample.fields < 2) return false;
    const std::size_t others = sample.records.size() - sample.agreeing;
    if (separator == "\x01" || separator == "\x1f") return 10 * others <= sample.records.size() && isFilled(sample);
    if (50 * others > sample.records.size()) return false;
    if (separator != ":") return usual.fields == 0 || (sample.fields >= 3 && sample.fields > usual.fields);
    return usual.fields == 0 && std::ranges::all_of(sample.records, [&](const auto& record) {
               return record.size() != sample.fields || isBetweenColons(record);
           });
}

/// The separator of lines that are tuples of a program, ('u1', 'i2', 3), or that begin with a text in single quotes; '\0' where
/// most are not.
char separatorOfTuples(std::string_view text) {
    constexpr std::size_t kLines = 50;
    std::size_t lines = 0, brackets = 0;
    std::map<char, std::size_t> behindQuotes;
    while (lines < kLines && !text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.size() < 2) continue; // a bracket of its own
        ++lines;
        while (line.ends_with(',') || line.ends_with(';')) line = trim(line.substr(0, line.size() - 1));
        const bool opens = line.starts_with('(') || line.starts_with('['), closes = line.ends_with(')') || line.ends_with(']');
        const std::size_t comma = line.find(',');
        const bool several = line.find("),") != std::string_view::npos || line.find("],") != std::string_view::npos;
        brackets += opens && closes && comma != std::string_view::npos && !several ? 1 : 0;
        if (!line.starts_with('\'')) continue;
        const std::size_t quote = line.find('\'', 1), next = line.find_first_not_of(' ', std::min(quote, line.size() - 1) + 1);
        if (quote != std::string_view::npos && next != std::string_view::npos) ++behindQuotes[line[next]];
    }
    if (lines == 0) return '\0';
    if (10 * brackets >= 9 * lines) return ',';
    for (const char separator : {',', ';', '\t', '|'})
        if (10 * behindQuotes[separator] >= 9 * lines) return separator;
    return '\0';
}

} // namespace

std::string Dialect::separatorName() const {
    if (separator == "\t") return "tab";
    if (separator == " ") return "space";
    if (separator == "\x01") return "ctrl-A";
    if (separator == "\x1f") return "unit";
    return separator;
}

Dialect sniff(std::string_view text, std::string_view statedSeparator, const bool* statedHeader, const bool* statedQuotes) {
    const std::size_t firstLine = std::min(text.find('\n'), text.size());
    const std::string_view stated = statedOnTop(text.substr(0, firstLine));
    if (!stated.empty() && statedSeparator.empty()) statedSeparator = stated;
    const std::int64_t skipped = stated.empty() ? 0 : 1;
    if (skipped > 0) text.remove_prefix(std::min(firstLine + 1, text.size()));
    const char tuples = statedSeparator.empty() && !statedQuotes ? separatorOfTuples(text) : '\0';
    const std::string_view ofTuples(&tuples, 1);
    if (tuples != '\0') statedSeparator = ofTuples;
    Dialect best;
    Sample bestSample;
    double bestScore = statedSeparator.empty() ? 0.5 : 0; // fields that most lines do not share are prose, not columns
    for (const std::string_view separator : kSeparators) {
        Dialect candidate;
        candidate.separator = statedSeparator.empty() ? std::string(separator) : separatorOf(statedSeparator);
        candidate.tuples = tuples != '\0';
        Sample sample = sampleBest(text, candidate, statedQuotes);
        if (separator == " " && statedSeparator.empty() && best.separator == "\t" && best.fields >= 3 && bestScore >= 0.8)
            break; // blanks inside the fields of a table by tabs
        if (sample.fields >= 2) {
            // Agreement decides; a separator earlier in the list wins a near tie, because blanks and commas also occur inside
            // texts.
            const double agreeing = static_cast<double>(sample.agreeing) / static_cast<double>(sample.records.size());
            const double score = agreeing + (agreeing > 0.5 && namesColumns(sample) ? kNamesAdd : 0);
            if (score > bestScore + 0.02) {
                bestScore = score;
                candidate.fields = sample.fields;
                best = candidate;
                bestSample = std::move(sample);
            }
        }
        if (!statedSeparator.empty()) break;
    }
    for (const std::string_view separator : kRareSeparators) {
        if (!statedSeparator.empty()) break;
        if (text.find(separator) == std::string_view::npos) continue;
        Dialect candidate;
        candidate.separator = separator;
        Sample sample = sampleBest(text, candidate, statedQuotes);
        if (!isBelievable(separator, sample, best)) continue;
        candidate.fields = sample.fields;
        best = candidate;
        bestSample = std::move(sample);
        break;
    }
    if (best.fields == 0) return best;
    const std::size_t at = statedHeader && !*statedHeader ? 0 : headerBelowTitles(bestSample);
    best.header = statedHeader ? *statedHeader : looksLikeHeader(bestSample, at);
    best.titleLines = skipped + (at > 0 ? bestSample.lines[at] - 1 : 0);
    if (best.header && lacksFirstName(bestSample, at)) best.names.emplace_back();
    if (best.header && !bestSample.records.empty())
        for (const std::string& name : bestSample.records[at]) best.names.emplace_back(trim(name));
    best.trailing = best.fields > 2 && best.separator != " " && std::ranges::all_of(bestSample.records, [&](const auto& r) {
                        return r.size() < best.fields || trim(r.back()).empty();
                    });
    if (best.trailing) --best.fields;
    return best;
}

} // namespace recoscope
