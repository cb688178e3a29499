#include "core/data/filter_rows.h"
#include "core/base/random.h"
#include "core/data/item_titles.h"
#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace recoscope {
namespace {

constexpr std::size_t kStrata = 10;

} // namespace

FilterRows::FilterRows(const Dataset& dataset)
    : m_x(*dataset.interactions),
      m_itemTable(dataset.itemTable),
      m_context(dataset.context.get()),
      m_repeats(dataset.repeats.get()),
      m_rows(m_x.size(), Row::Kept),
      m_hasRatings(dataset.hasRatings) {
    if (!m_repeats) return;
    for (const std::int64_t entry : m_repeats->entries) m_rows[static_cast<std::size_t>(entry)] = Row::Repeated;
    m_repeatKept.assign(m_repeats->ratings.size(), 1);
    m_repeatRatings = m_repeats->ratings;
}

std::vector<std::int32_t> FilterRows::perUser() const {
    std::vector<std::int32_t> counts(static_cast<std::size_t>(m_x.userCount()), 0);
    for (std::size_t u = 0; u < counts.size(); ++u)
        for (auto k = static_cast<std::size_t>(m_x.offsets()[u]); k < static_cast<std::size_t>(m_x.offsets()[u + 1]); ++k)
            counts[u] += isKept(k) ? 1 : 0;
    return counts;
}

std::vector<std::int32_t> FilterRows::perItem() const {
    std::vector<std::int32_t> counts(static_cast<std::size_t>(m_x.itemCount()), 0);
    for (std::size_t k = 0; k < m_rows.size(); ++k) counts[m_x.items()[k].at()] += isKept(k) ? 1 : 0;
    return counts;
}

FunnelCounts FilterRows::counts() const {
    const auto users = perUser(), items = perItem();
    FunnelCounts left;
    for (const std::int32_t n : users) {
        left.rows += n;
        left.users += n > 0 ? 1 : 0;
    }
    for (const std::int32_t n : items) left.items += n > 0 ? 1 : 0;
    return left;
}

void FilterRows::setEntry(std::size_t entry, float rating, std::int64_t time) {
    if (ratingOf(entry) != rating) {
        if (m_ratings.empty()) m_ratings.assign(m_x.ratings().begin(), m_x.ratings().end());
        m_ratings[entry] = rating;
    }
    if (!m_x.hasTimes() || timeOf(entry) == time) return;
    if (m_times.empty()) m_times.assign(m_x.times().begin(), m_x.times().end());
    m_times[entry] = time;
}

/// The pair counts as the last of the rows that stay, and is gone with the last of them.
void FilterRows::keepOfPair(std::size_t pair, const Keep& keep) {
    const auto entry = static_cast<std::size_t>(m_repeats->entries[pair]);
    bool any = false;
    std::int64_t latest = kNoTime, latestOfAll = kNoTime;
    std::size_t counting = 0, countedAtFirst = 0;
    for (auto r = static_cast<std::size_t>(m_repeats->offsets[pair]); r < static_cast<std::size_t>(m_repeats->offsets[pair + 1]);
         ++r) {
        const std::int64_t time = m_repeats->times[r];
        if (time >= latestOfAll) {
            latestOfAll = time;
            countedAtFirst = r;
        }
        if (m_repeatKept[r] && !keep(m_repeatRatings[r], time)) m_repeatKept[r] = 0;
        if (!m_repeatKept[r] || (any && time < latest)) continue;
        any = true;
        latest = time;
        counting = r;
        setEntry(entry, m_repeatRatings[r], time);
    }
    if (any && counting != countedAtFirst) m_otherRow.insert(entry);
    if (!any) m_rows[entry] = Row::Gone;
}

void FilterRows::keepRows(const Keep& keep) {
    for (std::size_t k = 0; k < m_rows.size(); ++k)
        if (m_rows[k] == Row::Kept && !keep(ratingOf(k), m_x.hasTimes() ? timeOf(k) : kNoTime)) m_rows[k] = Row::Gone;
    for (std::size_t pair = 0; m_repeats && pair < m_repeats->pairs(); ++pair)
        if (m_rows[static_cast<std::size_t>(m_repeats->entries[pair])] == Row::Repeated) keepOfPair(pair, keep);
}

