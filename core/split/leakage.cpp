#include "core/split/leakage.h"
#include "core/base/text.h"
#include "core/data/profile_rows.h"
#include "core/split/assemble.h"
#include <algorithm>
#include <numeric>
#include <optional>

namespace recoscope {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr double kManyBefore = 0.05; ///< From here on a share of test rows before own training is worth a warning.

bool isLearnt(RowPart part) { return part == RowPart::Train || part == RowPart::FoldIn; }

RowMark plainMark(RowPart part) {
    switch (part) {
    case RowPart::Train:
        return RowMark::Train;
    case RowPart::Valid:
        return RowMark::Valid;
    case RowPart::Test:
        return RowMark::Test;
    case RowPart::FoldIn:
        return RowMark::FoldIn;
    case RowPart::Dropped:
        break;
    }
    return RowMark::Dropped;
}

void count(MarkCounts& counts, RowMark mark) { ++counts.of[static_cast<std::size_t>(mark)]; }

/// One user's rows, earliest first: marks, tenths, the share that stands before own training.
void markUser(std::span<const std::uint32_t> own, std::span<const std::int64_t> times, const RowParts& parts, LeakageReport& r) {
    std::int64_t lastLearnt = kNoTime;
    if (r.hasTimes)
        for (const std::uint32_t row : own)
            if (isLearnt(parts[row])) lastLearnt = times[row];
    std::int64_t before = 0, timed = 0;
    bool tested = false;
    for (std::size_t k = 0; k < own.size(); ++k) {
        const std::uint32_t row = own[k];
        RowMark mark = plainMark(parts[row]);
        tested = tested || mark == RowMark::Test;
        if (mark == RowMark::Test && r.hasTimes && times[row] != kNoTime) {
            ++timed;
            if (times[row] < lastLearnt) {
                mark = RowMark::TestBefore;
                ++before;
            }
        }
        r.marks[row] = mark;
        count(r.rows, mark);
        count(r.tenths[10 * k / own.size()], mark);
    }
    r.usersTested += tested ? 1 : 0;
    r.timedTestRows += timed;
    r.userBeforeShare.push_back(timed > 0 ? static_cast<double>(before) / static_cast<double>(timed) : std::nan(""));
}

/// How condensed the user's times are; earliest first.
void noteTimes(std::span<const std::uint32_t> own, std::span<const std::int64_t> times, LeakageReport& r) {
    std::int64_t first = kNoTime, last = kNoTime;
    for (std::size_t k = 0; k < own.size(); ++k) {
        const std::int64_t t = times[own[k]];
        if (t == kNoTime) continue;
        if (first == kNoTime) first = t;
        last = t;
        const bool shared = (k > 0 && times[own[k - 1]] == t) || (k + 1 < own.size() && times[own[k + 1]] == t);
        r.sharedSeconds += shared ? 1 : 0;
    }
    if (first != kNoTime && last - first <= kDay) ++r.usersWithinADay;
}

/// Walks the rows of known time: a test row's later training rows are those not yet passed when its second has ended.
double laterShareOf(const Interactions& x, const TimeOrder& order, const RowParts& parts, std::int64_t timedTests) {
    std::int64_t learnt = 0, passed = 0;
    for (std::size_t k = 0; k < x.size(); ++k) learnt += isLearnt(parts[k]) && x.times()[k] != kNoTime ? 1 : 0;
    if (learnt == 0 || timedTests == 0) return std::nan("");
    double later = 0;
    for (std::size_t k = 0; k < order.everyone.size();) {
        const std::int64_t time = x.times()[order.everyone[k]];
        std::int64_t tests = 0, trained = 0;
        for (; k < order.everyone.size() && x.times()[order.everyone[k]] == time; ++k) {
            trained += isLearnt(parts[order.everyone[k]]) ? 1 : 0;
            tests += parts[order.everyone[k]] == RowPart::Test ? 1 : 0;
        }
        if (time == kNoTime) continue;
        passed += trained;
        later += static_cast<double>(tests) * static_cast<double>(learnt - passed);
    }
    return later / static_cast<double>(learnt) / static_cast<double>(timedTests);
}

/// Weeks where they make 12 to 60 bars; days below, longer stretches above.
std::int64_t binFor(std::int64_t span) {
    if (span < std::int64_t{12} * 7 * kDay) return kDay;
    std::int64_t days = 7;
    for (const std::int64_t longer : {30, 91, 365})
        if (span / (days * kDay) >= 60) days = longer;
    while (span / (days * kDay) >= 60) days *= 2;
    return days * kDay;
}

void fillCalendar(const Interactions& x, const TimeOrder& order, LeakageReport& r) {
    const auto known = std::ranges::find_if(order.everyone, [&](std::uint32_t k) { return x.times()[k] != kNoTime; });
    if (known == order.everyone.end()) return;
    const std::int64_t first = x.times()[*known], last = x.times()[order.everyone.back()];
    r.binSeconds = binFor(last - first + 1);
    const std::int64_t start = first - ((first % kDay) + kDay) % kDay;
    r.calendar.resize(static_cast<std::size_t>((last - start) / r.binSeconds + 1));
    for (std::size_t k = 0; k < r.calendar.size(); ++k) r.calendar[k].start = start + static_cast<std::int64_t>(k) * r.binSeconds;
    for (std::size_t k = 0; k < x.size(); ++k)
        if (x.times()[k] != kNoTime)
            count(r.calendar[static_cast<std::size_t>((x.times()[k] - start) / r.binSeconds)].rows, r.marks[k]);
}

void findCold(const Interactions& x, const Split& split, LeakageReport& r) {
    r.droppedTestRows = split.droppedTestRows;
    r.coldUsers = split.droppedUsers;
    std::vector<char> seen(static_cast<std::size_t>(x.itemCount()), 0);
    for (const ItemIndex item : split.train->items()) seen[item.at()] = 1;
    for (const ItemIndex item : split.test->items())
        if (seen[item.at()] != 1) {
            ++r.coldItemRows;
            if (seen[item.at()] == 0) r.coldItems.push_back(item);
            seen[item.at()] = 2;
        }
    std::ranges::sort(r.coldItems);
}

std::string percent(double share) {
    const auto tenths = std::llround(share * 1000);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

} // namespace

std::int64_t MarkCounts::all() const { return std::accumulate(of.begin(), of.end(), std::int64_t{0}); }

LeakageReport leakageOf(const Dataset& dataset, const Split& split, const TimeOrder* order) {
    const Interactions& x = *dataset.interactions;
    std::optional<TimeOrder> made;
    if (!order) order = &made.emplace(TimeOrder::of(x));
    LeakageReport r;
    r.hasTimes = x.hasTimes();
    const bool hasDates = r.hasTimes && !timesAreOrder(x);
    r.users = x.userCount();
    const RowParts parts = partsOf(x, split);
    r.marks.resize(x.size());
    r.userBeforeShare.reserve(static_cast<std::size_t>(x.userCount()));
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        const std::span own =
            std::span(order->own)
                .subspan(static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u)]), x.rowSize(UserIndex{u}));
        markUser(own, x.times(), parts, r);
        if (hasDates) noteTimes(own, x.times(), r);
    }
    findCold(x, split, r);
    if (!r.hasTimes) return r;
    if (r.rows.test() > 0)
        r.beforeShare = static_cast<double>(r.rows[RowMark::TestBefore]) / static_cast<double>(r.timedTestRows);
    r.laterShare = laterShareOf(x, *order, parts, r.timedTestRows);
    if (hasDates) fillCalendar(x, *order, r);
    return r;
}

