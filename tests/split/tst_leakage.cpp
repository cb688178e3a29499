#include "core/split/leakage.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>
#include <algorithm>
#include <ctime>

using namespace recoscope;

/// The leak by its definition: every pair of rows looked at. And the published figures of MovieLens 100K.
class TestLeakage final : public QObject {
    Q_OBJECT
    static Dataset world(std::uint64_t seed) {
        Random random(seed);
        std::vector<Interaction> rows = test::randomRatings(40, 30, 0.25, seed)->toRows();
        for (Interaction& row : rows)
            row.time = random.below(20) == 0 ? kNoTime : 1000 + static_cast<std::int64_t>(random.below(9)) * 50000;
        Dataset d;
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(40, 30, rows, true));
        return d;
    }
    static Split cut(const Dataset& d, const std::string& spec, std::uint64_t seed = 1) {
        return makeSplit(d, parseSplitSpec(spec).value(), seed, 0).value();
    }
    static bool earlier(const Interaction& a, const Interaction& b) { return a.time != kNoTime && a.time < b.time; }

private Q_SLOTS:
    void byEveryPair_data() {
        QTest::addColumn<QString>("spec");
        for (const char* s :
             {"holdout:test=0.2,valid=0.1", "per-user:test=0.1,valid=0.1", "per-user-temporal:test=0.2", "kfold:k=4",
              "leave-last-out:valid=1", "leave-one-out", "temporal:test=0.2,valid=0.1", "users:test=0.3,holdout=0.3,valid=0.2"})
            QTest::newRow(s) << s;
    }
    void byEveryPair() {
        QFETCH(QString, spec);
        for (const std::uint64_t seed : {1U, 2U, 3U}) {
            const Dataset d = world(seed);
            const Split s = cut(d, spec.toStdString(), seed);
            const LeakageReport r = leakageOf(d, s);
            std::vector<Interaction> learnt = s.train->toRows();
            if (s.foldIn)
                for (const Interaction& row : s.foldIn->toRows()) learnt.push_back(row);
            std::int64_t before = 0, later = 0, tests = 0;
            const auto known = std::ranges::count_if(learnt, [](const Interaction& l) { return l.time != kNoTime; });
            for (const Interaction& t : s.test->toRows()) {
                if (t.time == kNoTime) continue;
                ++tests;
                before +=
                    std::ranges::any_of(learnt, [&](const Interaction& l) { return l.user == t.user && earlier(t, l); }) ? 1 : 0;
                later += std::ranges::count_if(learnt, [&](const Interaction& l) { return l.time > t.time; });
            }
            QCOMPARE(r.rows.test(), static_cast<std::int64_t>(s.test->size()));
            QCOMPARE(r.timedTestRows, tests);
            QCOMPARE(r.rows[RowMark::TestBefore], before);
            QCOMPARE(r.beforeShare, static_cast<double>(before) / static_cast<double>(tests));
            QCOMPARE(s.beforeShare, r.beforeShare); // what the protocol says
            const double expected = static_cast<double>(later) / static_cast<double>(tests) / static_cast<double>(known);
            QVERIFY(std::abs(r.laterShare - expected) < 1e-12);
            countsAddUp(d, s, r);
            perUser(d, s, r, learnt);
        }
    }
    void withoutTimesNothingIsSaid() {
        Dataset d;
        d.interactions = test::randomRatings(30, 30, 0.3, 1);
        const LeakageReport r = leakageOf(d, cut(d, "per-user:test=0.2"));
        QVERIFY(!r.hasTimes && std::isnan(r.beforeShare) && std::isnan(r.laterShare) && r.calendar.empty());
        QCOMPARE(r.rows[RowMark::TestBefore], std::int64_t{0});
        QVERIFY(r.rows.test() > 0);
        QVERIFY(leakageWarnings(r, d).front().find("no times") != std::string::npos);
    }
    /// An order without dates: what came before what is known, a calendar is not.
    void placesInAListHaveNoCalendar() {
        std::vector<Interaction> rows = test::randomRatings(30, 30, 0.4, 1)->toRows();
        for (std::size_t k = 0; k < rows.size(); ++k) rows[k].time = static_cast<std::int64_t>((k * 7) % 50);
        Dataset d;
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(30, 30, rows, true));
        const LeakageReport r = leakageOf(d, cut(d, "per-user:test=0.3"));
        QVERIFY(r.hasTimes && r.calendar.empty() && r.beforeShare > 0);
        QCOMPARE(r.usersWithinADay, std::int64_t{0});
        QVERIFY(leakageWarnings(r, d).front().find("24 hours") == std::string::npos);
    }
    void movieLens100k() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const auto d = test::open(*folder);
        const TimeOrder order = TimeOrder::of(*d->interactions);
        const Split random = cut(*d, "per-user:test=0.1,valid=0.1");
        const LeakageReport r = leakageOf(*d, random, &order);
        QCOMPARE(r.rows.test(), std::int64_t{9596});
        QVERIFY2(std::abs(r.beforeShare - 0.977) < 0.003, qPrintable(QString::number(r.beforeShare)));
        QVERIFY2(std::abs(r.laterShare - 0.502) < 0.003, qPrintable(QString::number(r.laterShare)));
        QCOMPARE(r.usersWithinADay, 638);
        QCOMPARE(r.sharedSeconds, std::int64_t{75772});
        // The other protocols of the published comparison; two draw at random.
        const std::vector<std::tuple<const char*, std::int64_t, double, double>> others{
            {"per-user-temporal:test=0.1,valid=0.1", 9596, 0.389, 0.0005},
            {"leave-last-out:valid=1", 943, 0.413, 0.0006},
            {"kfold:k=5", 20000, 0.502, 0.004}};
        for (const auto& [spec, tests, later, slack] : others) {
            const LeakageReport other = leakageOf(*d, cut(*d, spec), &order);
            QCOMPARE(other.rows.test(), tests);
            QVERIFY2(std::abs(other.laterShare - later) < slack, qPrintable(QString::number(other.laterShare)));
        }
        const Split time = cut(*d, "temporal:test=0.1,valid=0.1");
        const LeakageReport t = leakageOf(*d, time, &order);
        QCOMPARE(t.droppedTestRows, std::int64_t{8582});
        QCOMPARE(t.coldUsers.size(), std::size_t{97});
        QCOMPARE(t.usersTested, 69);
        QCOMPARE(t.rows.test() + t.droppedTestRows, std::int64_t{10000});
        QCOMPARE(t.beforeShare, 0.0);
        QCOMPARE(t.laterShare, 0.0);
        QCOMPARE(leakageOf(*d, cut(*d, "per-user-temporal:test=0.1,valid=0.1"), &order).beforeShare, 0.0);
    }

    /// The shape of MovieLens 1M with times; the promise is 300 ms from a protocol to its picture.
    void aMillionRowsInTime() {
        Random random(1);
        std::vector<Interaction> rows;
        for (std::int32_t u = 0; u < 6040; ++u) {
            std::int64_t time = 956703932 + static_cast<std::int64_t>(random.below(90'000'000));
            for (int k = 0; k < 170; ++k) {
                if (k == 85) time += static_cast<std::int64_t>(random.below(20'000'000)); // comes back
                rows.push_back({UserIndex{u}, ItemIndex{static_cast<std::int32_t>(random.below(3706))}, 3,
                                time += static_cast<std::int64_t>(random.below(40))});
            }
        }
        Dataset d;
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(6040, 3706, rows, true));
        QVERIFY(d.interactions->size() > 980'000);
        const auto now = [] { return std::clock(); };
        const auto msSince = [&](auto start) { return static_cast<double>(now() - start) * 1000 / CLOCKS_PER_SEC; };
        auto start = now();
        const TimeOrder order = TimeOrder::of(*d.interactions);
        qInfo("order: %.0f ms, once for a data set", msSince(start));
        for (const char* spec : {"per-user:test=0.1,valid=0.1", "per-user-temporal:test=0.1,valid=0.1",
                                 "temporal:test=0.1,valid=0.1", "kfold:k=5", "users:test=0.1,holdout=0.2"}) {
            start = now();
            const auto split = makeSplit(d, parseSplitSpec(spec).value(), 1, 0, {}, &order);
            QVERIFY(split.hasValue());
            const double cutting = msSince(start);
            const LeakageReport r = leakageOf(d, split.value(), &order);
            qInfo("%s: %.0f ms to cut, %.0f ms to measure", spec, cutting, msSince(start) - cutting);
            QCOMPARE(r.rows.all(), static_cast<std::int64_t>(d.interactions->size()));
            QVERIFY2(msSince(start) < 1000, spec); // a tripwire; the figures are printed
        }
    }

