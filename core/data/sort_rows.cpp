#include "core/data/sort_rows.h"
#include "core/base/contract.h"
#include "core/base/parallel.h"
#include <algorithm>
#include <limits>
#include <span>

namespace recoscope {
namespace {

constexpr std::size_t kRowsWorthAThread = 1U << 16;
constexpr std::size_t kUsersPerBlock = 256;

/// The rows in a few runs of equal length, each counted and moved by one thread.
class Runs {
public:
    Runs(std::size_t rows, std::size_t users, int threads) : m_rows(rows) {
        const std::size_t worth = std::max<std::size_t>(1, rows / std::max(kRowsWorthAThread, users));
        m_count = std::min(static_cast<std::size_t>(workerCount(threads)), worth);
    }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] int threads() const { return static_cast<int>(m_count); }
    [[nodiscard]] std::size_t begin(std::size_t run) const { return m_rows * run / m_count; }
    [[nodiscard]] std::size_t end(std::size_t run) const { return begin(run + 1); }
    template <class Body>
    void each(const Body& body) const {
        parallelFor(m_count, 1, threads(), {}, [&](std::size_t first, std::size_t last) {
            for (std::size_t run = first; run < last; ++run) body(run);
        });
    }

private:
    std::size_t m_rows, m_count;
};

struct UserCounts {
    std::vector<std::vector<std::uint32_t>> byRun; ///< Rows of each user in each run.
    bool grouped = true;                           ///< Users never fall from one row to the next.
};

UserCounts countUsers(const BigVector<UserIndex>& users, std::size_t userCount, const Runs& runs) {
    UserCounts counts;
    counts.byRun.resize(runs.count());
    std::vector<char> grouped(runs.count(), 1);
    runs.each([&](std::size_t run) {
        std::vector<std::uint32_t> own(userCount, 0);
        bool rising = true;
        UserIndex previous = runs.begin(run) > 0 ? users[runs.begin(run) - 1] : UserIndex{0};
        for (std::size_t k = runs.begin(run); k < runs.end(run); ++k) {
            RECOSCOPE_ASSERT(users[k].at() < userCount);
            ++own[users[k].at()];
            rising = rising && previous <= users[k];
            previous = users[k];
        }
        counts.byRun[run] = std::move(own);
        grouped[run] = rising ? 1 : 0;
    });
    counts.grouped = std::ranges::count(grouped, 0) == 0;
    return counts;
}

/// Where each user's rows begin; turns the counts into each run's first place for each user.
std::vector<std::int64_t> placesOf(UserCounts& counts, std::size_t userCount) {
    std::vector<std::int64_t> offsets(userCount + 1, 0);
    std::uint32_t place = 0;
    for (std::size_t u = 0; u < userCount; ++u) {
        for (auto& run : counts.byRun) {
            const std::uint32_t n = run[u];
            run[u] = place;
            place += n;
        }
        offsets[u + 1] = place;
    }
    return offsets;
}

/// Stable: rows of one user keep their order.
void groupByUser(RowTable& rows, UserCounts& counts, const Runs& runs) {
    RowTable grouped;
    grouped.items.resize(rows.size());
    grouped.ratings.resize(rows.size());
    grouped.times.resize(rows.times.size());
    runs.each([&](std::size_t run) {
        auto& next = counts.byRun[run];
        for (std::size_t k = runs.begin(run); k < runs.end(run); ++k) {
            const std::size_t to = next[rows.users[k].at()]++;
            grouped.items[to] = rows.items[k];
            grouped.ratings[to] = rows.ratings[k];
            if (!rows.times.empty()) grouped.times[to] = rows.times[k];
        }
    });
    rows = std::move(grouped);
}

/// The rows of repeated pairs of one block of users; `place` counts from the user's first kept row.
struct BlockRepeats {
    struct Pair {
        std::size_t user, place, rows;
    };
    std::vector<Pair> pairs;
    std::vector<float> ratings;
    std::vector<std::int64_t> times;
};

/// Sorts one user's rows by item and drops repeats.
class RowSorter {
public:
    RowSorter(RowTable& rows, BlockRepeats* repeats) : m_rows(rows), m_repeats(repeats) {}