std::vector<std::string> leakageWarnings(const LeakageReport& r, const Dataset& dataset) {
    std::vector<std::string> warnings;
    if (!r.hasTimes) warnings.emplace_back("The data has no times: whether the future leaks into training cannot be said.");
    if (r.beforeShare >= kManyBefore)
        warnings.push_back(percent(r.beforeShare) +
                           " of the test ratings lie before a training rating of the same user: the model has seen what came "
                           "after.");
    if (r.droppedTestRows > 0)
        warnings.push_back(counted(r.droppedTestRows, "test rating", "test ratings") + " of " +
                           counted(static_cast<std::int64_t>(r.coldUsers.size()), "newcomer", "newcomers") +
                           " are dropped: training holds nothing of theirs.");
    if (!r.coldItems.empty())
        warnings.push_back(counted(static_cast<std::int64_t>(r.coldItems.size()), dataset.itemNoun, dataset.itemNounPlural) +
                           " in " + counted(r.coldItemRows, "test rating", "test ratings") +
                           " were never trained on: no model that learns from ratings can find them.");
    if (2 * r.usersWithinADay > r.users)
        warnings.push_back("Time means little here: " + std::to_string(r.usersWithinADay) + " of " +
                           counted(r.users, "user", "users") + " entered everything within 24 hours, and " +
                           counted(r.sharedSeconds, "rating shares its second", "ratings share their second") + ".");
    return warnings;
}

} // namespace recoscope