void FilterRows::forgetRatings() {
    m_ratings.assign(m_rows.size(), 1.0F);
    std::ranges::fill(m_repeatRatings, 1.0F);
    m_hasRatings = false;
}

void FilterRows::settleRepeats(RepeatRule rule) {
    for (std::size_t pair = 0; m_repeats && pair < m_repeats->pairs(); ++pair) {
        const auto entry = static_cast<std::size_t>(m_repeats->entries[pair]);
        if (m_rows[entry] != Row::Repeated) continue;
        m_rows[entry] = Row::Kept;
        double sum = 0;
        std::int64_t n = 0, earliest = 0, latest = kNoTime;
        float first = 0;
        for (auto r = static_cast<std::size_t>(m_repeats->offsets[pair]);
             r < static_cast<std::size_t>(m_repeats->offsets[pair + 1]); ++r) {
            if (!m_repeatKept[r]) continue;
            const std::int64_t time = m_repeats->times[r];
            if (n == 0 || time < earliest) {
                earliest = time;
                first = m_repeatRatings[r];
            }
            latest = std::max(latest, time);
            sum += static_cast<double>(m_repeatRatings[r]);
            ++n;
        }
        if (rule == RepeatRule::First) {
            setEntry(entry, first, earliest);
            if (n > 1) m_otherRow.insert(entry);
        }
        if (rule == RepeatRule::Mean) setEntry(entry, static_cast<float>(sum / static_cast<double>(n)), latest);
        if (rule == RepeatRule::Sum) setEntry(entry, static_cast<float>(sum), latest);
        if (rule == RepeatRule::Sum && n > 1) m_hasRatings = true; // counts, where there were no ratings
    }
}

/// Both sides are counted before either drops; false where nothing was dropped.
bool FilterRows::dropShort(std::int32_t fewestOfUser, std::int32_t fewestOfItem) {
    const auto users = perUser(), items = perItem();
    bool dropped = false;
    for (std::size_t u = 0; u < users.size(); ++u)
        for (auto k = static_cast<std::size_t>(m_x.offsets()[u]); k < static_cast<std::size_t>(m_x.offsets()[u + 1]); ++k) {
            if (!isKept(k) || (users[u] >= fewestOfUser && items[m_x.items()[k].at()] >= fewestOfItem)) continue;
            m_rows[k] = Row::Gone;
            dropped = true;
        }
    return dropped;
}

bool FilterRows::kCore(std::int32_t perUser, std::int32_t perItem, std::vector<FunnelCounts>& rounds,
                       const TaskContext& context) {
    while (dropShort(perUser, perItem)) {
        if (context.stopRequested()) return false;
        rounds.push_back(counts());
    }
    return true;
}

void FilterRows::dropRow(std::size_t user) {
    const auto from = m_x.offsets()[user], to = m_x.offsets()[user + 1];
    std::fill(m_rows.begin() + from, m_rows.begin() + to, Row::Gone);
}

void FilterRows::dropUsers(const std::function<bool(std::int32_t)>& drop) {
    const auto counts = perUser();
    for (std::size_t u = 0; u < counts.size(); ++u)
        if (drop(counts[u])) dropRow(u);
}

void FilterRows::dropConstantUsers(std::int32_t fewest) {
    for (std::size_t u = 0; u < static_cast<std::size_t>(m_x.userCount()); ++u) {
        std::int32_t rows = 0;
        bool same = true;
        float first = 0;
        for (auto k = static_cast<std::size_t>(m_x.offsets()[u]); k < static_cast<std::size_t>(m_x.offsets()[u + 1]); ++k) {
            if (!isKept(k)) continue;
            if (rows++ == 0) first = ratingOf(k);
            same = same && ratingOf(k) == first;
        }
        if (same && rows >= fewest) dropRow(u);
    }
}

void FilterRows::dropUntitledItems() {
    for (std::size_t k = 0; k < m_rows.size(); ++k)
        if (isUntitled(m_itemTable, m_x.items()[k].at())) m_rows[k] = Row::Gone;
}

