#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/split/leakage.h"
#include <QString>
#include <QStringList>
#include <array>
#include <memory>
#include <vector>

/// What the Split page computes off the GUI thread: plain functions of plain values; workers own copies.
namespace recoscope::ui {

using Marks = std::vector<RowMark>;

/// The shares that the page's control chooses for every protocol alike.
struct SplitShares {
    double test = 0.1, valid = 0.1;
    double hidden = 0.2; ///< Of each held-out user's ratings.
    int folds = 5;
    friend bool operator==(const SplitShares&, const SplitShares&) = default;
};

/// One entry of the list of protocols.
struct Protocol {
    SplitSpec spec;
    QString name;
    std::array<Marks, 4> strip; ///< The protocol on a small example of four users, earliest first; empty for files.
};
/// All protocols that make sense for this data set, published folds of its folder at the end.
[[nodiscard]] std::vector<Protocol> protocolsFor(const Dataset& dataset, const SplitShares& shares, std::uint64_t seed);

/// What a protocol comes down to, for the list and the comparison.
struct Verdict {
    QString problem;         ///< A sentence where the data cannot be cut so; then the rest is 0.
    bool needsParts = false; ///< The problem: a published split whose files hold rows that are not open.
    std::int64_t test = 0, droppedTest = 0;
    std::int32_t usersTested = 0, users = 0;
    double before = 0, later = 0; ///< NaN where undefined.
    bool heldOut = false;
};

/// One protocol in full.
struct SplitStudy {
    QString problem;
    bool needsParts = false; ///< As Verdict.
    QStringList warnings;    ///< Of published files: Split::warnings.
    LeakageReport report;
    bool heldOut = false;
    double milliseconds = 0;
};

[[nodiscard]] SplitStudy studySplit(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed, const TimeOrder& order,
                                    const TaskContext& context);
[[nodiscard]] Verdict verdictOf(const SplitStudy& study);

/// One line of the timelines.
struct TimelineUser {
    UserIndex user;
    QString name;
    Marks marks;                     ///< In the user's own order.
    std::vector<std::int64_t> times; ///< Same order; empty without times.
};
/// An even draw of `count` users with at least two rows, by first known time. Deterministic in `draw`.
[[nodiscard]] std::vector<UserIndex> drawUsers(const Dataset& dataset, const TimeOrder& order, std::size_t count,
                                               std::uint64_t draw);
[[nodiscard]] TimelineUser timelineOf(const Dataset& dataset, const TimeOrder& order, const LeakageReport& report,
                                      UserIndex user);

/// Everything the timelines show; filled on a worker, immutable.
struct TimelinePicture {
    std::vector<TimelineUser> users;
    std::array<MarkCounts, 10> tenths;
    std::vector<CalendarBin> calendar;
    std::int64_t binSeconds = 0, first = 0, last = 0;
    MarkCounts rows;
    bool hasTimes = false;    ///< At least an order.
    bool hasCalendar = false; ///< Dates.
};
/// Nobody where the protocol could not cut the data.
[[nodiscard]] TimelinePicture pictureOf(const Dataset& dataset, const TimeOrder& order, const SplitStudy& study,
                                        const std::vector<UserIndex>& users);

} // namespace recoscope::ui
