#include "core/data/quality.h"
#include "core/base/text.h"
#include "core/data/item_titles.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace recoscope {
namespace {

using Of = QualityFinding::Of;
constexpr std::int64_t kDay = 86400, kEnd1970 = 365 * kDay;
constexpr std::int32_t kSameEnough = 10; ///< Fewer equal ratings prove nothing.
constexpr double kAlmostAll = 0.9, kFarAbove = 10;
constexpr std::int64_t kManyItems = 20, kManyRows = 100, kManyDays = 14;

/// Members with the largest weight first, then by index; only those that are listed.
std::vector<std::int64_t> heaviest(std::vector<std::pair<std::int64_t, std::int64_t>> weighted) {
    std::ranges::sort(weighted,
                      [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    weighted.resize(std::min(weighted.size(), QualityFinding::kListed));
    std::vector<std::int64_t> members;
    for (const auto& [weight, member] : weighted) members.push_back(member);
    return members;
}

class Checks {
public:
    Checks(const Dataset& dataset, std::int64_t now) : m_d(dataset), m_x(*dataset.interactions), m_now(now) {}

    void repeatedPairs() {
        std::vector<std::pair<std::int64_t, std::int64_t>> all, conflicts;
        if (m_d.repeats)
            for (std::size_t pair = 0; pair < m_d.repeats->pairs(); ++pair) {
                const auto ratings = m_d.repeats->ratingsOf(pair);
                all.emplace_back(static_cast<std::int64_t>(ratings.size()), m_d.repeats->entries[pair]);
                const auto [low, high] = std::ranges::minmax(ratings);
                if (low != high) conflicts.emplace_back(std::llround(1000 * (high - low)), m_d.repeats->entries[pair]);
            }
        QualityFinding& repeated = add("repeated-pairs", Of::Rows, std::move(all));
        say(repeated, "user-item pair stands in the file several times", "user-item pairs stand in the file several times",
            "No pair of user and item stands in the file twice", "The last row by time counts; another rule is a filter.");
        if (repeated.count > 0) repeated.fix = FilterStep{.kind = FilterStep::Kind::Duplicates, .rule = RepeatRule::Mean};
        if (!m_d.hasRatings) return;
        QualityFinding& conflicting = add("conflicting-pairs", Of::Rows, std::move(conflicts));
        say(conflicting, "repeated pair has ratings that differ", "repeated pairs have ratings that differ",
            "No pair has two different ratings", "Which one is meant is not known: the mean takes no side.");
        if (conflicting.count > 0) conflicting.fix = FilterStep{.kind = FilterStep::Kind::Duplicates, .rule = RepeatRule::Mean};
    }

    void constantUsers() {
        if (!m_d.hasRatings || !m_d.scale || m_d.scale->minimum == m_d.scale->maximum) return;
        std::vector<std::pair<std::int64_t, std::int64_t>> found;
        for (std::int32_t u = 0; u < m_x.userCount(); ++u) {
            const auto ratings = m_x.row(UserIndex{u}).ratings;
            if (ratings.size() < static_cast<std::size_t>(kSameEnough)) continue;
            const auto [low, high] = std::ranges::minmax(ratings);
            if (low == high) found.emplace_back(static_cast<std::int64_t>(ratings.size()), u);
        }
        QualityFinding& f = add("constant-users", Of::Users, std::move(found));
        const std::string more = " " + std::to_string(kSameEnough) + " ratings or more, all the same";
        say(f, "user gave" + more, "users gave" + more, "No user gave" + more, "Such ratings say nothing of a taste.");
        if (f.count > 0) f.fix = FilterStep{.kind = FilterStep::Kind::ConstantUsers, .perUser = kSameEnough};
    }

    void allRaters() {
        if (m_x.itemCount() < kManyItems) return;
        const auto limit = static_cast<std::int64_t>(std::ceil(kAlmostAll * m_x.itemCount()));
        std::vector<std::pair<std::int64_t, std::int64_t>> found;
        for (std::int32_t u = 0; u < m_x.userCount(); ++u)
            if (const auto n = static_cast<std::int64_t>(m_x.rowSize(UserIndex{u})); n >= limit) found.emplace_back(n, u);
        QualityFinding& f = add("all-raters", Of::Users, std::move(found));
        say(f, "user has rows for nine in ten items or more", "users have rows for nine in ten items or more",
            "No user has rows for nine in ten items", "Machines and shops do that; they pull every item towards every other.");
        if (f.count > 0) f.fix = FilterStep{.kind = FilterStep::Kind::MaxUser, .perUser = static_cast<std::int32_t>(limit - 1)};
    }

    void singleRows() {
        std::vector<std::pair<std::int64_t, std::int64_t>> users, items;
        for (std::int32_t u = 0; u < m_x.userCount(); ++u)
            if (m_x.rowSize(UserIndex{u}) == 1) users.emplace_back(1, u);
        const auto counts = m_x.itemCounts();
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i] == 1) items.emplace_back(1, static_cast<std::int64_t>(i));
        QualityFinding& few = add("single-row-users", Of::Users, std::move(users));
        say(few, "user has one row", "users have one row", "Every user has two rows or more",
            "Nothing is left to learn from once it is tested.");
        if (few.count > 0) few.fix = FilterStep{.kind = FilterStep::Kind::MinUser, .perUser = 2};
        QualityFinding& rare = add("single-row-items", Of::Items, std::move(items));
        say(rare, "item has one row", "items have one row", "Every item has two rows or more",
            "In the test part it is unknown to most models.");
        if (rare.count > 0) rare.fix = FilterStep{.kind = FilterStep::Kind::MinItem, .perItem = 2};
    }

    void titles() {
        const auto& titles = m_d.itemTable.titles;
        if (titles.empty()) return;
        const auto counts = m_x.itemCounts();
        const auto& years = m_d.itemTable.years;
        std::vector<std::pair<std::int64_t, std::int64_t>> untitled, twice;
        std::map<std::pair<std::string, std::int32_t>, std::vector<std::int64_t>> same;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (isUntitled(m_d.itemTable, i))
                untitled.emplace_back(counts[i], static_cast<std::int64_t>(i));
            else
                same[{titles[i], i < years.size() ? years[i] : 0}].push_back(static_cast<std::int64_t>(i));
        }
        std::int64_t sharedTitles = 0;
        for (const auto& [title, items] : same) {
            if (items.size() < 2) continue;
            ++sharedTitles;
            for (const std::int64_t item : items) twice.emplace_back(counts[static_cast<std::size_t>(item)], item);
        }
        QualityFinding& none = add("untitled-items", Of::Items, std::move(untitled));
        say(none, "item has no title", "items have no title", "Every item has a title", "It is shown by its id.");
        if (none.count > 0 && none.count < m_x.itemCount()) none.fix = FilterStep{.kind = FilterStep::Kind::UntitledItems};
        QualityFinding& shared = add("shared-titles", Of::Items, std::move(twice));
        shared.sentence = sharedTitles > 0 ? counted(sharedTitles, "title is", "titles are") + " listed under several ids, of " +
                                                 counted(shared.count, "item", "items")
                                           : "No two items share title and year";
        shared.consequence = "What belongs to one is split between several.";
    }

