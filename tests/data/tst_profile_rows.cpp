#include "core/base/random.h"
#include "core/data/profile.h"
#include "core/data/profile_rows.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>
#include <map>
#include <stop_token>

using namespace recoscope;

namespace {

constexpr std::int64_t kHour = 3600;

/// Over 300,000 rows: more than two blocks. Ratings are 0.5 to `values` / 2; one time in ten is missing, or all are.
Interactions randomRows(int values, bool times) {
    Random random(23);
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < 1200; ++u)
        for (std::int32_t i = 0; i < 700; ++i)
            if (random.uniform() < 0.9 / (1 + i % 4))
                rows.push_back(
                    {UserIndex{u}, ItemIndex{i}, static_cast<float>(1 + random.below(static_cast<std::uint64_t>(values))) / 2,
                     times && random.uniform() < 0.9 ? static_cast<std::int64_t>(random.below(90'000)) * kHour : kNoTime});
    return Interactions::fromRows(1200, 701, rows, times);
}

std::vector<std::pair<double, std::int64_t>> barsOf(const Interactions& x, bool binned) {
    std::map<double, std::int64_t> bars;
    for (const float rating : x.ratings()) {
        double edge = 0.5;
        while (edge * 2 <= static_cast<double>(rating)) edge *= 2;
        ++bars[binned ? edge : static_cast<double>(rating)];
    }
    return {bars.begin(), bars.end()};
}

} // namespace

class TestProfileRows final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatASlowReadingReads_data() {
        QTest::addColumn<int>("values");
        QTest::addColumn<bool>("binned");
        QTest::newRow("stars") << 10 << false;
        QTest::newRow("as many as have a bar each") << 40 << false;
        QTest::newRow("one more") << 41 << true;
        QTest::newRow("play counts") << 3000 << true;
    }
    void readsWhatASlowReadingReads() {
        QFETCH(int, values);
        QFETCH(bool, binned);
        const Interactions x = randomRows(values, true);
        QVERIFY(x.size() > 300'000);
        double sum = 0;
        for (const float rating : x.ratings()) sum += static_cast<double>(rating);
        for (const int threads : {1, 2, 5}) {
            const RatingSums sums = ratingSums(x, {}, threads);
            QCOMPARE(sums.binned, binned);
            QVERIFY(sums.sum == sum); // of halves: exact in any order
            QVERIFY(sums.histogram == barsOf(x, binned));
            QVERIFY(itemCountsOf(x, {}, threads) == x.itemCounts());
        }
    }
    void sumsOfThirdsHaveTheSameBitsOnAnyNumberOfThreads() {
        std::vector<Interaction> rows;
        for (std::int32_t u = 0; u < 600; ++u)
            for (std::int32_t i = 0; i < 700; ++i)
                rows.push_back({UserIndex{u}, ItemIndex{i}, static_cast<float>(std::exp(0.03 * ((u * 31 + i) % 997)) / 3)});
        const Interactions x = Interactions::fromRows(600, 700, rows, false);
        const double one = ratingSums(x, {}, 1).sum;
        QVERIFY(ratingSums(x, {}, 2).sum == one && ratingSums(x, {}, 7).sum == one);
    }
    void timesFallIntoTheirBins() {
        const Interactions x = randomRows(10, true);
        std::int64_t first = INT64_MAX, last = INT64_MIN, known = 0;
        std::map<std::int64_t, std::int64_t> bins;
        for (const std::int64_t time : x.times()) {
            if (time == kNoTime) continue;
            first = std::min(first, time);
            last = std::max(last, time);
            ++bins[time / (1000 * kHour)];
            ++known;
        }
        QVERIFY(known < static_cast<std::int64_t>(x.size()));
        for (const int threads : {1, 3}) {
            QVERIFY(*timeSpanOf(x, {}, threads) == (std::pair{first, last}));
            const auto counts = activityOf(x, 0, 1000 * kHour, 90, {}, threads);
            for (std::size_t b = 0; b < counts.size(); ++b) QCOMPARE(counts[b], bins[static_cast<std::int64_t>(b)]);
        }
    }
    /// Places in a list say what came before what, and no date.
    void placesAreNoDates() {
        const auto timesOf = [](std::vector<std::int64_t> times) {
            std::vector<Interaction> rows;
            for (std::size_t k = 0; k < times.size(); ++k)
                rows.push_back({UserIndex{0}, ItemIndex(static_cast<std::int32_t>(k)), 1, times[k]});
            return Interactions::fromRows(1, static_cast<std::int32_t>(times.size()), rows, true);
        };
        QVERIFY(timesAreOrder(timesOf({1, 2, kNoTime, 3})));
        QVERIFY(!timesAreOrder(timesOf({1, 2, 86400})) && !timesAreOrder(timesOf({-1, 2})) && !timesAreOrder(timesOf({kNoTime})));
        QVERIFY(!timesAreOrder(randomRows(10, false)));
        Dataset data;
        data.interactions = std::make_shared<const Interactions>(timesOf({1, 2, 3}));
        const DataProfile p = profileOf(data);
        QVERIFY(p.hasTimes && !p.hasDates() && p.activity.empty());
        QCOMPARE(p.lastTime, std::int64_t{3});
    }
    void nothingIsKnownWithoutRowsOrTimes() {
        QVERIFY(!timeSpanOf(randomRows(10, false), {}));
        const std::vector<Interaction> undated{{UserIndex{0}, ItemIndex{0}, 1, kNoTime}};
        QVERIFY(!timeSpanOf(Interactions::fromRows(1, 1, undated, true), {}));
        QVERIFY(ratingSums({}, {}).histogram.empty() && itemCountsOf({}, {}).empty());
        Dataset empty;
        empty.interactions = std::make_shared<const Interactions>();
        const DataProfile p = profileOf(empty);
        QVERIFY(std::isnan(p.meanRating) && p.activity.empty() && !p.hasTimes && p.histogram.empty());
    }
    void stopsWhenAsked() {
        std::stop_source source;
        source.request_stop();
        Dataset data;
        data.interactions = std::make_shared<const Interactions>(randomRows(10, true));
        QVERIFY(profileOf(data, {source.get_token(), {}}).countsByRank.empty());
    }
};

RECOSCOPE_TEST(TestProfileRows)
#include "tst_profile_rows.moc"
