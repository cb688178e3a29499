#include "core/base/random.h"
#include "tests/support/test_registry.h"
#include "ui/models/reasons.h"
#include <QTest>
#include <cmath>

using namespace recoscope;
using namespace recoscope::ui;

namespace {

Explanation withAmounts(const std::vector<double>& amounts, double baseline = 0, double residual = 0) {
    Explanation e;
    e.view = "history";
    e.baseline = baseline;
    e.residual = residual;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        Contribution part;
        part.id = static_cast<std::int32_t>(i);
        part.amount = amounts[i];
        e.contributions.push_back(part);
    }
    e.score = explainedSum(e);
    return e;
}

std::int64_t printedSum(const std::vector<ReasonRow>& rows) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) sum += rows[i].printed;
    return sum;
}

} // namespace

class TestReasons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ordersAndGroups() {
        std::vector<double> amounts;
        for (int i = 0; i < 12; ++i) amounts.push_back(0.01 * (i + 1));
        for (int i = 0; i < 6; ++i) amounts.push_back(-0.01 * (i + 1));
        const auto rows = reasonRows(withAmounts(amounts, 0.5), 3);
        QCOMPARE(rows.size(), std::size_t(1 + 7 + 1 + 2 + 1 + 1));
        QCOMPARE(rows[0].kind, ReasonRow::Kind::Baseline);
        QCOMPARE(rows[1].id, 11);
        QCOMPARE(rows[8].kind, ReasonRow::Kind::MoreRaising);
        QCOMPARE(rows[8].grouped, 5);
        QCOMPARE(rows[8].printed, 150);
        QCOMPARE(rows[9].id, 17);
        QCOMPARE(rows[11].kind, ReasonRow::Kind::MoreLowering);
        QCOMPARE(rows[11].grouped, 4);
        QCOMPARE(rows[12].kind, ReasonRow::Kind::Score);
        QCOMPARE(printedSum(rows), rows.back().printed);
    }

    void aSingleLeftOverStandsAlone() {
        const auto rows = reasonRows(withAmounts({8, 7, 6, 5, 4, 3, 2, 1}), 3);
        QVERIFY(std::none_of(rows.begin(), rows.end(), [](const ReasonRow& r) { return r.grouped > 0; }));
        QCOMPARE(rows.size(), std::size_t(10));
    }

    /// 0.0004 seven times prints as 0.000 each, but the score as 0.003: without care the parts would not add up.
    void partsAddUpAsPrintedWithoutAGroup() {
        const auto rows = reasonRows(withAmounts({0.0004, 0.0004, 0.0004, 0.0004, 0.0004, 0.0004, 0.0004}), 3);
        QCOMPARE(rows.back().printed, 3);
        QCOMPARE(printedSum(rows), std::int64_t(3));
        for (const ReasonRow& row : rows) QVERIFY(row.printed >= 0);
    }

    void partsAddUpAsPrintedForAnyAmounts() {
        Random random(7);
        for (int round = 0; round < 500; ++round) {
            std::vector<double> amounts(random.below(60));
            for (double& amount : amounts) amount = random.normal() * 0.05;
            const Explanation e = withAmounts(amounts, random.normal(), round % 3 == 0 ? random.normal() * 0.01 : 0.0);
            const auto rows = reasonRows(e, 3);
            QCOMPARE(rows.back().printed, static_cast<std::int64_t>(std::llround(e.score * 1000)));
            QCOMPARE(printedSum(rows), rows.back().printed);
            for (const ReasonRow& row : rows) {
                const double off = std::abs(static_cast<double>(row.printed) - row.amount * 1000);
                QVERIFY2(row.grouped > 0 || off <= 1.5, "a row on its own is off by more than its rounding and one unit");
            }
        }
    }

    void saysWhatIsNotExplained() {
        const auto rows = reasonRows(withAmounts({0.2, 0.1}, 0, -0.05), 3);
        QCOMPARE(rows[3].kind, ReasonRow::Kind::Unexplained);
        QCOMPARE(rows[3].printed, -50);
        QCOMPARE(printedSum(rows), std::int64_t(250));
    }

    void decimalsFollowTheScale() {
        QCOMPARE(reasonDecimals(withAmounts({0.3})), 3);
        QCOMPARE(reasonDecimals(withAmounts({4.2})), 3);
        QCOMPARE(reasonDecimals(withAmounts({2340.0})), 0);
        QCOMPARE(reasonDecimals(withAmounts({389.0})), 0); // people
        QCOMPARE(reasonDecimals(withAmounts({389.0, 0.5})), 3);
        QCOMPARE(reasonDecimals(withAmounts({0.02})), 4);
        QCOMPARE(reasonDecimals(withAmounts({0.0004})), 6);
        QCOMPARE(reasonDecimals(withAmounts({})), 3);
    }

    void printsFromIntegers() {
        QCOMPARE(printedAmount(44, 3, true), QStringLiteral("+0.044"));
        QCOMPARE(printedAmount(-13, 3, true), QStringLiteral("\u22120.013"));
        QCOMPARE(printedAmount(349, 3, false), QStringLiteral("0.349"));
        QCOMPARE(printedAmount(0, 3, true), QStringLiteral("0.000"));
        QCOMPARE(printedAmount(-12345, 4, true), QStringLiteral("\u22121.2345"));
        QCOMPARE(printedAmount(2340, 0, false), QStringLiteral("2340"));
    }

    void fractionsInWords() {
        QCOMPARE(fractionInWords(0.33), QStringLiteral("a third"));
        QCOMPARE(fractionInWords(0.51), QStringLiteral("half"));
        QCOMPARE(fractionInWords(0.6), QString());
        QCOMPARE(fractionInWords(0.03), QString());
    }
};

RECOSCOPE_TEST(TestReasons)
#include "tst_reasons.moc"