    void timeErrors() {
        if (!m_x.hasTimes()) return;
        std::vector<std::pair<std::int64_t, std::int64_t>> early, late, missing;
        for (std::size_t k = 0; k < m_x.size(); ++k) {
            const std::int64_t t = m_x.times()[k];
            const auto place = static_cast<std::int64_t>(k);
            if (t == kNoTime)
                missing.emplace_back(0, place);
            else if (t < kEnd1970)
                early.emplace_back(0, place);
            else if (t > m_now)
                late.emplace_back(t, place);
        }
        QualityFinding& zero = add("times-of-1970", Of::Rows, std::move(early));
        say(zero, "row is of 1970 or before", "rows are of 1970 or before", "No row is of 1970 or before",
            "A clock that was not set, or no time at all.");
        if (zero.count > 0) zero.fix = FilterStep{.kind = FilterStep::Kind::From, .time = kEnd1970};
        QualityFinding& future = add("times-in-future", Of::Rows, std::move(late));
        say(future, "row lies in the future", "rows lie in the future", "No row lies in the future",
            "A wrong clock or another unit of time; a cut in time puts them into the test part.");
        if (future.count > 0) future.fix = FilterStep{.kind = FilterStep::Kind::To, .time = m_now - m_now % kDay + kDay - 1};
        QualityFinding& none = add("times-missing", Of::Rows, std::move(missing));
        say(none, "row has no time", "rows have no time", "Every row has a time", "In order of time they stand first.");
        if (none.count > 0) none.fix = FilterStep{.kind = FilterStep::Kind::From, .time = firstTime()};
    }

