#include "core/data/selection.h"
#include "core/base/parallel.h"
#include "core/data/first_times.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace recoscope {
namespace {

constexpr std::size_t kUsersPerBlock = 512;

template <class Index>
std::vector<std::uint8_t> membersOf(const std::optional<std::vector<Index>>& chosen, std::int32_t count) {
    if (!chosen) return {};
    std::vector<std::uint8_t> members(static_cast<std::size_t>(count), 0);
    for (const Index k : *chosen) members[k.at()] = 1;
    return members;
}

/// Which bin of the histogram a rating falls into. Data has few different ratings: those seen are looked up by their bits.
class HistogramBins {
public:
    explicit HistogramBins(const DataProfile& profile) {
        for (const auto& bin : profile.histogram) m_edges.push_back(bin.first);
        m_seen.fill({std::bit_cast<std::uint32_t>(std::numeric_limits<float>::quiet_NaN()), 0});
    }
    std::size_t operator()(float rating) {
        const auto bits = std::bit_cast<std::uint32_t>(rating);
        auto& [seen, bin] = m_seen[(bits * 0x9E3779B1U) >> 24U];
        if (seen != bits) {
            const auto above = std::ranges::upper_bound(m_edges, static_cast<double>(rating)) - m_edges.begin();
            seen = bits;
            bin = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(above - 1, 0)); // a log bin for all values below zero
        }
        return bin;
    }

private:
    std::vector<double> m_edges;
    std::array<std::pair<std::uint32_t, std::uint32_t>, 256> m_seen{};
};

/// What one worker has counted; whole numbers, so that their sum is the same however the blocks fell to the workers.
struct Tally {
    std::int64_t rows = 0, users = 0;
    std::int64_t first = std::numeric_limits<std::int64_t>::max(), last = std::numeric_limits<std::int64_t>::min();
    std::vector<std::int64_t> histogram, activity;
    std::vector<std::int32_t> ofItem;
    std::vector<std::int64_t> firstOfItem;

    void prepare(const Interactions& x, const DataProfile& p) {
        if (!ofItem.empty() || x.itemCount() == 0) return;
        histogram.resize(p.histogram.size());
        activity.resize(p.activity.size());
        ofItem.resize(static_cast<std::size_t>(x.itemCount()));
        if (x.hasTimes()) firstOfItem.resize(ofItem.size(), kNever);
    }
    void add(const Tally& other) {
        rows += other.rows;
        users += other.users;
        first = std::min(first, other.first);
        last = std::max(last, other.last);
        for (std::size_t k = 0; k < other.histogram.size(); ++k) histogram[k] += other.histogram[k];
        for (std::size_t k = 0; k < other.activity.size(); ++k) activity[k] += other.activity[k];
        for (std::size_t k = 0; k < other.ofItem.size(); ++k) ofItem[k] += other.ofItem[k];
        for (std::size_t k = 0; k < other.firstOfItem.size(); ++k)
            firstOfItem[k] = std::min(firstOfItem[k], other.firstOfItem[k]);
    }
};

/// What one user's selected rows come to.
struct UserSum {
    double ratings = 0;
    std::int32_t rows = 0;
    std::int64_t first = kNever;
};

UserSum countUser(const Interactions::Row& row, const RowTest& test, const DataProfile& p, HistogramBins& bins, Tally& tally) {
    UserSum sum;
    for (std::size_t k = 0; k < row.size(); ++k) {
        if (!test.keeps(row, k)) continue;
        ++sum.rows;
        ++tally.ofItem[row.items[k].at()];
        sum.ratings += static_cast<double>(row.ratings[k]);
        if (!tally.histogram.empty()) ++tally.histogram[bins(row.ratings[k])];
        if (row.times.empty() || row.times[k] == kNoTime) continue;
        const std::int64_t time = row.times[k];
        sum.first = std::min(sum.first, time);
        std::int64_t& firstOfItem = tally.firstOfItem[row.items[k].at()];
        firstOfItem = std::min(firstOfItem, time);
        tally.first = std::min(tally.first, time);
        tally.last = std::max(tally.last, time);
        ++tally.activity[static_cast<std::size_t>((time - p.activity.front().start) / p.activityBinSeconds)];
    }
    tally.rows += sum.rows;
    tally.users += sum.rows > 0 ? 1 : 0;
    return sum;
}

} // namespace

