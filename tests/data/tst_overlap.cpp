#include "core/base/random.h"
#include "core/data/overlap.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>
#include <stop_token>

using namespace recoscope;

namespace {

Interactions randomData(std::int32_t users, std::int32_t items, double density, std::uint64_t seed) {
    Random random(seed);
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < users; ++u)
        for (std::int32_t i = 0; i < items; ++i)
            if (random.uniform() < density * 2 / (1 + i % 5)) rows.push_back({UserIndex{u}, ItemIndex{i}});
    return Interactions::fromRows(users, items, rows, false);
}

/// By the definition: every pair, every item.
std::vector<std::int64_t> slowly(const Interactions& x, OverlapSide side) {
    const bool ofUsers = side == OverlapSide::Users;
    const std::int32_t members = ofUsers ? x.userCount() : x.itemCount(), things = ofUsers ? x.itemCount() : x.userCount();
    const auto has = [&](std::int32_t m, std::int32_t t) {
        return ofUsers ? x.contains(UserIndex{m}, ItemIndex{t}) : x.contains(UserIndex{t}, ItemIndex{m});
    };
    std::vector<std::int64_t> pairs(kOverlapSteps.size());
    for (std::int32_t a = 0; a < members; ++a)
        for (std::int32_t b = a + 1; b < members; ++b) {
            std::int32_t common = 0;
            for (std::int32_t t = 0; t < things; ++t)
                if (has(a, t) && has(b, t)) ++common;
            for (std::size_t s = 0; s < pairs.size(); ++s)
                if (common >= kOverlapSteps[s]) ++pairs[s];
        }
    return pairs;
}

std::vector<std::int64_t> pairsOf(const Overlap& overlap) {
    std::vector<std::int64_t> pairs;
    for (const OverlapStep& step : overlap.steps) pairs.push_back(step.pairs);
    return pairs;
}

} // namespace

class TestOverlap final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsByHand() {
        // a: 0 1 2; b: 1 2 3; c: 3; d: nothing. a and b share 2, b and c share 1, the four other pairs nothing.
        const std::vector<Interaction> rows{{UserIndex{0}, ItemIndex{0}}, {UserIndex{0}, ItemIndex{1}},
                                            {UserIndex{0}, ItemIndex{2}}, {UserIndex{1}, ItemIndex{1}},
                                            {UserIndex{1}, ItemIndex{2}}, {UserIndex{1}, ItemIndex{3}},
                                            {UserIndex{2}, ItemIndex{3}}};
        const Overlap users = overlapOf(Interactions::fromRows(4, 4, rows, false), OverlapSide::Users);
        QVERIFY(users.isExact());
        QCOMPARE(users.allPairs, std::int64_t{6});
        QCOMPARE(pairsOf(users), (std::vector<std::int64_t>{6, 2, 1, 0, 0, 0, 0, 0, 0}));
        QCOMPARE(users.steps[1].share, 2.0 / 6);
        QCOMPARE(users.steps[1].standardError, 0.0);
        // Items: 0-1, 0-2, 1-2 (twice), 1-3, 2-3 have a user in common.
        const Overlap items = overlapOf(Interactions::fromRows(4, 4, rows, false), OverlapSide::Items);
        QCOMPARE(pairsOf(items), (std::vector<std::int64_t>{6, 5, 1, 0, 0, 0, 0, 0, 0}));
    }
    void countsWhatASlowReadingCounts_data() {
        QTest::addColumn<int>("users");
        QTest::addColumn<int>("items");
        QTest::addColumn<double>("density");
        QTest::newRow("dense") << 60 << 300 << 0.45;
        QTest::newRow("sparse") << 300 << 90 << 0.008;
    }
    void countsWhatASlowReadingCounts() {
        QFETCH(int, users);
        QFETCH(int, items);
        QFETCH(double, density);
        const Interactions x = randomData(users, items, density, 3);
        for (const OverlapSide side : {OverlapSide::Users, OverlapSide::Items}) {
            const Overlap overlap = overlapOf(x, side);
            QVERIFY(overlap.isExact());
            QCOMPARE(pairsOf(overlap), slowly(x, side));
        }
    }
    /// Whoever is drawn, the pairs with all others are counted in full: drawing all but a few comes close, and the error says
    /// how.
    void drawnSharesAreWithinTheirErrors() {
        const Interactions x = randomData(900, 120, 0.08, 5);
        const Overlap exact = overlapOf(x, OverlapSide::Users);
        int inside = 0, told = 0;
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            OverlapOptions options;
            options.budget = 1;
            options.fewest = 150;
            options.seed = seed;
            const Overlap drawn = overlapOf(x, OverlapSide::Users, options);
            QCOMPARE(drawn.drawn, std::int64_t{150});
            QVERIFY(!drawn.isExact());
            QCOMPARE(drawn.steps[0].share, 1.0);
            for (const std::size_t s : {1U, 2U, 3U}) {
                QVERIFY(drawn.steps[s].standardError > 0);
                ++told;
                if (std::abs(drawn.steps[s].share - exact.steps[s].share) <= 2 * drawn.steps[s].standardError) ++inside;
            }
        }
        QVERIFY2(inside >= 0.88 * told && inside < told, qPrintable(QStringLiteral("%1 of %2").arg(inside).arg(told)));
    }
    void sameBitsForAnyNumberOfThreads() {
        const Interactions x = randomData(700, 100, 0.1, 9);
        for (const std::int64_t budget : {std::int64_t{1}, std::int64_t{1} << 40}) {
            OverlapOptions options{budget, 60, 4, 1};
            const Overlap one = overlapOf(x, OverlapSide::Users, options);
            options.threads = 3;
            const Overlap three = overlapOf(x, OverlapSide::Users, options);
            for (std::size_t s = 0; s < one.steps.size(); ++s) {
                QCOMPARE(one.steps[s].pairs, three.steps[s].pairs);
                QVERIFY(one.steps[s].share == three.steps[s].share && one.steps[s].standardError == three.steps[s].standardError);
            }
        }
    }
    void hasNothingToSayWithoutPairs() {
        const std::vector<Interaction> rows{{UserIndex{0}, ItemIndex{0}}};
        const Overlap overlap = overlapOf(Interactions::fromRows(1, 1, rows, false), OverlapSide::Users);
        QCOMPARE(overlap.allPairs, std::int64_t{0});
        QVERIFY(std::isnan(overlap.steps[1].share));
        QVERIFY(std::isnan(overlapOf({}, OverlapSide::Items).steps[0].share));
    }
    void stopsWhenAsked() {
        std::stop_source source;
        source.request_stop();
        QVERIFY(overlapOf(randomData(50, 50, 0.2, 1), OverlapSide::Users, {}, {source.get_token(), {}}).steps.empty());
    }
};

RECOSCOPE_TEST(TestOverlap)
#include "tst_overlap.moc"
