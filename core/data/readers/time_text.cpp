#include "core/data/readers/time_text.h"
#include "core/base/contract.h"
#include "core/base/text.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

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

bool isDay(std::int64_t year, std::int64_t month, std::int64_t day) {
    constexpr std::array<std::int64_t, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) return false;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= kDays[static_cast<std::size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

/// "Z", "UTC", "+02:00", "-0530", "+02" -> seconds east of Greenwich; nothing where it is another text.
std::optional<std::int64_t> offsetOf(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z" || text == "UTC" || text == "GMT") return 0;
    if (text[0] != '+' && text[0] != '-') return {};
    const std::size_t minutesAt = text.size() == 6 && text[3] == ':' ? 4 : 3;
    const auto hours = digits(text, 1, 2),
               minutes = text.size() == 3 ? std::optional<std::int64_t>(0) : digits(text, minutesAt, 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59 || (text.size() != 3 && text.size() != minutesAt + 2)) return {};
    return (text[0] == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

/// "14:30", "9:05", "2:05 PM", "14:30:00.5+02:00" -> seconds of the day in UTC.
std::optional<std::int64_t> parseClock(std::string_view text) {
    const std::size_t hourDigits = text.size() > 1 && text[1] == ':' ? 1 : 2;
    const auto hour = digits(text, 0, hourDigits), minute = digits(text, hourDigits + 1, 2);
    if (!hour || !minute || text[hourDigits] != ':' || *hour > 23 || *minute > 59) return {};
    std::int64_t seconds = *hour * 3600 + *minute * 60;
    std::string_view rest = text.substr(hourDigits + 3);
    if (rest.starts_with(':')) {
        const auto second = digits(rest, 1, 2);
        if (!second || *second > 60) return {};
        seconds += *second;
        rest.remove_prefix(3);
        if (rest.starts_with('.') || rest.starts_with(',')) {
            const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
            if (end == 1) return {};
            rest.remove_prefix(end);
        }
    }
    rest = trim(rest);
    if (const std::string half = lower(rest); half == "am" || half == "pm") {
        if (*hour == 0 || *hour > 12) return {};
        return seconds + (half == "pm" && *hour < 12 ? 43200 : half == "am" && *hour == 12 ? -43200 : 0);
    }
    const auto offset = offsetOf(rest);
    return offset ? std::optional(seconds - *offset) : std::nullopt;
}

/// The day's midnight plus the clock behind it, where there is one.
std::optional<std::int64_t> timeOf(std::int64_t year, std::int64_t month, std::int64_t day, std::string_view clock) {
    if (!isDay(year, month, day)) return {};
    const std::int64_t midnight = daysFromCivil(year, month, day) * 86400;
    if (clock.empty()) return midnight;
    const auto inDay = parseClock(clock);
    return inDay ? std::optional(midnight + *inDay) : std::nullopt;
}

/// "2018" and, of two digits, 1970 to 2069.
std::optional<std::int64_t> yearOf(std::string_view text) {
    const auto year = text.size() == 4 || text.size() == 2 ? digits(text, 0, text.size()) : std::nullopt;
    if (!year || text.size() == 4) return year;
    return *year + (*year < 70 ? 2000 : 1900);
}

/// "3/14/2021 14:05" in its parts; which of the first two is the day is left open.
struct YearLast {
    std::int64_t first = 0, second = 0, year = 0;
    std::string_view clock;
    char sign = 0;
    [[nodiscard]] std::optional<std::int64_t> in(DateOrder order) const {
        if (order == DateOrder::Unknown) return {};
        const bool dayFirst = order == DateOrder::DayFirst;
        return timeOf(year, dayFirst ? second : first, dayFirst ? first : second, clock);
    }
};
std::optional<YearLast> splitYearLast(std::string_view text) {
    YearLast parts;
    const std::size_t end = text.find_first_of("/.-");
    if (end == 0 || end > 2) return {};
    parts.sign = text[end];
    const std::size_t next = text.find(parts.sign, end + 1);
    if (next == std::string_view::npos || next < end + 2 || next > end + 3) return {};
    const std::size_t stop = std::min(text.find_first_of(" T,", next), text.size());
    const auto first = digits(text, 0, end), second = digits(text, end + 1, next - end - 1),
               year = yearOf(text.substr(next + 1, stop - next - 1));
    if (!first || !second || !year) return {};
    parts.first = *first;
    parts.second = *second;
    parts.year = *year;
    parts.clock = stop < text.size() ? trim(text.substr(stop + 1)) : std::string_view{};
    if (stop < text.size() && parts.clock.empty()) return {};
    return parts.in(DateOrder::DayFirst) || parts.in(DateOrder::MonthFirst) ? std::optional(parts) : std::nullopt;
}

/// The month of an English name or its first three letters, else 0.
std::int64_t monthNamed(std::string_view word) {
    constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                       "july",    "august",   "september", "october", "november", "december"};
    const std::string small = lower(word);
    for (std::size_t m = 0; m < kMonths.size(); ++m)
        if (small == kMonths[m] || small == kMonths[m].substr(0, 3) || (small == "sept" && m == 8))
            return static_cast<std::int64_t>(m) + 1;
    return 0;
}

/// "2 May 2018", "02-May-18", "May 2, 2018 14:30", "Wed, 02 May 2018 14:30:00 +0000".
std::optional<std::int64_t> parseNamedMonth(std::string_view text) {
    constexpr std::string_view kBetween = " ,-/";
    std::array<std::string_view, 3> words;
    std::size_t n = 0, at = 0;
    while (n < words.size()) {
        const std::size_t from = text.find_first_not_of(kBetween, at);
        if (from == std::string_view::npos) return {};
        at = std::min(text.find_first_of(kBetween, from), text.size());
        const std::string_view word = text.substr(from, at - from);
        const bool weekday = n == 0 && word.size() == 3 && monthNamed(word) == 0 && text.substr(at).starts_with(", ");
        if (!weekday) words[n++] = word;
    }
    const std::size_t month = monthNamed(words[0]) > 0 ? 0 : 1;
    const auto day = words[1 - month].size() <= 2 ? digits(words[1 - month], 0, words[1 - month].size()) : std::nullopt;
    const auto year = yearOf(words[2]);
    if (monthNamed(words[month]) == 0 || words[1 - month].empty() || !day || !year) return {};
    return timeOf(*year, monthNamed(words[month]), *day,
                  trim(text.substr(std::min(text.find_first_not_of(" ,", at), text.size()))));
}

/// "Tue Apr 03 18:00:09 +0000 2012": the year behind the clock, as C and Twitter write it.
std::optional<std::int64_t> parseYearBehindClock(std::string_view text) {
    const std::size_t last = text.rfind(' ');
    if (last == std::string_view::npos || text.size() - last != 5) return {};
    const auto year = yearOf(text.substr(last + 1));
    std::string_view rest = trim(text.substr(0, last));
    const auto word = [&rest] {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view first = rest.substr(0, end);
        rest = trim(rest.substr(end));
        return first;
    };
    std::string_view name = word();
    if (monthNamed(name) == 0 && name.size() == 3) name = word(); // behind the day of the week
    const std::int64_t month = monthNamed(name);
    const std::string_view number = word();
    const auto day = !number.empty() && number.size() <= 2 ? digits(number, 0, number.size()) : std::nullopt;
    return year && month > 0 && day && !rest.empty() ? timeOf(*year, month, *day, rest) : std::nullopt;
}

/// The largest numbers that are plausible in each unit: the year 5138 in seconds, 1973 to 5138 in the others.
constexpr std::int64_t kFirstSheetDay = 30000, kLastSheetDay = 60000; // 1982 to 2064, counted from the end of 1899
constexpr std::array<double, 3> kLargest{1e11, 1e14, 1e17};
constexpr std::array<std::int64_t, 4> kPerSecond{1, 1000, 1'000'000, 1'000'000'000};
constexpr std::array<std::string_view, 4> kUnitNames{"seconds", "milliseconds", "microseconds", "nanoseconds"};

} // namespace

std::optional<std::int64_t> compactDate(std::int64_t number) {
    constexpr std::int64_t kFirst = 19000101, kLast = 21001231;
    if (number < kFirst || number > kLast) return {};
    return timeOf(number / 10000, number / 100 % 100, number % 100, {});
}

std::optional<std::int64_t> parseDate(std::string_view text, DateOrder order) {
    if (text.size() < 6) return {};
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const bool named = std::ranges::any_of(text.substr(0, 8), isLetter);
    if (text.size() < 10 || (text[4] != '-' && text[4] != '/' && text[4] != '.') || text[7] != text[4]) {
        if (named) {
            const auto time = parseNamedMonth(text);
            return time ? time : parseYearBehindClock(text);
        }
        const auto parts = order == DateOrder::Unknown ? std::nullopt : splitYearLast(text);
        return parts ? parts->in(order) : std::nullopt;
    }
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day || (text.size() > 10 && text[10] != ' ' && text[10] != 'T')) return {};
    if (text.size() == 11) return {};
    return timeOf(*year, *month, *day, text.size() > 11 ? text.substr(11) : std::string_view{});
}

bool looksLikeDate(std::string_view text) { return parseDate(text).has_value() || splitYearLast(text).has_value(); }

DateOrderFinding dateOrderOf(std::span<const std::string> column) {
    std::int64_t dates = 0, filled = 0, dayFirst = 0, monthFirst = 0, points = 0, slashes = 0;
    for (const std::string& field : column) {
        filled += field.empty() ? 0 : 1;
        const auto parts = splitYearLast(field);
        if (!parts) continue;
        ++dates;
        dayFirst += parts->first > 12 ? 1 : 0;
        monthFirst += parts->second > 12 ? 1 : 0;
        points += parts->sign == '.' ? 1 : 0;
        slashes += parts->sign == '/' ? 1 : 0;
    }
    if (dates == 0 || 2 * dates < filled) return {};
    if (dayFirst != monthFirst) return {dayFirst > monthFirst ? DateOrder::DayFirst : DateOrder::MonthFirst, true};
    // Points stand in dates of countries where the day comes first; slashes mostly in those where the month does.
    return {2 * slashes > dates ? DateOrder::MonthFirst : DateOrder::DayFirst, 2 * points > dates && dayFirst == 0};
}

DateOrder dateOrderNamed(std::string_view word) {
    return word == "dmy" ? DateOrder::DayFirst : word == "mdy" ? DateOrder::MonthFirst : DateOrder::Unknown;
}

std::string_view nameOf(DateOrder order) {
    return order == DateOrder::DayFirst ? "dmy" : order == DateOrder::MonthFirst ? "mdy" : "";
}

std::string formatTime(std::int64_t seconds) {
    const std::int64_t inDay = ((seconds % 86400) + 86400) % 86400;
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{(seconds - inDay) / 86400}}};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(inDay / 3600),
                  static_cast<int>(inDay / 60 % 60), static_cast<int>(inDay % 60));
    return text;
}

