#include "core/data/readers/time_text.h"
#include "core/base/text.h"

namespace recoscope {
namespace {

/// Days from 1970-01-01 of a proleptic Gregorian date (Hinnant's algorithm).
std::int64_t daysFromCivil(std::int64_t year, std::int64_t month, std::int64_t day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

std::optional<std::int64_t> digits(std::string_view text, std::size_t from, std::size_t n) {
    if (text.size() < from + n) return {};
    for (std::size_t i = from; i < from + n; ++i)
        if (text[i] < '0' || text[i] > '9') return {};
    return parseInteger(text.substr(from, n));
}

} // namespace

std::optional<std::int64_t> parseDate(std::string_view text) {
    if (text.size() < 10 || (text[4] != '-' && text[4] != '/') || text[7] != text[4]) return {};
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
    std::int64_t seconds = daysFromCivil(*year, *month, *day) * 86400;
    if (text.size() == 10) return seconds;
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2);
    if ((text[10] != ' ' && text[10] != 'T') || !hour || !minute || *hour > 23 || *minute > 59) return {};
    seconds += *hour * 3600 + *minute * 60;
    if (const auto second = digits(text, 17, 2); second && *second < 61) seconds += *second;
    return seconds;
}

double secondsPerUnit(double largest) {
    if (largest > 1e17) return 1e-9;
    if (largest > 1e14) return 1e-6;
    if (largest > 1e11) return 1e-3;
    return 1;
}

} // namespace recoscope
