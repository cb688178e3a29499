#include "core/data/synthetic/draw_rows.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/data/synthetic/alias_table.h"
#include "core/data/synthetic/row_lengths.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope {
namespace {

constexpr std::size_t kUsersPerBlock = 64;
constexpr int kRowsPerSession = 8;

/// The items of each genre, to draw from by fame, and evenly for grey sheep.
struct Shelves {
    std::vector<AliasTable> byFame, evenly;
    bool someArriveLate = false;

    explicit Shelves(const WorldTruth& truth) {
        std::vector<std::vector<std::int32_t>> members(truth.genreFame.size());
        std::vector<std::vector<double>> fame(members.size()), even(members.size());
        for (std::size_t i = 0; i < truth.itemCount(); ++i) {
            const double share = truth.genres[i][1] == WorldTruth::kNoGenre ? 1 : 0.5;
            for (const std::uint16_t g : truth.genres[i]) {
                if (g == WorldTruth::kNoGenre) continue;
                members[g].push_back(static_cast<std::int32_t>(i));
                fame[g].push_back(share * static_cast<double>(truth.fame[i]));
                even[g].push_back(share);
            }
            someArriveLate = someArriveLate || truth.arrival[i] > 0;
        }
        for (std::size_t g = 0; g < members.size(); ++g) {
            byFame.emplace_back(members[g], fame[g]);
            evenly.emplace_back(std::move(members[g]), even[g]);
        }
    }
};

/// When a user rates: sessions spread over a stretch of life, as fractions of the world's span, ascending.
void drawTimes(std::size_t n, bool newcomer, Random& random, std::vector<double>& times) {
    const double start = newcomer ? 0.8 + 0.15 * random.uniform() : 0.6 * random.uniform();
    const double life = (1 - start) * (0.6 + 0.4 * random.uniform());
    times.clear();
    for (std::size_t k = 0; k < n; k += kRowsPerSession) times.push_back(start + life * random.uniform());
    std::ranges::sort(times);
}

/// Draws one user's row at a time. `taken` is scratch of one byte an item, all zero before and after.
class RowDrawer {
public:
    RowDrawer(const WorldTruth& truth, const Shelves& shelves)
        : m_truth(truth),
          m_shelves(shelves),
          m_scale(scaleOf(truth.spec)),
          m_secondsOfSpan(truth.spec.years * kSecondsOfYear),
          m_now(truth),
          m_taken(truth.itemCount(), 0) {}

    void draw(UserIndex user, std::span<ItemIndex> items, std::span<float> ratings, std::span<std::int64_t> times) {
        Random random(deriveSeed(static_cast<std::uint64_t>(m_truth.spec.seed), "world.user", user.at()));
        drawTimes(items.size(), m_truth.newcomer[user.at()], random, m_sessions);
        m_row.clear();
        m_order.clear();
        std::size_t attempts = 6 * items.size() + 64;
        for (std::size_t k = 0; k < items.size(); ++k) {
            if (k % kRowsPerSession == 0) startSession(user, m_sessions[k / kRowsPerSession], random);
            const ItemIndex item = m_order.empty() ? drawItem(user, random, attempts) : nextInOrder(random);
            m_taken[item.at()] = 1;
            m_row.push_back({user, item, write(item, random), m_clock});
            m_clock += 20 + static_cast<std::int64_t>(random.below(100));
        }
        std::ranges::sort(m_row, {}, &Interaction::item);
        for (std::size_t k = 0; k < m_row.size(); ++k) {
            items[k] = m_row[k].item;
            ratings[k] = m_row[k].rating;
            if (!times.empty()) times[k] = m_row[k].time;
            m_taken[m_row[k].item.at()] = 0;
        }
    }

private:
    void startSession(UserIndex user, double time, Random&) {
        const bool first = m_row.empty();
        m_time = time;
        if (first || !m_truth.usersLater.empty() || m_shelves.someArriveLate) m_now.move(user, time);
        const auto begins = kWorldStart + static_cast<std::int64_t>(time * m_secondsOfSpan);
        m_clock = first ? begins : std::max(begins, m_clock);
    }