std::size_t TimeColumn::unitOf(std::int64_t number) {
    const double size = std::abs(static_cast<double>(number));
    std::size_t unit = 0;
    while (unit < kLargest.size() && size > kLargest[unit]) ++unit;
    return unit;
}

void TimeColumn::add(const TimeColumn& part) {
    for (std::size_t unit = 0; unit < m_numbers.size(); ++unit) m_numbers[unit] += part.m_numbers[unit];
    m_missing += part.m_missing;
    m_dates += part.m_dates;
    m_otherOrder += part.m_otherOrder;
}

std::int64_t TimeColumn::take(std::string_view text) {
    if (const auto integer = parseInteger(text); integer && *integer != kNoTime) return take(*integer);
    if (const auto number = parseNumber(text)) return take(*number);
    if (const auto date = parseDate(text, m_order)) {
        ++m_dates;
        return *date;
    }
    m_otherOrder += m_order != DateOrder::Unknown && looksLikeDate(text) ? 1 : 0;
    ++m_missing;
    return kNoTime;
}

std::int64_t TimeColumn::take(double number) {
    if (std::abs(number) < 9e18) return take(static_cast<std::int64_t>(number));
    ++m_missing;
    return kNoTime;
}

void TimeColumn::stateUnit(std::string_view unit) {
    const auto* it = std::ranges::find(kTimeUnits, unit);
    RECOSCOPE_ASSERT(it != kTimeUnits.end());
    m_unit = static_cast<std::size_t>(it - kTimeUnits.begin());
    m_stated = true;
}

