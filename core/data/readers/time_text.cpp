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

/// "14:30", "14:30:00.5+02:00" -> seconds of the day in UTC.
std::optional<std::int64_t> parseClock(std::string_view text) {
    const auto hour = digits(text, 0, 2), minute = digits(text, 3, 2);
    if (!hour || !minute || text[2] != ':' || *hour > 23 || *minute > 59) return {};
    std::int64_t seconds = *hour * 3600 + *minute * 60;
    std::string_view rest = text.substr(5);
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
    const auto offset = offsetOf(trim(rest));
    return offset ? std::optional(seconds - *offset) : std::nullopt;
}

/// The largest numbers that are plausible in each unit: the year 5138 in seconds, 1973 to 5138 in the others.
constexpr std::int64_t kFirstSheetDay = 30000, kLastSheetDay = 60000; // 1982 to 2064, counted from the end of 1899
constexpr std::array<double, 3> kLargest{1e11, 1e14, 1e17};
constexpr std::array<std::int64_t, 4> kPerSecond{1, 1000, 1'000'000, 1'000'000'000};
constexpr std::array<std::string_view, 4> kUnitNames{"seconds", "milliseconds", "microseconds", "nanoseconds"};

} // namespace

std::optional<std::int64_t> parseDate(std::string_view text) {
    if (text.size() < 10 || (text[4] != '-' && text[4] != '/') || text[7] != text[4]) return {};
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day || !isDay(*year, *month, *day)) return {};
    const std::int64_t midnight = daysFromCivil(*year, *month, *day) * 86400;
    if (text.size() == 10) return midnight;
    if (text[10] != ' ' && text[10] != 'T') return {};
    const auto clock = parseClock(text.substr(11));
    return clock ? std::optional(midnight + *clock) : std::nullopt;
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
}

std::int64_t TimeColumn::take(std::string_view text) {
    if (const auto integer = parseInteger(text); integer && *integer != kNoTime) return take(*integer);
    if (const auto number = parseNumber(text)) return take(*number);
    if (const auto date = parseDate(text)) {
        ++m_dates;
        return *date;
    }
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
    if (m_looksLikeDays)
        return "Times are read as seconds since 1970, where all lie on one day: they look like days as spreadsheets number them. "
               "Write them as dates.";
    return m_unit == 0 ? std::string() : "Times are read as " + std::string(kUnitNames[m_unit]) + " since 1970.";
}

} // namespace recoscope
