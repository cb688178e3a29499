#include "core/base/parallel.h"
#include "core/base/params.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>
#include <stdexcept>

using namespace recoscope;

class TestBase final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersAreReadWhole() {
        QCOMPARE(parseNumber("3.5").value(), 3.5);
        QCOMPARE(parseNumber("+3").value(), 3.0);
        for (const char* bad : {"", "+", "3,5", "3.5x", "nan", "inf", "1e999", "++3", " 3"}) QVERIFY2(!parseNumber(bad), bad);
        QVERIFY(!parseInteger("9223372036854775808"));
        QCOMPARE(parseInteger("-7").value(), std::int64_t{-7});
    }
    void countsAreGrouped() {
        QCOMPARE(counted(1, "user", "users"), std::string("1 user"));
        QCOMPARE(counted(1000209, "rating", "ratings"), std::string("1,000,209 ratings"));
        QCOMPARE(counted(-1234, "x", "xs"), std::string("-1,234 xs"));
    }
    void parametersAreCompletedAndRefusedByName() {
        const std::vector<ParamSpec> specs{
            {"factors", "Factors", "", std::int64_t{64}, 1, 1024},
            {"l2", "l2", "", 0.1, 0, 10},
            {"similarity", "Similarity", "", std::string("cosine"), 0, 0, false, false, {"cosine", "pearson"}}};
        const auto completed = completeParams(specs, {{"l2", std::int64_t{2}}});
        QVERIFY(completed);
        QCOMPARE(numberParam(completed.value(), "l2"), 2.0);
        QCOMPARE(intParam(completed.value(), "factors"), std::int64_t{64});
        const auto unknown = completeParams(specs, {{"facters", std::int64_t{2}}});
        QVERIFY(unknown.hasError());
        QVERIFY(unknown.error().message.find("facters") != std::string::npos);
        QVERIFY(unknown.error().message.find("similarity") != std::string::npos);
        QVERIFY(completeParams(specs, {{"factors", std::int64_t{0}}}).hasError());
        QVERIFY(completeParams(specs, {{"l2", std::nan("")}}).hasError());
        QVERIFY(parseParam(specs[0], "1.5").hasError());
        QVERIFY(parseParam(specs[2], "manhattan").error().message.find("pearson") != std::string::npos);
    }
    void randomIsReproducible() {
        Random a(7), b(7);
        for (int i = 0; i < 100; ++i) QCOMPARE(a.next(), b.next());
        QVERIFY(deriveSeed(1, "split") != deriveSeed(1, "init"));
        QVERIFY(deriveSeed(1, "fold", 0) != deriveSeed(1, "fold", 1));
        double sum = 0, squares = 0;
        for (int i = 0; i < 20000; ++i) {
            const double x = a.normal();
            sum += x;
            squares += x * x;
        }
        QVERIFY(std::abs(sum / 20000) < 0.03);
        QVERIFY(std::abs(squares / 20000 - 1) < 0.05);
    }
    void parallelForCoversEveryElementOnce() {
        for (const int threads : {1, 2, 5}) {
            std::vector<int> seen(1003, 0);
            QVERIFY(parallelFor(seen.size(), 10, threads, {}, [&](std::size_t b, std::size_t e) {
                for (std::size_t i = b; i < e; ++i) ++seen[i];
            }));
            for (const int n : seen) QCOMPARE(n, 1);
        }
        QVERIFY_EXCEPTION_THROWN((void)parallelFor(10, 1, 2, {},
                                                   [](std::size_t b, std::size_t) {
                                                       if (b == 5) throw std::runtime_error("x");
                                                   }),
                                 std::runtime_error);
    }
    void parallelForStopsOnRequest() {
        std::stop_source stop;
        const TaskContext context(stop.get_token(), {});
        std::atomic<int> blocks{0};
        const bool finished = parallelFor(1000, 1, 2, context, [&](std::size_t, std::size_t) {
            if (++blocks == 3) stop.request_stop();
        });
        QVERIFY(!finished);
        QVERIFY(blocks < 10);
    }
};
RECOSCOPE_TEST(TestBase)
#include "tst_base.moc"
