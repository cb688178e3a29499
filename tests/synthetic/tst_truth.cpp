#include "core/base/random.h"
#include "core/data/synthetic/draw_rows.h"
#include "core/data/synthetic/world.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>
#include <numeric>

using namespace recoscope;

class TestTruth final : public QObject {
    Q_OBJECT
    static std::shared_ptr<const Dataset> made(const char* text, int threads = 0) {
        return makeWorld(parseWorld(text).value(), {}, threads).value();
    }
    /// Chi square of how often each item is taken against what the truth says, per degree of freedom. One row a user.
    static double chiSquare(const Dataset& world) {
        std::vector<double> expected(world.truth->itemCount(), 0), chances(expected.size());
        for (std::size_t u = 0; u < world.truth->userCount(); ++u) {
            world.truth->propensities(UserIndex{u}, 0.5, chances);
            for (std::size_t i = 0; i < chances.size(); ++i) expected[i] += chances[i];
        }
        const auto counts = world.interactions->itemCounts();
        double sum = 0;
        for (std::size_t i = 0; i < expected.size(); ++i)
            sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
        return sum / static_cast<double>(expected.size() - 1);
    }

private Q_SLOTS:
    void sameBitsForAnyThreads() {
        const char* text =
            "users=700,items=300,interactions=30000,drift=0.7,late_items=0.3,late_users=0.2,grey_sheep=0.1,friends=6";
        const auto one = made(text, 1), two = made(text, 2);
        QCOMPARE(checksumOf(*one), checksumOf(*two));
        QVERIFY(one->truth->friends == two->truth->friends && one->truth->users == two->truth->users);
        QCOMPARE(one->interactions->size(), std::size_t{30000});
        QVERIFY(checksumOf(*made("users=700,items=300,interactions=30000,seed=2")) !=
                checksumOf(*made("users=700,items=300,interactions=30000,seed=3")));
    }
    void whatIsTakenFollowsTheChances() {
        for (const char* text : {"users=40000,items=40,interactions=40000,activity=0",
                                 "users=40000,items=40,interactions=40000,activity=0,mnar=3,user_bias=0.5",
                                 "users=40000,items=40,interactions=40000,activity=0,grey_sheep=0.5,genres=3,taste=6"}) {
            const double value = chiSquare(*made(text));
            QVERIFY2(value > 0.3 && value < 1.8, QByteArray::number(value)); // mean 1, deviation .23
        }
    }
    void longRowsFollowTheChancesToo() {
        // Two ways to draw, one law: rows that run into their own items are completed by keys. The first item of the rest is
        // seen through the mean number of users that have each item, against rows drawn one by one from the same chances.
        const auto world = made("users=3000,items=60,interactions=90000,activity=0,exposure=2,genres=4,mnar=0");
        std::vector<double> chances(60), simulated(60, 0);
        for (std::int32_t u = 0; u < 3000; ++u) {
            world->truth->propensities(UserIndex{u}, 0.5, chances);
            Random random(deriveSeed(99, "test", static_cast<std::uint64_t>(u)));
            std::vector<std::pair<double, std::size_t>> keys;
            for (std::size_t i = 0; i < 60; ++i) keys.emplace_back(-std::log(1 - random.uniform()) / chances[i], i);
            std::ranges::sort(keys);
            for (std::size_t k = 0; k < 30; ++k) simulated[keys[k].second] += 1;
        }
        const auto counts = world->interactions->itemCounts();
        for (std::size_t i = 0; i < 60; ++i)
            QVERIFY2(std::abs(counts[i] - simulated[i]) < 5 * std::sqrt(3000 * 0.5),
                     QByteArray::number(counts[i] - simulated[i]));
    }
    void ratingsScatterAroundTheExpectedOnes() {
        for (const char* text :
             {"users=800,items=400,interactions=40000,mnar=2,drift=0.8",
              "users=800,items=400,interactions=40000,scale=0.5-5,noise=1.5", "users=800,items=400,interactions=40000,scale=1-10",
              "users=800,items=400,interactions=40000,noise=0"}) {
            const auto world = made(text);
            const double span = world->truth->spec.years * 365.25 * 86400;
            double sum = 0, squares = 0, plain = 0;
            const auto rows = world->interactions->toRows();
            double mean = 0;
            for (const Interaction& row : rows) mean += static_cast<double>(row.rating) / static_cast<double>(rows.size());
            for (const Interaction& row : rows) {
                const double time = static_cast<double>(row.time - kWorldStart) / span;
                const double error = static_cast<double>(row.rating) - world->truth->expectedRating(row.user, row.item, time);
                sum += error;
                squares += error * error;
                plain += (static_cast<double>(row.rating) - mean) * (static_cast<double>(row.rating) - mean);
            }
            const auto n = static_cast<double>(rows.size());
            QVERIFY2(std::abs(sum / n) < 5 * std::sqrt(squares / n / n) + 1e-3,
                     text); // no bias, though only what pleases is rated
            QVERIFY2(squares < 0.9 * plain, text);
        }
    }
    void chancesAreChances() {
        const auto world = made("users=50,items=200,interactions=1000,late_items=0.5,mnar=1,grey_sheep=0.2");
        std::vector<double> chances(200);
        for (std::int32_t u = 0; u < 50; ++u)
            for (const double time : {0.0, 1.0}) {
                world->truth->propensities(UserIndex{u}, time, chances);
                QVERIFY(std::abs(std::accumulate(chances.begin(), chances.end(), 0.0) - 1) < 1e-9);
                QCOMPARE(std::ranges::count_if(chances, [](double p) { return p <= 0; }), time > 0 ? 0 : 100);
            }
    }
    void friendsAreAlike() {
        const auto world = made("users=1000,friends=10");
        const WorldTruth& truth = *world->truth;
        const auto alike = [&](UserIndex a, UserIndex b) {
            double sum = 0;
            for (std::size_t k = 0; k < truth.factors; ++k)
                sum += static_cast<double>(truth.users[a.at() * truth.factors + k]) *
                       static_cast<double>(truth.users[b.at() * truth.factors + k]);
            return sum;
        };
        double friends = 0, others = 0;
        for (const auto& [a, b] : truth.friends) {
            QVERIFY(a < b);
            friends += alike(a, b);
        }
        for (std::int32_t u = 0; u < 999; ++u) others += alike(UserIndex{u}, UserIndex{u + 1});
        const double mean = 2.0 * static_cast<double>(truth.friends.size()) / 1000;
        QVERIFY2(mean > 8 && mean <= 10, QByteArray::number(mean));
        QVERIFY(friends / static_cast<double>(truth.friends.size()) > others / 999 + 0.3);
    }
    void theTruthFollowsTheFilters() {
        LoadOptions options;
        options.filters = {parseFilterStep("min-rating=4").value(), parseFilterStep("k-core=12").value()};
        const char* text = "synthetic:users=400,items=300,interactions=12000,friends=4";
        const auto whole = test::open(text), part = test::open(text, options);
        QVERIFY(whole && part && part->users.size() < whole->users.size() && part->items.size() < whole->items.size());
        QCOMPARE(part->truth->userCount(), static_cast<std::size_t>(part->users.size()));
        QCOMPARE(part->truth->itemCount(), static_cast<std::size_t>(part->items.size()));
        QCOMPARE(part->itemTable.genres.size(), part->truth->itemCount());
        for (std::int32_t u = 0; u < part->users.size(); u += 7)
            for (std::int32_t i = 0; i < part->items.size(); i += 5)
                QCOMPARE(part->truth->expectedRating(UserIndex{u}, ItemIndex{i}),
                         whole->truth->expectedRating(UserIndex{*whole->users.find(part->users.id(u))},
                                                      ItemIndex{*whole->items.find(part->items.id(i))}));
        QVERIFY(part->checksum != whole->checksum && !part->report.filters.empty());
    }
    void openedFilesHaveNone() { QVERIFY(test::open("demo")->truth == nullptr); }
};
RECOSCOPE_TEST(TestTruth)
#include "tst_truth.moc"