    ItemIndex drawItem(UserIndex user, Random& random, std::size_t& attempts) {
        const auto& shelves = m_truth.greySheep[user.at()] ? m_shelves.evenly : m_shelves.byFame;
        const auto chances = m_now.genreChances();
        while (attempts > 0) {
            --attempts;
            std::size_t g = 0;
            double left = random.uniform();
            while (g + 1 < chances.size() && left >= chances[g]) left -= chances[g++];
            if (shelves[g].empty()) continue;
            const ItemIndex item{shelves[g].draw(random)};
            if (m_taken[item.at()]) continue;
            if (m_shelves.someArriveLate && static_cast<double>(m_truth.arrival[item.at()]) > m_time) continue;
            if (m_truth.spec.mnar > 0 && random.uniform() >= m_now.keep(item)) continue;
            return item;
        }
        orderTheRest(random);
        return nextInOrder(random);
    }

    /// Long rows run into their own items all the time: the rest comes by the smallest of exponential keys, which is successive
    /// sampling by weight (Efraimidis and Spirakis, 2006).
    void orderTheRest(Random& random) {
        m_keys.clear();
        for (std::size_t i = 0; i < m_taken.size(); ++i) {
            if (m_taken[i]) continue;
            const double weight = m_now.weight(ItemIndex{i});
            if (weight > 0) m_keys.emplace_back(-std::log(1 - random.uniform()) / weight, static_cast<std::int32_t>(i));
        }
        std::ranges::sort(m_keys, std::greater<>{});
        for (const auto& [key, item] : m_keys) m_order.emplace_back(item);
    }
    ItemIndex nextInOrder(Random&) {
        const ItemIndex item = m_order.back();
        m_order.pop_back();
        return item;
    }

    float write(ItemIndex item, Random& random) const {
        if (m_scale.implicit) return 1;
        const double felt = (m_now.stars(item) + m_truth.spec.noise * random.normal()) * m_scale.factor;
        return static_cast<float>(std::clamp(std::round(felt / m_scale.step) * m_scale.step, m_scale.minimum, m_scale.maximum));
    }

    const WorldTruth& m_truth;
    const Shelves& m_shelves;
    WorldScale m_scale;
    double m_secondsOfSpan, m_time = 0;
    std::int64_t m_clock = 0;
    TasteNow m_now;
    std::vector<char> m_taken;
    std::vector<double> m_sessions;
    std::vector<Interaction> m_row;
    std::vector<ItemIndex> m_order;
    std::vector<std::pair<double, std::int32_t>> m_keys;
};

} // namespace

Result<Interactions> drawRows(const WorldTruth& truth, int threads, const TaskContext& context) {
    const std::vector<std::int64_t> lengths = rowLengths(truth);
    std::vector<std::int64_t> offsets(lengths.size() + 1, 0);
    std::partial_sum(lengths.begin(), lengths.end(), offsets.begin() + 1);
    const Shelves shelves(truth);
    const auto rows = static_cast<std::size_t>(offsets.back());
    BigVector<ItemIndex> items(rows);
    BigVector<float> ratings(rows);
    BigVector<std::int64_t> times(truth.spec.times ? rows : 0);
    const bool finished = parallelFor(lengths.size(), kUsersPerBlock, threads, context, [&](std::size_t begin, std::size_t end) {
        RowDrawer drawer(truth, shelves);
        for (std::size_t u = begin; u < end && !context.stopRequested(); ++u) {
            const auto from = static_cast<std::size_t>(offsets[u]), n = static_cast<std::size_t>(lengths[u]);
            drawer.draw(UserIndex{u}, std::span(items).subspan(from, n), std::span(ratings).subspan(from, n),
                        times.empty() ? std::span<std::int64_t>() : std::span(times).subspan(from, n));
        }
        context.report(static_cast<double>(end) / static_cast<double>(lengths.size()), "rating");
    });
    if (!finished || context.stopRequested()) return Cancelled{};
    return Interactions::fromSortedRows(static_cast<std::int32_t>(truth.userCount()),
                                        static_cast<std::int32_t>(truth.itemCount()), std::move(offsets), std::move(items),
                                        std::move(ratings), std::move(times));
}

} // namespace recoscope
