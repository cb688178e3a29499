#pragma once
#include "core/split/split.h"
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace recoscope {

/// What became of one interaction. TestBefore: a test row whose time is before that of a training row of its own user (of a
/// held-out user: of a folded-in one): the model has seen what came after. Rows of the same second are not before each other.
enum class RowMark : std::uint8_t { Train, Valid, Test, TestBefore, FoldIn, Dropped };

/// Rows by mark, of some stretch.
struct MarkCounts {
    std::array<std::int64_t, 6> of{}; ///< Indexed by RowMark.
    [[nodiscard]] std::int64_t operator[](RowMark mark) const { return of[static_cast<std::size_t>(mark)]; }
    [[nodiscard]] std::int64_t test() const { return (*this)[RowMark::Test] + (*this)[RowMark::TestBefore]; }
    [[nodiscard]] std::int64_t all() const;
};

struct CalendarBin {
    std::int64_t start = 0; ///< Unix seconds.
    MarkCounts rows;
};

/// How far the future of the test rows lies in what models learn from, and what the metric will not see. Plain data.
/// Shares in [0, 1]; NaN where undefined: the data has no times, or nothing is tested.
struct LeakageReport {
    bool hasTimes = false;
    std::vector<RowMark> marks; ///< One an interaction, in the order of Interactions::items().
    MarkCounts rows;
    std::int32_t users = 0;       ///< Of the data, with or without rows.
    std::int32_t usersTested = 0; ///< With test rows that were kept.

    std::int64_t timedTestRows = 0; ///< Test rows whose time is known; the shares are of these and of training rows with times.
    double beforeShare = std::nan(""); ///< TestBefore, of all test rows.
    /// Mean over the test rows of the share of all training rows (fold-in parts included) that are strictly later.
    double laterShare = std::nan("");
    std::vector<double> userBeforeShare; ///< beforeShare within each user; NaN without test rows or times.

    std::vector<UserIndex> coldUsers; ///< With test rows in the cut, but never trained on (nor folded in): dropped.
    std::int64_t droppedTestRows = 0; ///< Theirs.
    std::vector<ItemIndex> coldItems; ///< Tested, never trained on; no model that learns from ratings can find them.
    std::int64_t coldItemRows = 0;    ///< Test rows of theirs.

    std::array<MarkCounts, 10> tenths; ///< Of each user's own order: entry k of n lies in tenth floor(10 k / n).
    std::int64_t binSeconds = 0;       ///< 0 without times.
    std::vector<CalendarBin> calendar; ///< From the first known time to the last; empty without dates.

    std::int32_t usersWithinADay = 0; ///< All of whose known times lie within 24 hours: "later" is their order of entry.
    std::int64_t sharedSeconds = 0;   ///< Rows with the time of another row of the same user: the item's index decides.
};

/// O(n). `order` of the data's interactions saves making it. Pure; safe from any thread.
[[nodiscard]] LeakageReport leakageOf(const Dataset& dataset, const Split& split, const TimeOrder* order = nullptr);

/// What to beware of, as sentences for people; empty where there is nothing.
[[nodiscard]] std::vector<std::string> leakageWarnings(const LeakageReport& report, const Dataset& dataset);

} // namespace recoscope
