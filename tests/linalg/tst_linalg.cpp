#include "core/base/random.h"
#include "core/linalg/item_panels.h"
#include "core/linalg/lanes.h"
#include "core/linalg/spd_small.h"
#include "core/metrics/list_metrics.h"
#include "core/models/neighbour_lists.h"
#include "core/ranking/rank.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace recoscope;

/// Fast code against the plain form of the same thing, on random data.
class TestLinalg final : public QObject {
    Q_OBJECT

    static std::vector<float> normals(std::size_t n, std::uint64_t seed) {
        Random random(seed);
        std::vector<float> values(n);
        for (float& v : values) v = static_cast<float>(random.normal());
        return values;
    }
    /// Few distinct values, so that there are ties, and some NaN.
    static std::vector<float> coarse(std::size_t n, std::uint64_t seed, bool nan = true) {
        Random random(seed);
        std::vector<float> values(n);
        for (float& v : values) {
            v = static_cast<float>(random.below(12));
            if (nan && random.below(10) == 0) v = std::nanf("");
        }
        return values;
    }
    static std::vector<ItemIndex> someOf(std::size_t n, std::uint64_t oneIn, std::uint64_t seed) {
        Random random(seed);
        std::vector<ItemIndex> chosen;
        for (std::size_t i = 0; i < n; ++i)
            if (random.below(oneIn) == 0) chosen.push_back(ItemIndex{i});
        return chosen;
    }

private Q_SLOTS:
    void eightSumsAtOnce() {
        const auto values = normals(64, 3);
        lanes::Lane rows[8];
        for (std::size_t r = 0; r < 8; ++r) rows[r] = lanes::load(values.data() + 8 * r);
        const lanes::Lane sums = lanes::sums(rows);
        for (std::size_t r = 0; r < 8; ++r) {
            double sum = 0;
            for (std::size_t k = 0; k < 8; ++k) sum += static_cast<double>(values[8 * r + k]);
            QVERIFY(std::abs(static_cast<double>(sums[r]) - sum) < 1e-5);
        }
    }
    void smallSystems_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1, 3, 8, 15, 16, 17, 33, 64, 100, 129}) QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void smallSystems() {
        QFETCH(int, size);
        const auto n = static_cast<std::size_t>(size);
        SmallSpd system(n);
        const std::size_t stride = system.stride(), rows = n + 41;
        auto vectors = normals(rows * stride, 5);
        for (std::size_t r = 0; r < rows; ++r)
            std::fill_n(vectors.begin() + static_cast<std::ptrdiff_t>(r * stride + n), stride - n, 0.0F);
        std::vector<float> start(n * stride, 0.0F);
        for (std::size_t i = 0; i < n; ++i) start[i * stride + i] = 0.5F;
        system.begin(start.data(), 1.5F);
        system.add(vectors.data(), rows);
        system.factorise();
        std::vector<float> x(stride, 0.0F);
        const auto right = normals(n, 9);
        std::ranges::copy(right, x.begin());
        system.solve(x.data());
        for (std::size_t i = 0; i < n; ++i) { // A x = right, with A = 2 I + sum v v' worked out here in double
            double left = 2 * static_cast<double>(x[i]);
            for (std::size_t r = 0; r < rows; ++r) {
                double inner = 0;
                for (std::size_t k = 0; k < n; ++k)
                    inner += static_cast<double>(vectors[r * stride + k]) * static_cast<double>(x[k]);
                left += inner * static_cast<double>(vectors[r * stride + i]);
            }
            QVERIFY2(std::abs(left - static_cast<double>(right[i])) < 2e-4, qPrintable(QString::number(left)));
        }
    }
    void aDirectionWithoutWeightIsTakenOut() {
        SmallSpd system(4);
        std::vector<float> start(4 * system.stride(), 0.0F), x(system.stride(), 0.0F);
        for (const std::size_t i : {0U, 1U, 3U}) start[i * system.stride() + i] = 2.0F;
        system.begin(start.data(), 0.0F);
        system.factorise();
        for (std::size_t i = 0; i < 4; ++i) x[i] = 4.0F;
        system.solve(x.data());
        QCOMPARE(x[0], 2.0F);
        QCOMPARE(x[2], 0.0F);
        QCOMPARE(x[3], 2.0F);
    }
    void panelsScoreBatchAsSingle() {
        const int rank = 13;
        const std::int32_t items = 37;
        const auto factors = normals(static_cast<std::size_t>(items) * rank, 1), offsets = normals(items, 2),
                   users = normals(7 * rank, 3), own = normals(7, 4);
        const ItemPanels panels(factors, items, rank, offsets);
        std::vector<float> batch(7 * items), single(items);
        panels.score(users, 7, own, batch);
        for (std::size_t u = 0; u < 7; ++u) {
            panels.score(std::span(users).subspan(u * rank, rank), 1, std::span(own).subspan(u, 1), single);
            QVERIFY(std::ranges::equal(single, std::span(batch).subspan(u * items, items)));
            for (std::size_t i = 0; i < single.size(); ++i) {
                double plain = static_cast<double>(offsets[i]) + static_cast<double>(own[u]);
                for (std::size_t k = 0; k < rank; ++k)
                    plain += static_cast<double>(users[u * rank + k]) * static_cast<double>(factors[i * rank + k]);
                QVERIFY(std::abs(plain - static_cast<double>(single[i])) < 1e-4);
            }
        }
    }
    void topKAgreesWithSorting() {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            const auto scores = seed % 2 ? coarse(700, seed) : normals(700, seed);
            const auto excluded = someOf(700, 5, seed);
            std::vector<ScoredItem> plain;
            for (std::size_t i = 0; i < scores.size(); ++i)
                if (!std::isnan(scores[i]) && !std::ranges::binary_search(excluded, ItemIndex{i}))
                    plain.push_back({ItemIndex{i}, scores[i]});
            std::ranges::stable_sort(plain, std::greater<>{}, &ScoredItem::score);
            const auto best = topK(scores, 10, excluded);
            QCOMPARE(best.size(), std::size_t{10});
            for (std::size_t k = 0; k < best.size(); ++k) QCOMPARE(best[k].item, plain[k].item);
        }
    }
    void nearestAgreesWithSorting() {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto similarities = coarse(900, seed, false);
            std::vector<Neighbour> plain, nearest;
            for (std::size_t j = 0; j < similarities.size(); ++j)
                if (j != 17 && similarities[j] > 0) plain.push_back({static_cast<std::int32_t>(j), similarities[j]});
            std::ranges::stable_sort(plain, std::greater<>{}, &Neighbour::similarity);
            plain.resize(25);
            std::ranges::sort(plain, {}, &Neighbour::index);
            nearestOf(similarities, 17, 25, nearest);
            QCOMPARE(nearest.size(), plain.size());
            for (std::size_t k = 0; k < plain.size(); ++k) QCOMPARE(nearest[k].index, plain[k].index);
        }
    }
    void kthLargestAgreesWithSorting() {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Random random(seed);
            std::vector<float> values(300);
            for (float& v : values)
                v = static_cast<float>(1 + random.below(seed % 2 ? 40 : 100000)) / (seed % 3 ? 40.0F : 100000.0F);
            auto sorted = values;
            std::ranges::sort(sorted, std::greater<>{});
            for (const std::size_t k : {1U, 2U, 77U, 299U, 300U}) QCOMPARE(kthLargest(values, k), sorted[k - 1]);
        }
    }
    void areaAgreesWithAllPairs_data() {
        QTest::addColumn<int>("oneIn");
        QTest::newRow("few relevant items") << 40;
        QTest::newRow("many relevant items") << 3;
    }
    void areaAgreesWithAllPairs() {
        QFETCH(int, oneIn);
        const auto scores = coarse(600, 11);
        const auto masked = someOf(600, 7, 12);
        auto relevant = someOf(600, static_cast<std::uint64_t>(oneIn), 13);
        std::erase_if(relevant, [&](ItemIndex i) { return std::ranges::binary_search(masked, i); });
        double won = 0, pairs = 0;
        for (const ItemIndex r : relevant)
            for (std::size_t i = 0; i < scores.size(); ++i) {
                const ItemIndex other{i};
                if (std::isnan(scores[r.at()]) || std::isnan(scores[i]) || std::ranges::binary_search(masked, other) ||
                    std::ranges::binary_search(relevant, other))
                    continue;
                pairs += 1;
                won += scores[r.at()] > scores[i] ? 1 : scores[r.at()] == scores[i] ? 0.5 : 0;
            }
        QCOMPARE(areaUnderCurve(scores, masked, relevant), won / pairs);
        QVERIFY(std::isnan(areaUnderCurve(scores, masked, {})));
    }
};
RECOSCOPE_TEST(TestLinalg)
#include "tst_linalg.moc"
