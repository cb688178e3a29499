#include "core/experiment/experiment.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>
#include <cmath>

using namespace recoscope;
using namespace recoscope::test;

/// Stopping a training so that what it has is kept: another request than cancelling, with another outcome.
class TestStopAndKeep final : public QObject {
    Q_OBJECT
    std::shared_ptr<const Dataset> m_data;

    static ExperimentSpec specFor(const char* algorithm, std::int64_t epochs, double valid) {
        ExperimentSpec spec;
        spec.split = {SplitKind::PerUser, 0.1, valid, 5, {}, {}, {}};
        spec.models = {{algorithm, {{"epochs", epochs}, {"factors", std::int64_t{8}}}}};
        return spec;
    }
    /// Asks for `finish` the moment epoch `at` is reported: the next step is at work or about to be.
    Result<ExperimentResult> stopAt(const ExperimentSpec& spec, int at) const {
        std::stop_source finish;
        ExperimentObserver observer;
        observer.onEpoch = [&](std::size_t, const EpochPoint& point) {
            if (point.epoch == at) finish.request_stop();
        };
        return runExperiment(spec, m_data, {}, observer, nullptr, finish.get_token());
    }

private Q_SLOTS:
    void initTestCase() {
        m_data = open("demo");
        QVERIFY(m_data);
    }
    void keepsTheBestEpochBitForBit_data() {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::newRow("ials") << QByteArray("ials");
        QTest::newRow("mf_sgd") << QByteArray("mf_sgd");
    }
    void keepsTheBestEpochBitForBit() {
        QFETCH(QByteArray, algorithm);
        const auto stopped = stopAt(specFor(algorithm.constData(), 400, 0.1), 5);
        QVERIFY(stopped.hasValue());
        const ModelResult& kept = stopped.value().models.front();
        QVERIFY(kept.log.stoppedOnRequest && !kept.log.stoppedEarly);
        QCOMPARE(kept.log.epochs.size(), std::size_t{5});
        QCOMPARE(kept.log.keptEpoch, kept.log.bestEpoch);
        QCOMPARE(kept.log.keptValidation, kept.log.epochs[static_cast<std::size_t>(kept.log.keptEpoch) - 1].validation);
        QVERIFY(!std::isnan(kept.means.at("ndcg@10").value)); // it was evaluated like any other
        const auto whole = runExperiment(specFor(algorithm.constData(), kept.log.keptEpoch, 0.1), m_data, {});
        QVERIFY(whole.hasValue());
        QVERIFY(!whole.value().models.front().log.stoppedOnRequest);
        const Interactions& train = *stopped.value().splits.front().train;
        for (std::int32_t u = 0; u < train.userCount(); u += 97)
            QCOMPARE(scores(*kept.model, known(train, u)), scores(*whole.value().models.front().model, known(train, u)));
    }
    void keepsTheLastWhereAskedTo() {
        ExperimentSpec spec = specFor("ials", 400, 0.1);
        spec.models[0].params.emplace("keep", std::string("last"));
        const auto stopped = stopAt(spec, 3);
        QVERIFY(stopped.hasValue());
        QCOMPARE(stopped.value().models.front().log.keptEpoch, 3);
    }
    void withoutValidationNothingIsKept() { QVERIFY(stopAt(specFor("ials", 400, 0), 3).isCancelled()); }
    void beforeTheFirstEpochNothingIsKept() {
        std::stop_source finish;
        finish.request_stop();
        QVERIFY(runExperiment(specFor("ials", 400, 0.1), m_data, {}, {}, nullptr, finish.get_token()).isCancelled());
        ExperimentSpec ease = specFor("ials", 1, 0.1);
        ease.models = {{"ease", {}}};
        QVERIFY(runExperiment(ease, m_data, {}, {}, nullptr, finish.get_token()).isCancelled());
    }
    void oneFoldIsNoResult() {
        ExperimentSpec spec = specFor("ials", 400, 0);
        spec.split = {SplitKind::KFold, 0.2, 0, 3, {}, {}, {}};
        QVERIFY(stopAt(spec, 2).isCancelled());
    }
    void cancellingStillKeepsNothing() {
        std::stop_source stop;
        ExperimentObserver observer;
        observer.onEpoch = [&](std::size_t, const EpochPoint& point) {
            if (point.epoch == 3) stop.request_stop();
        };
        const auto result = runExperiment(specFor("ials", 400, 0.1), m_data, TaskContext(stop.get_token(), {}), observer);
        QVERIFY(result.isCancelled());
    }
    void closedFormsAreMeasuredWhereAskedTo() {
        ExperimentSpec spec = specFor("ials", 1, 0.1);
        spec.models = {{"popularity", {}}};
        const auto silent = runExperiment(spec, m_data, {});
        QVERIFY(std::isnan(silent.value().models.front().log.keptValidation));
        spec.validateAll = true;
        const auto measured = runExperiment(spec, m_data, {});
        QVERIFY(measured.value().models.front().log.keptValidation > 0);
        QCOMPARE(measured.value().models.front().log.validationMetric, std::string("ndcg@10"));
        QVERIFY(measured.value().models.front().log.epochs.empty());
        QCOMPARE(measured.value().models.front().means.at("ndcg@10").value,
                 silent.value().models.front().means.at("ndcg@10").value);
    }
};
RECOSCOPE_TEST(TestStopAndKeep)
#include "tst_stop_and_keep.moc"