    void sameSecond() {
        if (!m_x.hasTimes()) return;
        std::int64_t rows = 0;
        std::vector<std::pair<std::int64_t, std::int64_t>> users, within;
        std::vector<std::int64_t> times;
        for (std::int32_t u = 0; u < m_x.userCount(); ++u) {
            const auto row = m_x.row(UserIndex{u}).times;
            times.assign(row.begin(), row.end());
            std::erase(times, kNoTime);
            std::ranges::sort(times);
            std::int64_t shared = 0;
            for (std::size_t k = 0; k < times.size(); ++k)
                shared += (k > 0 && times[k] == times[k - 1]) || (k + 1 < times.size() && times[k] == times[k + 1]) ? 1 : 0;
            rows += shared;
            if (shared > 0) users.emplace_back(shared, u);
            if (times.size() < 2 || times.back() - times.front() > kDay) continue;
            within.emplace_back(static_cast<std::int64_t>(times.size()), u);
        }
        QualityFinding& same = add("same-second", Of::Users, std::move(users));
        if (same.count > 0)
            same.sentence = counted(rows, "row shares", "rows share") + " their second with another of the same user, of " +
                            counted(same.count, "user", "users");
        else
            same.sentence = "No row shares its second with another of the same user";
        same.consequence = "Inside a second a split by time goes by item index.";
        QualityFinding& day = add("one-day-users", Of::Users, std::move(within));
        say(day, "user entered everything within 24 hours", "users entered everything within 24 hours",
            "No user entered everything within 24 hours", "\"Later\" within such a user is order of entry, hardly order of use.");
    }

    void burstDays() {
        if (!m_x.hasTimes()) return;
        std::map<std::int64_t, std::int64_t> days;
        for (const std::int64_t t : m_x.times())
            if (t != kNoTime) ++days[(t - ((t % kDay) + kDay) % kDay) / kDay];
        if (static_cast<std::int64_t>(days.size()) < kManyDays) return;
        std::vector<std::int64_t> counts;
        for (const auto& [day, n] : days) counts.push_back(n);
        std::ranges::nth_element(counts, counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2));
        const auto usual = static_cast<double>(counts[counts.size() / 2]);
        const auto isBurst = [&](std::int64_t t) {
            if (t == kNoTime) return false;
            const std::int64_t n = days[(t - ((t % kDay) + kDay) % kDay) / kDay];
            return n >= kManyRows && static_cast<double>(n) > kFarAbove * usual;
        };
        std::vector<std::pair<std::int64_t, std::int64_t>> rows;
        for (std::size_t k = 0; k < m_x.size(); ++k)
            if (isBurst(m_x.times()[k])) rows.emplace_back(0, static_cast<std::int64_t>(k));
        std::int64_t bursts = 0;
        for (const auto& [day, n] : days) bursts += isBurst(day * kDay) ? 1 : 0;
        QualityFinding& f = add("burst-days", Of::Rows, std::move(rows));
        f.sentence = f.count > 0 ? counted(f.count, "row is", "rows are") + " of " + counted(bursts, "day", "days") +
                                       " with over ten times the usual"
                                 : "No day has over ten times the rows of the usual one";
        f.consequence = "Imports and campaigns look like that: what they hold was not chosen one by one.";
    }

    std::vector<QualityFinding> findings;

private:
    QualityFinding& add(const char* id, Of of, std::vector<std::pair<std::int64_t, std::int64_t>> members) {
        QualityFinding f;
        f.id = id;
        f.of = of;
        f.count = static_cast<std::int64_t>(members.size());
        f.members = heaviest(std::move(members));
        return findings.emplace_back(std::move(f));
    }
    static void say(QualityFinding& f, const std::string& one, const std::string& many, const std::string& none,
                    const char* why) {
        f.sentence = f.count > 0 ? counted(f.count, one, many) : none;
        f.consequence = why;
    }
    [[nodiscard]] std::int64_t firstTime() const {
        std::int64_t first = 0;
        bool any = false;
        for (const std::int64_t t : m_x.times()) {
            if (t == kNoTime) continue;
            first = any ? std::min(first, t) : t;
            any = true;
        }
        return first;
    }
    const Dataset& m_d;
    const Interactions& m_x;
    std::int64_t m_now;
};

} // namespace

std::vector<QualityFinding> qualityOf(const Dataset& dataset, std::int64_t now, const TaskContext& context) {
    Checks checks(dataset, now);
    checks.findings.reserve(16); // add() hands out references
    for (const auto check : {&Checks::repeatedPairs, &Checks::constantUsers, &Checks::allRaters, &Checks::singleRows,
                             &Checks::titles, &Checks::timeErrors, &Checks::sameSecond, &Checks::burstDays}) {
        if (context.stopRequested()) break;
        (checks.*check)();
    }
    return std::move(checks.findings);
}

} // namespace recoscope
