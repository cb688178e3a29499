#include "core/data/filter_rows.h"
#include <algorithm>

namespace recoscope {
FilterRows::FilterRows(const Dataset& dataset)
    : m_data(dataset),
      m_x(*dataset.interactions),
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

void FilterRows::dropUser(std::size_t user) {
    const auto from = m_x.offsets()[user], to = m_x.offsets()[user + 1];
    std::fill(m_rows.begin() + from, m_rows.begin() + to, Row::Gone);
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
