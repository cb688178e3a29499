#include "core/data/readers/column_content.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/rating_text.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <cmath>
#include <set>

namespace recoscope {
namespace {

template <class Predicate>
double share(const std::vector<std::string>& column, Predicate predicate) {
    if (column.empty()) return 0;
    return static_cast<double>(std::ranges::count_if(column, predicate)) / static_cast<double>(column.size());
}

bool endsWithYear(const std::string& title) {
    const std::size_t n = title.size();
    return n >= 6 && title[n - 1] == ')' && title[n - 6] == '(' && parseInteger(title.substr(n - 5, 4)).has_value();
}

} // namespace

Columns sampleColumns(std::string_view text, const Dialect& dialect, std::size_t most) {
    Columns columns(dialect.fields);
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    for (std::size_t rows = 0; rows < most;) {
        const auto status = reader.next();
        if (status == RecordReader::Status::End) break;
        if (status != RecordReader::Status::Record) continue;
        if (header) {
            header = false;
            continue;
        }
        if (reader.fields().size() < dialect.fields) continue;
        for (std::size_t c = 0; c < dialect.fields; ++c) columns[c].emplace_back(reader.field(c));
        ++rows;
    }
    return columns;
}

double numberShare(const std::vector<std::string>& column) {
    return share(column, [](const std::string& f) { return parseDecimal(f).has_value(); });
}

double ratingShare(const std::vector<std::string>& column) { return share(column, looksLikeRating); }

double titleYearShare(const std::vector<std::string>& column) { return share(column, endsWithYear); }

double shareAmong(const std::vector<std::string>& column, std::initializer_list<std::string_view> words) {
    return share(column, [&](const std::string& f) { return std::ranges::find(words, f) != words.end(); });
}

bool looksLikeTime(const std::vector<std::string>& column) {
    const auto isDay = [](const std::string& f) {
        const auto number = parseInteger(f);
        return number && compactDate(*number).has_value();
    };
    if (column.size() > 1 && std::ranges::all_of(column, isDay)) return true; // ids of that size are not all days of a calendar
    return share(column, [](const std::string& f) {
               const auto number = parseNumber(f);
               return number ? *number > 3e8 : looksLikeDate(f);
           }) > 0.9;
}

bool holdsNoTime(const std::vector<std::string>& column) {
    return !column.empty() && std::ranges::none_of(column, [](const std::string& f) {
        return f.empty() || parseNumber(f).has_value() || looksLikeDate(f);
    });
}

bool mostlyAbsent(const std::vector<std::string>& column) {
    return share(column, [](const std::string& f) { return f.empty() || f == "NA" || f == "NULL" || f == "null"; }) > 0.5;
}

bool looksLikeTags(const std::vector<std::string>& column) {
    constexpr std::size_t kManyWords = 20;
    return numberShare(column) < 0.1 && !looksLikeTime(column) &&
           std::set<std::string>(column.begin(), column.end()).size() > kManyWords;
}

bool looksLikeIds(const std::vector<std::string>& column) {
    constexpr std::size_t kLongest = 40;
    return share(column, [](const std::string& f) {
               return !f.empty() && f.size() <= kLongest && f.find(' ') == std::string::npos;
           }) > 0.95;
}

bool looksLikeMeasures(const std::vector<std::string>& column) {
    return share(column, [](const std::string& f) {
               const std::size_t point = f.find('.');
               return point != std::string::npos && f.size() > point + 4 && parseNumber(f);
           }) > 0.9;
}

bool looksFractional(const std::vector<std::string>& column) {
    return share(column, [](const std::string& f) {
               const auto number = parseNumber(f);
               return number && *number != std::floor(*number);
           }) > 0.5;
}

bool allDistinct(const std::vector<std::string>& column) {
    return std::set<std::string_view>(column.begin(), column.end()).size() == column.size();
}

bool usesDecimalComma(const std::vector<std::string>& column) {
    constexpr std::size_t kThousands = 4; // "1,000" may be a thousand: three digits behind every comma say nothing
    return std::ranges::any_of(column,
                               [](const std::string& f) {
                                   const std::size_t comma = f.find(',');
                                   return comma != std::string::npos && (f.size() - comma != kThousands || f.starts_with("0,"));
                               }) &&
           std::ranges::all_of(column, [](const std::string& f) { return parseCommaDecimal(f) || !parseNumber(f); });
}

} // namespace recoscope
