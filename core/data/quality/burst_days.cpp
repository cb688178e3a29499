#include "core/base/text.h"
#include "core/data/quality/heaviest.h"
#include "core/data/quality/in_blocks.h"
#include <algorithm>
#include <optional>

namespace recoscope::quality {
namespace {

constexpr std::int64_t kDay = 86400, kManyRows = 100, kManyDays = 14, kFarAbove = 10;

/// Rows of each day since 1970. Times before it or after now are findings of their own, and could span any number of days.
struct Days {
    std::vector<std::int64_t> rows;
    void join(const Days& other) {
        rows.resize(std::max(rows.size(), other.rows.size()));
        for (std::size_t day = 0; day < other.rows.size(); ++day) rows[day] += other.rows[day];
    }
};

Days countDays(const Input& in) {
    return inBlocks<Days>(in, in.x.times().size(), std::size_t{1} << 20, [&](Days& part, std::size_t k) {
        const std::int64_t time = in.x.times()[k];
        if (time == kNoTime || time < 0 || time > in.now) return;
        const auto day = static_cast<std::size_t>(time / kDay);
        if (day >= part.rows.size()) part.rows.resize(day + 1);
        ++part.rows[day];
    });
}

/// The median of the days that have rows; nothing where they are few.
std::optional<std::int64_t> usualDay(const Days& days) {
    std::vector<std::int64_t> counts;
    for (const std::int64_t rows : days.rows)
        if (rows > 0) counts.push_back(rows);
    if (static_cast<std::int64_t>(counts.size()) < kManyDays) return std::nullopt;
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
    std::ranges::nth_element(counts, middle);
    return *middle;
}

} // namespace

/// Days far above the usual one.
std::vector<QualityFinding> burstDays(const Input& in) {
    if (!in.hasDates) return {};
    const Days days = countDays(in);
    const auto usual = usualDay(days);
    if (!usual) return {};
    const auto isBurst = [&](std::int64_t rows) { return rows >= kManyRows && rows > kFarAbove * *usual; };
    const auto found = overRows<Heaviest>(in, [&](Heaviest& rows, std::size_t k) {
        const std::int64_t time = in.x.times()[k];
        if (time == kNoTime || time < 0 || time > in.now) return;
        if (isBurst(days.rows[static_cast<std::size_t>(time / kDay)])) rows.add(0, static_cast<std::int64_t>(k));
    });
    QualityFinding f = findingOf("burst-days", QualityFinding::Of::Rows, found,
                                 {{},
                                  {},
                                  "No day has over ten times the rows of the usual one",
                                  "Imports and campaigns look like that: what they hold was not chosen one by one."});
    if (f.count > 0)
        f.sentence = counted(f.count, "row is", "rows are") + " of " +
                     counted(std::ranges::count_if(days.rows, isBurst), "day", "days") + " with over ten times the usual";
    return {std::move(f)};
}

} // namespace recoscope::quality
