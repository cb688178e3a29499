#include "tests/support/test_registry.h"
#include "ui/jobs/latest_job.h"
#include <QTest>
#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

using recoscope::TaskContext;
using recoscope::ui::LatestJob;

class TestLatestJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversInTheGuiThread() {
        LatestJob job;
        int got = 0;
        QThread* deliveredIn = nullptr;
        job.submit([](const TaskContext&) { return 7; },
                   [&](int value) {
                       got = value;
                       deliveredIn = QThread::currentThread();
                   });
        QVERIFY(job.isBusy());
        QTRY_COMPARE(got, 7);
        QCOMPARE(deliveredIn, QThread::currentThread());
        QVERIFY(!job.isBusy());
    }

    void onlyTheNewestOfManyIsDelivered() {
        LatestJob job;
        std::vector<int> got;
        for (int i = 0; i < 50; ++i) {
            job.submit(
                [i](const TaskContext&) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    return i;
                },
                [&](int value) { got.push_back(value); });
        }
        QTRY_VERIFY(!job.isBusy());
        QCOMPARE(got, std::vector<int>{49});
    }

    void aNewRequestAsksTheOldOneToStop() {
        LatestJob job;
        auto stopped = std::make_shared<std::atomic<bool>>(false);
        auto started = std::make_shared<std::atomic<bool>>(false);
        job.submit(
            [stopped, started](const TaskContext& context) {
                *started = true;
                while (!context.stopRequested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                *stopped = true;
                return 1;
            },
            [](int) { QFAIL("a stale result was delivered"); });
        QTRY_VERIFY(started->load());
        int got = 0;
        job.submit([](const TaskContext&) { return 2; }, [&](int value) { got = value; });
        QTRY_COMPARE(got, 2);
        QVERIFY(stopped->load());
    }

    void destructionNeitherWaitsNorDelivers() {
        auto release = std::make_shared<std::atomic<bool>>(false);
        auto started = std::make_shared<std::atomic<bool>>(false);
        auto ended = std::make_shared<std::atomic<bool>>(false);
        {
            LatestJob job;
            job.submit(
                [release, started, ended](const TaskContext&) {
                    *started = true;
                    while (!release->load()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    *ended = true;
                    return 1;
                },
                [](int) { QFAIL("delivered to a dead owner"); });
            QTRY_VERIFY(started->load());
        }
        QVERIFY(!*ended); // waiting for what is released only now would never end
        *release = true;
        QTRY_VERIFY(ended->load());
        QTest::qWait(20);
    }

    void anExceptionArrivesAsText() {
        LatestJob job;
        QString text;
        job.submit([](const TaskContext&) -> int { throw std::runtime_error("no such row"); }, [](int) { QFAIL("delivered"); },
                   [&](const QString& message) { text = message; });
        QTRY_COMPARE(text, QStringLiteral("no such row"));
        QVERIFY(!job.isBusy());
    }
};

RECOSCOPE_TEST(TestLatestJob)
#include "tst_latest_job.moc"