void TimeColumn::finish(std::span<std::int64_t> times) {
    if (m_stated) {
        if (m_dates > 0 && m_numbers == std::array<std::int64_t, 4>{}) return; // no number has a unit
        for (std::int64_t& time : times)
            if (time != kNoTime) time /= kPerSecond[m_unit];
        return;
    }
    m_unit = static_cast<std::size_t>(std::ranges::max_element(m_numbers) - m_numbers.begin());
    const bool tooLarge = std::any_of(m_numbers.begin() + static_cast<std::ptrdiff_t>(m_unit) + 1, m_numbers.end(),
                                      [](std::int64_t n) { return n > 0; });
    const auto isSpreadsheetDay = [](std::int64_t t) { return t == kNoTime || (t >= kFirstSheetDay && t <= kLastSheetDay); };
    m_looksLikeDays = m_unit == 0 && m_dates == 0 && m_numbers[0] > 1 && std::ranges::all_of(times, isSpreadsheetDay);
    m_compact = m_unit == 0 && m_dates == 0 && m_numbers[0] > 1 &&
                std::ranges::all_of(times, [](std::int64_t t) { return t == kNoTime || compactDate(t).has_value(); });
    if (m_compact)
        for (std::int64_t& time : times)
            if (time != kNoTime) time = *compactDate(time);
    if (m_unit == 0 && !tooLarge) return;
    for (std::int64_t& time : times) {
        if (time == kNoTime) continue;
        const std::size_t own = unitOf(time);
        if (own > m_unit) {
            time = kNoTime;
            ++m_missing;
        } else if (own > 0 || m_dates == 0) // dates are in seconds already
            time /= kPerSecond[m_unit];
    }
}

std::string TimeColumn::warning() const {
    if (m_compact) return "Times such as 20180502 are read as days.";
    if (m_otherOrder > 0)
        return counted(m_otherOrder, "date is", "dates are") + " none as " +
               (m_order == DateOrder::DayFirst ? "day/month/year, but would be as month/day/year: "
                                               : "month/day/year, but would be as day/month/year: ") +
               (m_otherOrder == 1 ? "it counts as missing" : "they count as missing") + " (--time-unit " +
               std::string(nameOf(m_order == DateOrder::DayFirst ? DateOrder::MonthFirst : DateOrder::DayFirst)) + ").";
    if (m_looksLikeDays)
        return "Times are read as seconds since 1970, where all lie on one day: they look like days as spreadsheets number them. "
               "Write them as dates.";
    return m_unit == 0 ? std::string() : "Times are read as " + std::string(kUnitNames[m_unit]) + " since 1970.";
}

} // namespace recoscope
