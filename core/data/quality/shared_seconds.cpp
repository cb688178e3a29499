#include "core/base/text.h"
#include "core/data/quality/heaviest.h"
#include "core/data/quality/in_blocks.h"
#include <algorithm>

namespace recoscope::quality {
namespace {

constexpr std::int64_t kDay = 86400;

struct Seconds {
    Heaviest users, withinADay;
    std::int64_t rows = 0;
    std::vector<std::int64_t> times; ///< Scratch.
    void join(const Seconds& other) {
        users.join(other.users);
        withinADay.join(other.withinADay);
        rows += other.rows;
    }
};

void readUser(Seconds& part, const Input& in, UserIndex user) {
    const auto row = in.x.row(user).times;
    std::vector<std::int64_t>& times = part.times;
    times.assign(row.begin(), row.end());
    std::erase(times, kNoTime);
    std::ranges::sort(times);
    std::int64_t shared = 0;
    for (std::size_t k = 0; k < times.size(); ++k)
        shared += (k > 0 && times[k] == times[k - 1]) || (k + 1 < times.size() && times[k] == times[k + 1]) ? 1 : 0;
    const auto number = static_cast<std::int64_t>(user.at());
    part.rows += shared;
    if (shared > 0) part.users.add(shared, number);
    if (times.size() >= 2 && times.back() - times.front() <= kDay)
        part.withinADay.add(static_cast<std::int64_t>(times.size()), number);
}

} // namespace

/// How far the order of time within a user means anything.
std::vector<QualityFinding> sharedSeconds(const Input& in) {
    if (!in.hasDates) return {};
    const auto found = overUsers<Seconds>(in, [&](Seconds& part, UserIndex user) { readUser(part, in, user); });
    QualityFinding same = findingOf("same-second", QualityFinding::Of::Users, found.users,
                                    {{},
                                     {},
                                     "No row shares its second with another of the same user",
                                     "Inside a second a split by time goes by item index."});
    if (same.count > 0)
        same.sentence = counted(found.rows, "row shares", "rows share") + " their second with another of the same user, of " +
                        counted(same.count, "user", "users");
    QualityFinding day = findingOf("one-day-users", QualityFinding::Of::Users, found.withinADay,
                                   {"user entered everything within 24 hours", "users entered everything within 24 hours",
                                    "No user entered everything within 24 hours",
                                    "\"Later\" within such a user is order of entry, hardly order of use."});
    return {std::move(same), std::move(day)};
}

} // namespace recoscope::quality