/// Of a repeated pair the context of the row that counts is known, so it stays or goes as a whole.
void FilterRows::keepContext(const std::string& column, const std::string& value) {
    const ContextColumn* found = m_context ? m_context->find(column) : nullptr;
    const auto code = found ? found->codeOf(value) : std::nullopt;
    for (std::size_t k = 0; k < m_rows.size(); ++k)
        if (!code || found->codes[k] != *code || countsOtherRow(k)) m_rows[k] = Row::Gone;
}

/// Users from the most to the least active are cut into groups of equal size, and each gives the same share.
void FilterRows::sampleUsers(double share, std::uint64_t seed) {
    const auto counts = perUser();
    std::vector<std::size_t> order;
    for (std::size_t u = 0; u < counts.size(); ++u)
        if (counts[u] > 0) order.push_back(u);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    const std::size_t n = order.size();
    const auto wanted =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::llround(share * static_cast<double>(n))), n > 0 ? 1 : 0, n);
    std::size_t begin = 0, taken = 0;
    for (std::size_t stratum = 0; stratum < kStrata; ++stratum) {
        const std::size_t end = n * (stratum + 1) / kStrata, target = n > 0 ? wanted * end / n : 0;
        const auto group = std::span(order).subspan(begin, end - begin);
        Random random(deriveSeed(seed, "sample-users", stratum));
        random.shuffle(group);
        for (const std::size_t user : group.subspan(target - taken)) dropRow(user);
        begin = end;
        taken = target;
    }
}

bool FilterRows::apply(const FilterStep& step, std::vector<FunnelCounts>& rounds, const TaskContext& context) {
    switch (step.kind) {
    case FilterStep::Kind::MinRating:
        keepRows([&](float rating, std::int64_t) { return static_cast<double>(rating) >= step.rating; });
        break;
    case FilterStep::Kind::MaxRating:
        keepRows([&](float rating, std::int64_t) { return static_cast<double>(rating) <= step.rating; });
        break;
    case FilterStep::Kind::Implicit:
        forgetRatings();
        break;
    case FilterStep::Kind::KCore:
        return kCore(step.perUser, step.perItem, rounds, context);
    case FilterStep::Kind::MinUser:
        dropUsers([&](std::int32_t rows) { return rows < step.perUser; });
        break;
    case FilterStep::Kind::MaxUser:
        dropUsers([&](std::int32_t rows) { return rows > step.perUser; });
        break;
    case FilterStep::Kind::MinItem:
        dropShort(0, step.perItem);
        break;
    case FilterStep::Kind::From:
        keepRows([&](float, std::int64_t time) { return time != kNoTime && time >= step.time; });
        break;
    case FilterStep::Kind::To:
        keepRows([&](float, std::int64_t time) { return time != kNoTime && time <= step.time; });
        break;
    case FilterStep::Kind::SampleUsers:
        sampleUsers(step.share, step.seed);
        break;
    case FilterStep::Kind::Duplicates:
        settleRepeats(step.rule);
        break;
    case FilterStep::Kind::ConstantUsers:
        dropConstantUsers(step.perUser);
        break;
    case FilterStep::Kind::UntitledItems:
        dropUntitledItems();
        break;
    case FilterStep::Kind::Context:
        keepContext(step.column, step.value);
        break;
    }
    return !context.stopRequested();
}

RepeatedRows FilterRows::repeatsLeft() const {
    RepeatedRows left;
    for (std::size_t pair = 0; m_repeats && pair < m_repeats->pairs(); ++pair) {
        if (m_rows[static_cast<std::size_t>(m_repeats->entries[pair])] != Row::Repeated) continue;
        const std::size_t before = left.ratings.size();
        for (auto r = static_cast<std::size_t>(m_repeats->offsets[pair]);
             r < static_cast<std::size_t>(m_repeats->offsets[pair + 1]); ++r) {
            if (!m_repeatKept[r]) continue;
            left.ratings.push_back(m_repeatRatings[r]);
            left.times.push_back(m_repeats->times[r]);
        }
        if (left.ratings.size() - before < 2) { // its other rows were dropped: no repeat any more
            left.ratings.resize(before);
            left.times.resize(before);
            continue;
        }
        left.entries.push_back(m_repeats->entries[pair]);
        left.offsets.push_back(static_cast<std::int64_t>(left.ratings.size()));
    }
    return left;
}

} // namespace recoscope