private:
    static void countsAddUp(const Dataset& d, const Split& s, const LeakageReport& r) {
        QCOMPARE(r.rows.all(), static_cast<std::int64_t>(d.interactions->size()));
        QCOMPARE(r.rows[RowMark::Train], static_cast<std::int64_t>(s.train->size()));
        QCOMPARE(r.rows[RowMark::Valid], static_cast<std::int64_t>(s.valid->size()));
        QCOMPARE(r.rows[RowMark::Dropped], s.droppedRows);
        std::int64_t tenths = 0, calendar = 0, known = 0;
        for (const MarkCounts& tenth : r.tenths) tenths += tenth.all();
        for (const CalendarBin& bin : r.calendar) calendar += bin.rows.all();
        for (const std::int64_t t : d.interactions->times()) known += t != kNoTime ? 1 : 0;
        QCOMPARE(tenths, r.rows.all());
        QCOMPARE(calendar, known);
        std::int64_t cold = 0;
        const auto trained = s.train->itemCounts();
        for (const ItemIndex item : s.test->items()) cold += trained[item.at()] == 0 ? 1 : 0;
        QCOMPARE(r.coldItemRows, cold);
        QCOMPARE(static_cast<std::int32_t>(r.coldItems.size()), s.coldItems);
    }
    static void perUser(const Dataset& d, const Split& s, const LeakageReport& r, const std::vector<Interaction>& learnt) {
        for (std::int32_t u = 0; u < d.interactions->userCount(); ++u) {
            double tests = 0, before = 0;
            for (const Interaction& t : s.test->toRows()) {
                if (t.user.value != u || t.time == kNoTime) continue;
                ++tests;
                before +=
                    std::ranges::any_of(learnt, [&](const Interaction& l) { return l.user == t.user && earlier(t, l); }) ? 1 : 0;
            }
            const double share = r.userBeforeShare[static_cast<std::size_t>(u)];
            QVERIFY(tests == 0 ? std::isnan(share) : share == before / tests);
        }
    }
};
RECOSCOPE_TEST(TestLeakage)
#include "tst_leakage.moc"
