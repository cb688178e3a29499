#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include "core/data/readers/time_text.h"

namespace recoscope::filters {
namespace {

constexpr std::int64_t kDay = 86400;

/// The second of its day at which the step's time lies where a whole day is meant.
std::int64_t endOf(const FilterStep& step) { return step.kind == FilterStep::Kind::To ? kDay - 1 : 0; }

/// A day is all of it: for `to` until its last second.
bool readDay(std::string_view value, FilterStep& step) {
    const std::string_view text = trim(value);
    const auto time = parseDate(text);
    if (!time || formatTime(*time).substr(0, 10) != text.substr(0, 10)) return false; // no 31st of February
    step.time = *time + (text.size() == 10 ? endOf(step) : 0);
    return true;
}

std::string writeDay(const FilterStep& step) {
    const std::string text = formatTime(step.time);
    const bool wholeDay = ((step.time % kDay) + kDay) % kDay == endOf(step);
    return wholeDay ? text.substr(0, 10) : text;
}

std::string withoutTimes(const Dataset& dataset, const FilterStep&) {
    return dataset.interactions->hasTimes() ? "" : "needs times, and " + dataset.name + " has none: leave it out.";
}

} // namespace

Kind fromDay() {
    Kind kind;
    kind.info = {FilterStep::Kind::From,
                 "from",
                 "from=DATE",
                 "From a day on",
                 "Drops rows before that day (UTC), and rows without a time.",
                 "from=2000-01-01"};
    kind.read = readDay;
    kind.write = writeDay;
    kind.misfit = withoutTimes;
    kind.words = [](const FilterStep& step) { return "from " + writeDay(step) + " on"; };
    kind.apply = [](FilterRows& rows, const FilterStep& step) {
        rows.keepRows([&](float, std::int64_t time) { return time != kNoTime && time >= step.time; });
    };
    return kind;
}

Kind untilDay() {
    Kind kind;
    kind.info = {
        FilterStep::Kind::To, "to", "to=DATE", "Until a day", "Drops rows after that day (UTC), and rows without a time.",
        "to=2030-12-31"};
    kind.read = readDay;
    kind.write = writeDay;
    kind.misfit = withoutTimes;
    kind.words = [](const FilterStep& step) { return "until " + writeDay(step); };
    kind.apply = [](FilterRows& rows, const FilterStep& step) {
        rows.keepRows([&](float, std::int64_t time) { return time != kNoTime && time <= step.time; });
    };
    return kind;
}

} // namespace recoscope::filters