    /// Returns how many rows stay.
    std::size_t sort(std::size_t user, std::size_t begin, std::size_t n) {
        const auto items = std::span(m_rows.items).subspan(begin, n);
        bool rising = true;
        for (std::size_t k = 1; k < n; ++k) rising = rising && items[k - 1] < items[k];
        if (rising) return n;
        m_keys.resize(n);
        for (std::size_t k = 0; k < n; ++k) m_keys[k] = (static_cast<std::uint64_t>(items[k].value) << 32U) | k;
        std::ranges::sort(m_keys);
        copyOut(begin, n);
        std::size_t kept = 0;
        for (std::size_t k = 0; k < n; ++kept) {
            const std::uint64_t item = m_keys[k] >> 32U;
            std::size_t latest = placeOf(k);
            const std::size_t first = k;
            for (++k; k < n && m_keys[k] >> 32U == item; ++k)
                if (timeOf(placeOf(k)) >= timeOf(latest)) latest = placeOf(k);
            if (m_repeats && k - first > 1) keepRepeats(user, kept, first, k);
            m_rows.items[begin + kept] = ItemIndex{static_cast<std::int32_t>(item)};
            m_rows.ratings[begin + kept] = m_ratings[latest];
            if (!m_times.empty()) m_rows.times[begin + kept] = m_times[latest];
        }
        return kept;
    }

private:
    void keepRepeats(std::size_t user, std::size_t place, std::size_t first, std::size_t last) {
        m_repeats->pairs.push_back({user, place, last - first});
        for (std::size_t k = first; k < last; ++k) {
            m_repeats->ratings.push_back(m_ratings[placeOf(k)]);
            m_repeats->times.push_back(timeOf(placeOf(k)));
        }
    }
    void copyOut(std::size_t begin, std::size_t n) {
        const auto from = static_cast<std::ptrdiff_t>(begin), to = static_cast<std::ptrdiff_t>(begin + n);
        m_ratings.assign(m_rows.ratings.begin() + from, m_rows.ratings.begin() + to);
        if (!m_rows.times.empty()) m_times.assign(m_rows.times.begin() + from, m_rows.times.begin() + to);
    }
    [[nodiscard]] std::size_t placeOf(std::size_t k) const { return m_keys[k] & 0xffffffffU; }
    [[nodiscard]] std::int64_t timeOf(std::size_t place) const { return m_times.empty() ? kNoTime : m_times[place]; }

    RowTable& m_rows;
    BlockRepeats* m_repeats;
    std::vector<std::uint64_t> m_keys;
    std::vector<float> m_ratings;
    std::vector<std::int64_t> m_times;
};

/// Blocks stand in the order of users, so the pairs are in the order of the matrix.
void gatherRepeats(const std::vector<BlockRepeats>& blocks, const std::vector<std::int64_t>& offsets, RepeatedRows& repeats) {
    for (const BlockRepeats& block : blocks) {
        for (const BlockRepeats::Pair& pair : block.pairs) {
            repeats.entries.push_back(offsets[pair.user] + static_cast<std::int64_t>(pair.place));
            repeats.offsets.push_back(repeats.offsets.back() + static_cast<std::int64_t>(pair.rows));
        }
        repeats.ratings.insert(repeats.ratings.end(), block.ratings.begin(), block.ratings.end());
        repeats.times.insert(repeats.times.end(), block.times.begin(), block.times.end());
    }
}

/// Moves rows that got shorter together.
void closeGaps(RowTable& rows, std::vector<std::int64_t>& offsets, const std::vector<std::uint32_t>& lengths) {
    std::size_t to = 0;
    for (std::size_t u = 0; u < lengths.size(); ++u) {
        const auto from = static_cast<std::size_t>(offsets[u]);
        offsets[u] = static_cast<std::int64_t>(to);
        for (std::size_t k = 0; k < lengths[u]; ++k, ++to) {
            rows.items[to] = rows.items[from + k];
            rows.ratings[to] = rows.ratings[from + k];
            if (!rows.times.empty()) rows.times[to] = rows.times[from + k];
        }
    }
    offsets.back() = static_cast<std::int64_t>(to);
    rows.items.resize(to);
    rows.ratings.resize(to);
    if (!rows.times.empty()) rows.times.resize(to);
}

} // namespace

std::vector<std::int64_t> sortRows(RowTable& rows, std::int32_t users, int threads, RepeatedRows* repeats) {
    RECOSCOPE_ASSERT(rows.size() < std::numeric_limits<std::uint32_t>::max());
    const auto userCount = static_cast<std::size_t>(users);
    const std::size_t before = rows.size();
    const Runs runs(before, userCount, threads);
    UserCounts counts = countUsers(rows.users, userCount, runs);
    std::vector<std::int64_t> offsets = placesOf(counts, userCount);
    if (!counts.grouped) groupByUser(rows, counts, runs);
    rows.users = {};

    std::vector<std::uint32_t> lengths(userCount, 0);
    std::vector<BlockRepeats> repeated(repeats ? userCount / kUsersPerBlock + 1 : 0);
    parallelFor(userCount, kUsersPerBlock, runs.threads(), {}, [&](std::size_t first, std::size_t last) {
        RowSorter sorter(rows, repeats ? &repeated[first / kUsersPerBlock] : nullptr);
        for (std::size_t u = first; u < last; ++u)
            lengths[u] = static_cast<std::uint32_t>(
                sorter.sort(u, static_cast<std::size_t>(offsets[u]), static_cast<std::size_t>(offsets[u + 1] - offsets[u])));
    });
    std::size_t kept = 0;
    for (const std::uint32_t n : lengths) kept += n;
    if (kept < before) closeGaps(rows, offsets, lengths);
    if (repeats) gatherRepeats(repeated, offsets, *repeats);
    return offsets;
}

} // namespace recoscope
