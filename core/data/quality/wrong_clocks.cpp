#include "core/data/profile_rows.h"
#include "core/data/quality/heaviest.h"
#include "core/data/quality/in_blocks.h"

namespace recoscope::quality {
namespace {

constexpr std::int64_t kDay = 86400, kEnd1970 = 365 * kDay;

struct Clocks {
    Heaviest early, late, missing;
    void join(const Clocks& other) {
        early.join(other.early);
        late.join(other.late);
        missing.join(other.missing);
    }
};

} // namespace

/// Times that nobody can have meant, and rows without one.
std::vector<QualityFinding> wrongClocks(const Input& in) {
    using Of = QualityFinding::Of;
    if (!in.hasDates) return {};
    const auto clocks = overRows<Clocks>(in, [&](Clocks& part, std::size_t k) {
        const std::int64_t time = in.x.times()[k];
        const auto place = static_cast<std::int64_t>(k);
        if (time == kNoTime)
            part.missing.add(0, place);
        else if (time < kEnd1970)
            part.early.add(0, place);
        else if (time > in.now)
            part.late.add(time, place);
    });
    QualityFinding early = findingOf("times-of-1970", Of::Rows, clocks.early,
                                     {"row is of 1970 or before", "rows are of 1970 or before", "No row is of 1970 or before",
                                      "A clock that was not set, or no time at all."});
    if (early.count > 0) early.fix = FilterStep{.kind = FilterStep::Kind::From, .time = kEnd1970};
    QualityFinding late = findingOf("times-in-future", Of::Rows, clocks.late,
                                    {"row lies in the future", "rows lie in the future", "No row lies in the future",
                                     "A wrong clock or another unit of time; a cut in time puts them into the test part."});
    if (late.count > 0) late.fix = FilterStep{.kind = FilterStep::Kind::To, .time = in.now - in.now % kDay + kDay - 1};
    QualityFinding missing =
        findingOf("times-missing", Of::Rows, clocks.missing,
                  {"row has no time", "rows have no time", "Every row has a time", "In order of time they stand first."});
    if (missing.count > 0)
        if (const auto known = timeSpanOf(in.x, in.context, in.threads))
            missing.fix = FilterStep{.kind = FilterStep::Kind::From, .time = known->first};
    return {std::move(early), std::move(late), std::move(missing)};
}

} // namespace recoscope::quality
