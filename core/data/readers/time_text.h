#pragma once
#include "core/data/interactions.h"
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recoscope {

/// What comes first in dates that end with the year: "14.03.2021", "3/14/21 2:05 PM".
enum class DateOrder : std::uint8_t { Unknown, DayFirst, MonthFirst };

/// "2018-05-02", "2018/05/02 14:30:00", "2018-05-02T14:30:00.5+02:00", "2 May 2018", "May 2, 2018 14:30", and where the order is
/// known "02.05.2018 14:30", "5/2/18" (1970 to 2069) -> Unix seconds; UTC where no offset stands, fractions are dropped. Nothing
/// where the whole text is no such date of the calendar.
[[nodiscard]] std::optional<std::int64_t> parseDate(std::string_view text, DateOrder order = DateOrder::Unknown);
/// 20180502 as Unix seconds; nothing where the number is no day of the years 1900 to 2100.
[[nodiscard]] std::optional<std::int64_t> compactDate(std::int64_t number);
/// In any of these forms, whatever the order.
[[nodiscard]] bool looksLikeDate(std::string_view text);

/// What the dates of a column say of their order: a number above 12 is a day.
struct DateOrderFinding {
    DateOrder order = DateOrder::Unknown; ///< Unknown where the year does not come last.
    bool certain = true;
};
[[nodiscard]] DateOrderFinding dateOrderOf(std::span<const std::string> column);

/// Orders as LoadOptions::timeUnit takes them: "dmy", "mdy"; Unknown for any other word.
[[nodiscard]] DateOrder dateOrderNamed(std::string_view word);
[[nodiscard]] std::string_view nameOf(DateOrder order); ///< "dmy", "mdy"; "" for Unknown.

/// Units of numbers that are times, as LoadOptions::timeUnit takes them.
inline constexpr std::array<std::string_view, 4> kTimeUnits{"s", "ms", "us", "ns"};
/// Unix seconds as "2018-05-02T14:30:00Z"; parseDate reads it back for the years 0 to 9999.
[[nodiscard]] std::string formatTime(std::int64_t seconds);

/// A column of times: numbers since 1970 in one unit, or dates. The unit (s, ms, us, ns) is that of most of its numbers; a single
/// number that is too large for it is no time, and does not change what the others mean. Not thread-safe.
class TimeColumn {
public:
    /// The unit is known, one of kTimeUnits: every number is in it. Before finish().
    void stateUnit(std::string_view unit);
    /// Before the first take().
    void stateOrder(DateOrder order) { m_order = order; }
    /// What a row keeps until finish(); kNoTime where the text is no time.
    [[nodiscard]] std::int64_t take(std::string_view text);
    [[nodiscard]] std::int64_t take(double number);
    [[nodiscard]] std::int64_t take(std::int64_t number) {
        ++m_numbers[number >= 0 && number <= kLargestSeconds ? 0 : unitOf(number)];
        return number;
    }
    /// A date that was read already.
    [[nodiscard]] std::int64_t takeDay(std::int64_t seconds) {
        ++m_dates;
        return seconds;
    }
    /// Counts what another part of the column took.
    void add(const TimeColumn& part);
    /// To Unix seconds, in place. Call once, with the whole column.
    void finish(std::span<std::int64_t> times);
    [[nodiscard]] std::string_view unit() const { return kTimeUnits[m_unit]; } ///< After finish().
    [[nodiscard]] bool hasNumbers() const { return m_numbers != std::array<std::int64_t, 4>{}; }
    [[nodiscard]] std::int64_t missing() const { return m_missing; } ///< Empty, unreadable, or too large for the unit.
    [[nodiscard]] std::string warning() const;                       ///< What was made of them that is worth a word; "" else.

private:
    static constexpr std::int64_t kLargestSeconds = 100'000'000'000; ///< In the year 5138.
    static std::size_t unitOf(std::int64_t number);
    std::array<std::int64_t, 4> m_numbers{}; ///< How many are plausible as seconds, milliseconds...
    std::int64_t m_missing = 0, m_dates = 0;
    std::int64_t m_otherOrder = 0; ///< Dates that are none in this order, but one in the other.
    DateOrder m_order = DateOrder::Unknown;
    std::size_t m_unit = 0;
    bool m_stated = false;
    bool m_looksLikeDays = false; ///< All lie where spreadsheets have their days.
    bool m_compact = false;       ///< All are "20180502".
};

} // namespace recoscope
