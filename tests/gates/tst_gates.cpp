#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include "tests/gates/gate_count.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <array>
#include <cmath>
#include <map>

using namespace recoscope;
using recoscope::test::gateCount;

/// Published and re-derived figures on ML-100k (reference results of the project's evaluation guide), within the tolerances given
/// there.
class TestGates final : public QObject {
    Q_OBJECT
    std::map<std::string, std::shared_ptr<const Dataset>> m_opened;

    std::shared_ptr<const Dataset> opened(const std::string& folder) {
        auto& data = m_opened[folder];
        if (!data) data = test::open(folder);
        return data;
    }

    static std::map<std::string, double> means(const std::shared_ptr<const Dataset>& data, const char* split, double threshold,
                                               const char* metrics, const ModelSpec& model, int seeds) {
        std::map<std::string, double> sums;
        for (int seed = 1; seed <= seeds; ++seed) {
            ExperimentSpec spec;
            spec.split = parseSplitSpec(split).value();
            spec.seed = static_cast<std::uint64_t>(seed);
            spec.relevanceThreshold = threshold;
            spec.metrics = metrics;
            spec.models = {model};
            const auto result = runExperiment(spec, data, {});
            if (!result) qFatal("%s", result.error().message.c_str());
            for (const auto& [key, value] : result.value().models[0].means) sums[key] += value.value / seeds;
        }
        return sums;
    }
    static void near(const char* what, double value, double expected, double tolerance) {
        if (!(std::abs(value - expected) <= tolerance)) {
            const QString message = QString::asprintf("%s is %.4f, expected %.4f +- %.4f", what, value, expected, tolerance);
            QFAIL(qPrintable(message));
        }
    }

private Q_SLOTS:
    void init() { ++gateCount().expected; }
    void cleanup() { gateCount().failed += QTest::currentTestFailed() ? 1 : 0; }
    void ranking_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("param");
        QTest::addColumn<double>("paramValue");
        QTest::addColumn<QList<double>>("expected"); // recall, mrr, ndcg, hit rate, precision, coverage
        QTest::newRow("popularity") << "popularity"
                                    << "" << 0.0 << QList<double>{.1194, .2591, .1376, .5593, .1004, .041};
        QTest::newRow("item kNN") << "item_knn"
                                  << "" << 0.0 << QList<double>{.2380, .4678, .2814, .7705, .1924, .251};
        QTest::newRow("user kNN") << "user_knn"
                                  << "" << 0.0 << QList<double>{.2386, .4790, .2847, .7663, .1877, .133};
        QTest::newRow("EASE") << "ease"
                              << "l2" << 250.0 << QList<double>{.2766, .5248, .3282, .8100, .2200, .236};
        QTest::newRow("iALS") << "ials"
                              << "l2" << 0.05 << QList<double>{.2331, .4560, .2743, .7586, .1871, .181};
    }
    void ranking() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        QFETCH(QString, model);
        QFETCH(QString, param);
        QFETCH(double, paramValue);
        QFETCH(QList<double>, expected);
        ModelSpec spec{model.toStdString(), {}};
        if (!param.isEmpty()) spec.params[param.toStdString()] = paramValue;
        if (model == "ials") spec.params["keep"] = std::string("last");
        const auto got = means(opened(*folder), "per-user:test=0.1,valid=0.1", std::nan(""),
                               "recall@10,mrr@10,ndcg@10,hit_rate@10,precision@10,coverage@10", spec, 5);
        near("recall", got.at("recall@10"), expected[0], .006);
        near("mrr", got.at("mrr@10"), expected[1], .012);
        near("ndcg", got.at("ndcg@10"), expected[2], .006);
        near("hit rate", got.at("hit_rate@10"), expected[3], .015);
        near("precision", got.at("precision@10"), expected[4], .006);
        near("coverage", got.at("coverage@10"), expected[5], .02);
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    void ratings_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("form");
        QTest::addColumn<double>("rmse");
        QTest::addColumn<double>("mae");
        // The global mean is the bias model under a pull that leaves no bias.
        QTest::newRow("global mean") << "bias"
                                     << "none" << 1.126 << .945;
        QTest::newRow("bias") << "bias"
                              << "" << .944 << .748;
        QTest::newRow("user kNN basic") << "user_knn"
                                        << "basic" << .980 << .774;
        QTest::newRow("user kNN means") << "user_knn"
                                        << "means" << .951 << .749;
        QTest::newRow("user kNN baseline") << "user_knn"
                                           << "baseline" << .931 << .733;
        QTest::newRow("biased MF") << "mf_sgd"
                                   << "" << .934 << .737;
    }
    void ratings() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        QFETCH(QString, model);
        QFETCH(QString, form);
        QFETCH(double, rmse);
        QFETCH(double, mae);
        ModelSpec spec{model.toStdString(), {}};
        if (model == "bias" && form == "none")
            spec.params = {{"l2_users", 1e6}, {"l2_items", 1e6}};
        else if (!form.isEmpty())
            spec.params = {{"form", form.toStdString()}, {"similarity", std::string("msd")}, {"neighbors", std::int64_t{40}}};
        const auto got = means(opened(*folder), "kfold:k=5", std::nan(""), "rmse,mae", spec, 1);
        near("rmse", got.at("rmse"), rmse, .003);
        near("mae", got.at("mae"), mae, .003);
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    void definitions() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const auto data = opened(*folder);
        const char* metrics = "precision@10,recall@10,ndcg@10,map@10,coverage@10";
        const auto popularity = means(data, "per-user-temporal:test=0.2", 4, metrics, {"popularity", {}}, 1);
        const auto ease = means(data, "per-user-temporal:test=0.2", 4, metrics, {"ease", {{"l2", 200.0}}}, 1);
        const std::array<const char*, 5> keys{"precision@10", "recall@10", "ndcg@10", "map@10", "coverage@10"};
        const std::array<double, 5> popular{.0779, .0708, .0982, .0478, .0446}, linear{.1373, .1525, .1855, .1010, .2027};
        for (std::size_t k = 0; k < keys.size(); ++k) {
            near(keys[k], popularity.at(keys[k]), popular[k], .00005001);
            near(keys[k], ease.at(keys[k]), linear[k], .00005001);
        }
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    void theDefinitionsHaveTheirPopulation() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        ExperimentSpec spec;
        spec.split = parseSplitSpec("per-user-temporal:test=0.2").value();
        spec.relevanceThreshold = 4;
        spec.models = {{"popularity", {}}};
        const auto result = runExperiment(spec, opened(*folder), {}).value();
        QCOMPARE(result.splits[0].train->size(), std::size_t{79619});
        QCOMPARE(result.splits[0].test->size(), std::size_t{20381});
        QCOMPARE(result.models[0].evaluation.usersWithoutRelevantItems, 35);
        QCOMPARE(result.models[0].evaluation.usersListed, 943);
        // The article's NDCG, gains 2^r - 1 over all test ratings: every rating counts, whatever the model learnt from.
        EvaluationOptions graded;
        graded.metrics = parseMetrics("ndcg_graded@10", {}).value();
        const auto evaluation = evaluate(*result.models[0].model, result.splits[0], graded, {}).value();
        near("graded ndcg", evaluation.values.at("ndcg_graded@10").value, .0938, .00005001);
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    /// What its defaults must beat, on two sizes of data: models that rank and are no reference themselves.
    void defaultsBeatPopularity_data() {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("model");
        for (const char* data : {"ml-100k", "ml-1m"})
            for (const AlgorithmInfo& a : algorithms())
                if (a.family != "Baselines" && !a.capabilities.predictsRatings)
                    QTest::addRow("%s on %s", a.id.c_str(), data) << data << QString::fromStdString(a.id);
    }
    void defaultsBeatPopularity() {
        QFETCH(QString, data);
        QFETCH(QString, model);
        const auto folder = test::datasetFolder(data.toStdString());
        RECOSCOPE_NEED_FOLDER(folder, qPrintable(data));
        const auto dataset = opened(*folder);
        const auto popular = means(dataset, "per-user:test=0.1", std::nan(""), "ndcg@10", {"popularity", {}}, 1);
        const auto own = means(dataset, "per-user:test=0.1", std::nan(""), "ndcg@10", {model.toStdString(), {}}, 1);
        const QString numbers = QString::asprintf("%.4f against %.4f", own.at("ndcg@10"), popular.at("ndcg@10"));
        QVERIFY2(own.at("ndcg@10") > 1.3 * popular.at("ndcg@10"), qPrintable(numbers));
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    void cleanupTestCase() { gateCount().report(); }
};
RECOSCOPE_TEST(TestGates)
#include "tst_gates.moc"
