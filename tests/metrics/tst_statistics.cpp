#include "core/experiment/statistics.h"
#include "core/metrics/list_metrics.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>

using namespace recoscope;

/// Intervals, paired comparisons and their correction.
class TestStatistics final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void meanAndIntervalByHand() {
        // 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9 = 14, variance 14 / 3, half width 1.96 sqrt(14 / 3 / 4).
        const std::vector<float> values{1, 2, std::nanf(""), 3, 6};
        const MetricValue m = meanWithInterval(values);
        QCOMPARE(m.value, 3.0);
        QVERIFY(std::abs(m.halfWidth - 1.96 * std::sqrt(14.0 / 3 / 4)) < 1e-12);
        QVERIFY(std::isnan(meanWithInterval({}).value) && !meanWithInterval({}).undefinedReason.empty());
        const std::vector<float> one{2};
        QVERIFY(std::isnan(meanWithInterval(one).halfWidth)); // one user says nothing about the spread
    }
    void pairedByHand() {
        // Differences 1, 2, 3: mean 2, sd 1, error 1 / sqrt 3, t = 2 sqrt 3 = 3.4641; with 2 degrees of freedom p = .0742, and
        // the half width is 4.30265 / sqrt 3.
        Evaluation a, b;
        for (std::int32_t u = 0; u < 3; ++u) {
            a.users.emplace_back(u);
            b.users.emplace_back(u);
            a.perUser["m"].push_back(static_cast<float>(2 + u));
            b.perUser["m"].push_back(1);
        }
        const PairedComparison c = comparePaired(a, b, "m");
        QCOMPARE(c.difference, 2.0);
        QVERIFY(std::abs(c.p - 0.0742) < 1e-4);
        QVERIFY(std::abs(c.halfWidth - 4.30265 / std::sqrt(3.0)) < 1e-4);
    }
    void onlyCommonUsersArePaired() {
        Evaluation a, b;
        a.users = {UserIndex{0}, UserIndex{2}, UserIndex{3}};
        b.users = {UserIndex{1}, UserIndex{2}, UserIndex{3}};
        a.perUser["m"] = {9, 2, 3};
        b.perUser["m"] = {9, 1, 3};
        const PairedComparison c = comparePaired(a, b, "m");
        QCOMPARE(c.better, 1);
        QCOMPARE(c.equal, 1);
        QCOMPARE(c.worse, 0);
        QCOMPARE(c.difference, 0.5);
        QVERIFY(std::isnan(comparePaired(a, b, "other").difference));
    }
    void holmStepsDown() {
        // Sorted .01, .03, .04 times 3, 2, 1: .03, .06, and .04 may not fall below .06.
        std::vector<PairedComparison> family(3);
        family[0].p = 0.01;
        family[1].p = 0.04;
        family[2].p = 0.03;
        holm(family);
        QCOMPARE(family[0].adjustedP, 0.03);
        QCOMPARE(family[2].adjustedP, 0.06);
        QCOMPARE(family[1].adjustedP, 0.06);
    }
};
RECOSCOPE_TEST(TestStatistics)
#include "tst_statistics.moc"
