#include "core/bench/suite.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>

using namespace recoscope;
using namespace recoscope::bench;

class TestBench final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quantilesInterpolate() {
        QCOMPARE(quantile({3, 1, 2}, 0.5), 2.0);
        QCOMPARE(quantile({1, 2}, 0.5), 1.5);
        QCOMPARE(quantile({4, 1, 3, 2, 5}, 1), 5.0);
        QCOMPARE(smallest({2, 1}), 1.0);
        QVERIFY(std::isnan(median({})));
    }
    void measuringStopsAtTheFirstFailure() {
        int runs = 0;
        const auto timing = measure(5, [&]() -> Result<> {
            if (++runs == 3) return Error{ErrorKind::Internal, "enough", {}};
            return Done{};
        });
        QVERIFY(timing.hasError());
        QCOMPARE(runs, 3);
        QCOMPARE(measure(4, []() -> Result<> { return Done{}; }).value().wall.size(), std::size_t{4});
    }
    void aSuiteOfOneLine() {
        std::vector<Measurement> lines;
        SuiteOptions options;
        options.only = {"demo", "profile"};
        options.runs = 2;
        const auto done = runSuite(options, {}, [&](const Measurement& m) { lines.push_back(m); });
        QVERIFY2(done.hasValue(), done.hasError() ? done.error().message.c_str() : "");
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(lines[0].world), QStringLiteral("demo"));
        QCOMPARE(lines[0].timing.wall.size(), std::size_t{2});
        QVERIFY(smallest(lines[0].timing.wall) > 0 && lines[0].passes());
        options.only = {"nonsense"};
        const auto refused = runSuite(options, {}, [](const Measurement&) {});
        QVERIFY(refused.hasError() && refused.error().message.find("nonsense") != std::string::npos &&
                refused.error().message.find("ials-epoch") != std::string::npos);
    }
};

RECOSCOPE_TEST(TestBench)
#include "tst_bench.moc"
