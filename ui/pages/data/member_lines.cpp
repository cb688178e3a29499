#include "ui/pages/data/member_lines.h"
#include "ui/format.h"
#include <QObject>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace recoscope::ui {
namespace {

QString meanOf(std::span<const float> ratings, bool hasRatings) {
    if (ratings.empty() || !hasRatings) return format::undefined();
    const double sum = std::accumulate(ratings.begin(), ratings.end(), 0.0);
    return format::rating(std::round(100 * sum / static_cast<double>(ratings.size())) / 100);
}

/// Known times only.
std::optional<std::pair<std::int64_t, std::int64_t>> spanOf(std::span<const std::int64_t> times) {
    std::optional<std::pair<std::int64_t, std::int64_t>> span;
    for (const std::int64_t t : times) {
        if (t == kNoTime) continue;
        span = span ? std::pair{std::min(span->first, t), std::max(span->second, t)} : std::pair{t, t};
    }
    return span;
}

/// Rows that share their second with another of the same user.
std::int64_t sharing(std::span<const std::int64_t> all) {
    std::vector<std::int64_t> times(all.begin(), all.end());
    std::erase(times, kNoTime);
    std::ranges::sort(times);
    std::int64_t shared = 0;
    for (std::size_t k = 0; k < times.size(); ++k)
        shared += (k > 0 && times[k] == times[k - 1]) || (k + 1 < times.size() && times[k] == times[k + 1]) ? 1 : 0;
    return shared;
}

MemberLine userLine(const Dataset& d, UserIndex user) {
    const auto row = d.interactions->row(user);
    const auto span = spanOf(row.times);
    return {{format::safe(d.users.id(user.value)), format::count(static_cast<std::int64_t>(row.items.size())),
             meanOf(row.ratings, d.hasRatings),
             d.interactions->hasTimes() ? format::count(sharing(row.times)) : format::undefined(),
             span ? format::date(span->first) : format::undefined(), span ? format::date(span->second) : format::undefined()},
            user,
            {}};
}

MemberLine itemLine(const Dataset& d, const std::vector<std::int32_t>& counts, ItemIndex item) {
    const bool titled = item.at() < d.itemTable.titles.size() && !d.itemTable.titles[item.at()].empty();
    return {{format::safe(d.items.id(item.value)), titled ? format::title(d.titleOf(item)) : format::undefined(),
             format::count(counts[item.at()])},
            {},
            item};
}

/// Of a repeated pair all its ratings in the order of the file.
QString ratingsAt(const Dataset& d, std::int64_t entry) {
    const auto k = static_cast<std::size_t>(entry);
    if (!d.hasRatings) return format::undefined();
    if (d.repeats) {
        const auto it = std::ranges::lower_bound(d.repeats->entries, entry);
        if (it != d.repeats->entries.end() && *it == entry) {
            QStringList all;
            for (const float r : d.repeats->ratingsOf(static_cast<std::size_t>(it - d.repeats->entries.begin())))
                all << format::rating(static_cast<double>(r));
            return all.join(QStringLiteral(", "));
        }
    }
    return format::rating(static_cast<double>(d.interactions->ratings()[k]));
}

MemberLine rowLine(const Dataset& d, std::int64_t entry) {
    const auto k = static_cast<std::size_t>(entry);
    const auto& offsets = d.interactions->offsets();
    const auto user = UserIndex{static_cast<std::int32_t>(std::ranges::upper_bound(offsets, entry) - offsets.begin() - 1)};
    const std::int64_t time = d.interactions->hasTimes() ? d.interactions->times()[k] : kNoTime;
    return {{format::safe(d.users.id(user.value)), format::title(d.titleOf(d.interactions->items()[k])), ratingsAt(d, entry),
             time == kNoTime ? format::undefined() : format::date(time)},
            user,
            d.interactions->items()[k]};
}

} // namespace

std::vector<MemberColumn> memberColumns(QualityFinding::Of of) {
    if (of == QualityFinding::Of::Users)
        return {{QObject::tr("User"), false, true},           {QObject::tr("Rows"), true},  {QObject::tr("Mean rating"), true},
                {QObject::tr("Rows sharing a second"), true}, {QObject::tr("First"), true}, {QObject::tr("Last"), true}};
    if (of == QualityFinding::Of::Items)
        return {{QObject::tr("Item")}, {QObject::tr("Title"), false, true}, {QObject::tr("Rows"), true}};
    return {
        {QObject::tr("User")}, {QObject::tr("Item"), false, true}, {QObject::tr("Ratings"), true}, {QObject::tr("Day"), true}};
}

std::vector<MemberLine> memberLines(const Dataset& d, const QualityFinding& finding) {
    const auto counts = finding.of == QualityFinding::Of::Items ? d.interactions->itemCounts() : std::vector<std::int32_t>();
    std::vector<MemberLine> lines;
    for (const std::int64_t member : finding.members)
        lines.push_back(finding.of == QualityFinding::Of::Users ? userLine(d, UserIndex{static_cast<std::int32_t>(member)})
                        : finding.of == QualityFinding::Of::Items
                            ? itemLine(d, counts, ItemIndex{static_cast<std::int32_t>(member)})
                            : rowLine(d, member));
    return lines;
}

} // namespace recoscope::ui