RowTest::RowTest(const RowSelection& selection, const Interactions& x)
    : m_users(membersOf(selection.users, x.userCount())),
      m_items(membersOf(selection.items, x.itemCount())),
      m_leastRating(selection.ratings ? selection.ratings->first : -std::numeric_limits<double>::infinity()),
      m_mostRating(selection.ratings ? selection.ratings->second : std::numeric_limits<double>::infinity()),
      m_timed(selection.times.has_value()) {
    // kNoTime is the least of all numbers: it must not pass a range that is open below.
    if (m_timed)
        std::tie(m_firstTime, m_lastTime) = std::pair{std::max(selection.times->first, kNoTime + 1), selection.times->second};
}

SelectionProfile selectionProfile(const Dataset& dataset, const DataProfile& p, const RowSelection& selection,
                                  const TaskContext& context, int threads) {
    const Interactions& x = *dataset.interactions;
    const RowTest test(selection, x);
    const auto users = static_cast<std::size_t>(x.userCount());
    std::vector<Tally> tallies(static_cast<std::size_t>(workerCount(threads)));
    std::vector<double> sums((users + kUsersPerBlock - 1) / kUsersPerBlock); // by block: added up in their order
    SelectionProfile result;
    result.rowsOfUser.resize(users);
    if (x.hasTimes()) result.firstOfUser.resize(users, kNever);
    parallelForWorkers(users, kUsersPerBlock, threads, context, [&](int worker, std::size_t begin, std::size_t end) {
        Tally& tally = tallies[static_cast<std::size_t>(worker)];
        tally.prepare(x, p);
        HistogramBins bins(p);
        for (std::size_t u = begin; u < end; ++u)
            if (const UserIndex user{u}; test.keepsUser(user)) {
                const UserSum sum = countUser(x.row(user), test, p, bins, tally);
                sums[begin / kUsersPerBlock] += sum.ratings;
                result.rowsOfUser[u] = sum.rows;
                if (x.hasTimes()) result.firstOfUser[u] = sum.first;
            }
    });
    Tally all;
    all.prepare(x, p);
    for (const Tally& tally : tallies) all.add(tally);
    result.rows = all.rows;
    result.users = all.users;
    result.items = std::ranges::count_if(all.ofItem, [](std::int32_t n) { return n > 0; });
    double sum = 0;
    for (const double part : sums) sum += part;
    result.meanRating = all.rows > 0 ? sum / static_cast<double>(all.rows) : std::nan("");
    if (all.first <= all.last) result.times = {all.first, all.last};
    result.histogram = std::move(all.histogram);
    result.activity = std::move(all.activity);
    result.countsByRank.reserve(p.itemsByRank.size());
    for (const ItemIndex item : p.itemsByRank) result.countsByRank.push_back(all.ofItem[item.at()]);
    result.rowsOfItem = std::move(all.ofItem);
    result.firstOfItem = std::move(all.firstOfItem);
    return result;
}

std::vector<Interaction> selectRows(const Interactions& x, const RowSelection& selection, std::size_t most,
                                    const TaskContext& context) {
    const RowTest test(selection, x);
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < x.userCount() && rows.size() < most && !context.stopRequested(); ++u) {
        const UserIndex user{u};
        if (!test.keepsUser(user)) continue;
        const Interactions::Row row = x.row(user);
        for (std::size_t k = 0; k < row.size() && rows.size() < most; ++k)
            if (test.keeps(row, k))
                rows.push_back({user, row.items[k], row.ratings[k], row.times.empty() ? kNoTime : row.times[k]});
    }
    return rows;
}

Interactions selectedMatrix(const Interactions& x, const RowSelection& selection, const TaskContext& context) {
    const RowTest test(selection, x);
    std::vector<std::int64_t> offsets{0};
    BigVector<ItemIndex> items;
    BigVector<float> ratings;
    std::vector<std::int32_t> place(static_cast<std::size_t>(x.itemCount()), 0); // 1: has a row; later its new index
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        if (context.stopRequested()) return {};
        if (!test.keepsUser(UserIndex{u})) continue;
        const Interactions::Row row = x.row(UserIndex{u});
        for (std::size_t k = 0; k < row.size(); ++k)
            if (test.keeps(row, k)) {
                items.push_back(row.items[k]);
                ratings.push_back(row.ratings[k]);
                place[row.items[k].at()] = 1;
            }
        if (const auto end = static_cast<std::int64_t>(items.size()); end > offsets.back()) offsets.push_back(end);
    }
    std::int32_t count = 0;
    for (std::int32_t& at : place) at = at == 0 ? -1 : count++;
    for (ItemIndex& item : items) item = ItemIndex{place[item.at()]};
    const auto users = static_cast<std::int32_t>(offsets.size() - 1);
    return Interactions::fromSortedRows(users, count, std::move(offsets), std::move(items), std::move(ratings));
}

} // namespace recoscope
