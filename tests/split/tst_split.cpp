#include "core/split/split.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>

using namespace recoscope;

class TestSplit final : public QObject {
    Q_OBJECT
    static Dataset world() {
        Dataset d;
        std::vector<Interaction> rows = test::randomRatings(60, 50, 0.2, 4)->toRows();
        for (std::size_t k = 0; k < rows.size(); ++k) rows[k].time = static_cast<std::int64_t>((k * 7919) % 1000);
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(60, 50, rows, true));
        return d;
    }

private Q_SLOTS:
    void partsAreDisjointAndWhole_data() {
        QTest::addColumn<QString>("spec");
        for (const char* s : {"holdout:test=0.2,valid=0.1", "per-user:test=0.1,valid=0.1", "per-user-temporal:test=0.2",
                              "leave-last-out:valid=1", "leave-one-out", "temporal:test=0.2,valid=0.1", "kfold:k=4"})
            QTest::newRow(s) << s;
    }
    void partsAreDisjointAndWhole() {
        QFETCH(QString, spec);
        const Dataset d = world();
        const SplitSpec parsed = parseSplitSpec(spec.toStdString()).value();
        QCOMPARE(parseSplitSpec(formatSplitSpec(parsed)).value(), parsed);
        const auto splits = makeSplits(d, parsed, 3).value(), again = makeSplits(d, parsed, 3).value();
        std::size_t tested = 0;
        for (std::size_t k = 0; k < splits.size(); ++k) {
            const Split& s = splits[k];
            QCOMPARE(s.train->size() + s.valid->size() + s.test->size() + static_cast<std::size_t>(s.droppedRows),
                     d.interactions->size());
            QCOMPARE(s.masked->size(), s.train->size() + s.valid->size());
            for (const Interaction& row : s.test->toRows())
                QVERIFY(!s.masked->contains(row.user, row.item) && s.train->rowSize(row.user) > 0);
            QVERIFY(std::ranges::equal(s.test->items(), again[k].test->items()));
            tested += s.test->size();
        }
        if (parsed.kind == SplitKind::KFold) QCOMPARE(tested, d.interactions->size());
    }
    void theLatestAreTested() {
        const Dataset d = world();
        const Split s = makeSplits(d, parseSplitSpec("per-user-temporal:test=0.2").value(), 1).value().front();
        for (std::int32_t u = 0; u < 60; ++u) {
            std::int64_t latest = kNoTime;
            for (const std::int64_t t : s.train->row(UserIndex{u}).times) latest = std::max(latest, t);
            for (const std::int64_t t : s.test->row(UserIndex{u}).times) QVERIFY(t >= latest);
        }
    }
    void sharesAreFloors() {
        const Dataset d = world();
        const Split s = makeSplits(d, parseSplitSpec("per-user:test=0.1,valid=0.1").value(), 1).value().front();
        for (std::int32_t u = 0; u < 60; ++u) {
            const std::size_t n = d.interactions->rowSize(UserIndex{u});
            if (n >= 3) QCOMPARE(s.test->rowSize(UserIndex{u}), std::max<std::size_t>(1, n / 10));
        }
    }
    void wrongWordsAreNamed() {
        QVERIFY(parseSplitSpec("tempral:test=0.2").error().message.find("per-user-temporal") != std::string::npos);
        QVERIFY(parseSplitSpec("holdout:tset=0.2").error().message.find("tset") != std::string::npos);
        QVERIFY(parseSplitSpec("holdout:test=0.9,valid=0.2").hasError());
        QVERIFY(parseSplitSpec("predefined:train=a").hasError());
        Dataset none;
        none.interactions = test::checkerboard(6);
        QVERIFY(makeSplits(none, parseSplitSpec("leave-last-out").value(), 1).error().message.find("times") != std::string::npos);
    }
};
RECOSCOPE_TEST(TestSplit)
#include "tst_split.moc"
