#include "core/experiment/experiment.h"
#include "core/models/model_file.h"
#include "core/models/registry.h"
#include "core/ranking/rank.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>

using namespace recoscope;
using namespace recoscope::test;

/// Every algorithm of the registry against the contract of core/models. A new model gets these rows by itself.
class TestConformance final : public QObject {
    Q_OBJECT
    std::shared_ptr<const Interactions> m_world = randomRatings(120, 90, 0.12, 7);

    static void rows() {
        QTest::addColumn<QString>("id");
        for (const AlgorithmInfo& a : algorithms()) QTest::newRow(a.id.c_str()) << QString::fromStdString(a.id);
    }
    static const AlgorithmInfo& algorithm() {
        QFETCH(QString, id);
        return *findAlgorithm(id.toStdString());
    }

private Q_SLOTS:
    void metadataIsComplete_data() { rows(); }
    void metadataIsComplete() {
        const AlgorithmInfo& a = algorithm();
        QVERIFY(!a.name.empty() && !a.family.empty() && !a.summary.empty() && !a.objective.empty() && !a.notes.empty() &&
                !a.reference.empty());
        for (const ParamSpec& p : trainingParams(a)) QVERIFY2(!p.help.empty() && !p.label.empty(), p.key.c_str());
        const Forecast forecast = a.forecast(DataShape::of(*m_world), completeParams(a.params, {}).value());
        QVERIFY(forecast.bytes > 0 && forecast.operations >= 0);
    }
    void scoresAreFiniteAndDeterministic_data() { rows(); }
    void scoresAreFiniteAndDeterministic() {
        const auto one = train(algorithm(), m_world, 1), again = train(algorithm(), m_world, 1),
                   two = train(algorithm(), m_world, 2), five = train(algorithm(), m_world, 5);
        for (const std::int32_t u : {0, 17, 119}) {
            const auto s = scores(*one, known(*m_world, u));
            for (const float v : s) QVERIFY(std::isfinite(v) || std::isnan(v));
            QVERIFY(s == scores(*again, known(*m_world, u)));
            QVERIFY2(s == scores(*two, known(*m_world, u)), "two threads give other bits");
            QVERIFY2(s == scores(*five, known(*m_world, u)), "five threads give other bits");
        }
    }
    void batchEqualsSingle_data() { rows(); }
    void batchEqualsSingle() {
        const auto model = train(algorithm(), m_world);
        std::vector<Query> queries;
        for (std::int32_t u = 0; u < 11; ++u) queries.push_back(known(*m_world, u));
        const auto items = static_cast<std::size_t>(model->itemCount());
        std::vector<float> all(queries.size() * items);
        model->scoreBatch(queries, all);
        const std::vector<ItemIndex> candidates{ItemIndex{3}, ItemIndex{88}, ItemIndex{3}};
        for (std::size_t k = 0; k < queries.size(); ++k) {
            const auto single = scores(*model, queries[k]);
            QVERIFY(std::equal(single.begin(), single.end(), all.begin() + static_cast<std::ptrdiff_t>(k * items)));
            std::vector<float> some(3);
            model->score(queries[k], candidates, some);
            QCOMPARE(some[0], single[3]);
            QCOMPARE(some[1], single[88]);
        }
    }
    void emptyHistoryAndColdItemsAreServed_data() { rows(); }
    void emptyHistoryAndColdItemsAreServed() {
        const std::vector<Interaction> few{{UserIndex{0}, ItemIndex{0}, 4, kNoTime},
                                           {UserIndex{0}, ItemIndex{1}, 2, kNoTime},
                                           {UserIndex{1}, ItemIndex{1}, 5, kNoTime}};
        const auto x =
            std::make_shared<const Interactions>(Interactions::fromRows(3, 4, few, false)); // user 2, items 2 and 3 have no rows
        const auto model = train(algorithm(), x);
        QVERIFY(model);
        for (const Query& query : {known(*x, 2), Query::bare({}), known(*x, 0)})
            for (const float v : scores(*model, query)) QVERIFY(!std::isinf(v));
        QVERIFY(!model->explain(Query::bare({}), ItemIndex{1}).empty());
    }
    void checkerboardIsSolved_data() { rows(); }
    void checkerboardIsSolved() {
        const AlgorithmInfo& a = algorithm();
        if (a.id == "random" || a.id == "popularity" || a.id == "bias") QSKIP("does not look at who is alike");
        const auto x = checkerboard(30);
        ParamValues params;
        if (a.id == "mf_sgd") QSKIP("learns from differences between ratings; here all are equal");
        if (a.id == "ease") params["l2"] = 1.0;
        const auto model = train(a, x, 1, params);
        for (std::int32_t u = 0; u < 30; ++u)
            QCOMPARE(topK(scores(*model, known(*x, u)), 1, x->row(UserIndex{u}).items).front().item.value, u);
    }
    void explanationsAddUp_data() { rows(); }
    void explanationsAddUp() {
        const auto model = train(algorithm(), m_world);
        int cases = 0;
        for (std::int32_t u = 0; u < 20; ++u)
            for (std::int32_t i = 0; i < 10; ++i) {
                const Query query = known(*m_world, 6 * u);
                const auto item = ItemIndex{9 * i};
                const float score = scores(*model, query)[item.at()];
                for (const Explanation& e : model->explain(query, item)) {
                    double size = 0;
                    for (const Contribution& c : e.contributions) size += std::abs(c.amount);
                    const double allowed = 1e-4 * std::max({1.0, std::abs(e.score), size});
                    QVERIFY(std::abs(e.score - static_cast<double>(score)) <= allowed);
                    QVERIFY(std::abs(explainedSum(e) - e.score) <= 1e-9 * std::max(1.0, size));
                    if (e.exact)
                        QVERIFY2(std::abs(e.residual) <= allowed, qPrintable(QString::number(e.residual)));
                    else
                        QVERIFY(std::isfinite(e.residualShare));
                }
                ++cases;
            }
        QCOMPARE(cases, 200);
    }
    void takingTheTopReasonAwayLowersTheScore_data() { rows(); }
    void takingTheTopReasonAwayLowersTheScore() {
        const AlgorithmInfo& a = algorithm();
        if (a.capabilities.foldIn == FoldIn::None || a.id == "random") QSKIP("has no reasons in the history");
        const auto model = train(a, m_world);
        int cases = 0, lowered = 0;
        for (std::int32_t u = 0; u < 120 && cases < 200; ++u) {
            const auto row = m_world->row(UserIndex{u});
            const Query whole = Query::edited(UserIndex{u}, {row.items, row.ratings, {}});
            const auto top = topK(scores(*model, whole), 2, row.items);
            for (const ScoredItem& target : top) {
                const Explanation e = model->explain(whole, target.item).front();
                const auto reason = std::ranges::max_element(e.contributions, {}, &Contribution::amount);
                if (reason == e.contributions.end() || reason->amount <= 0) continue;
                std::vector<ItemIndex> items;
                std::vector<float> ratings;
                for (std::size_t k = 0; k < row.size(); ++k)
                    if (row.items[k].value != reason->id) {
                        items.push_back(row.items[k]);
                        ratings.push_back(row.ratings[k]);
                    }
                ++cases;
                lowered +=
                    scores(*model, Query::edited(UserIndex{u}, {items, ratings, {}}))[target.item.at()] < target.score ? 1 : 0;
            }
        }
        QVERIFY(cases >= 100);
        if (a.capabilities.additive)
            QCOMPARE(lowered, cases);
        else
            QVERIFY2(lowered >= 0.9 * cases, qPrintable(QString::number(lowered) + " of " + QString::number(cases)));
    }
    void foldInAgreesWithTraining_data() { rows(); }
    void foldInAgreesWithTraining() {
        const AlgorithmInfo& a = algorithm();
        const auto model = train(a, m_world);
        for (std::int32_t u = 0; u < 120; u += 13) {
            const auto row = m_world->row(UserIndex{u});
            const auto trained = scores(*model, known(*m_world, u)),
                       folded = scores(*model, Query::edited(UserIndex{u}, {row.items, row.ratings, {}}));
            if (a.capabilities.foldIn != FoldIn::Approximate)
                QVERIFY(trained == folded);
            else
                for (const float v : folded) QVERIFY(std::isfinite(v));
        }
    }
    void parametersAreCheckedByName_data() { rows(); }
    void parametersAreCheckedByName() {
        const AlgorithmInfo& a = algorithm();
        const auto unknown = completeParams(trainingParams(a), {{"nonsense", std::int64_t{1}}});
        QVERIFY(unknown.hasError() && unknown.error().message.find("nonsense") != std::string::npos);
        for (const ParamSpec& p : trainingParams(a)) {
            QVERIFY(parseParam(p, formatParam(p.defaultValue)).value() == p.defaultValue);
            if (paramType(p) == "integer" || paramType(p) == "number") {
                const auto outside = parseParam(p, formatParam(ParamValue(p.maximum * 2 + 1)));
                QVERIFY2(outside.hasError() && outside.error().message.find(p.key) != std::string::npos, p.key.c_str());
            }
        }
    }
    void cancelIsSeen_data() { rows(); }
    void cancelIsSeen() {
        const AlgorithmInfo& a = algorithm();
        const auto large = randomRatings(1500, 1200, 0.05, 3);
        auto trainer = a.makeTrainer(TrainInput::make(large, std::nan(""), 1, 2), completeParams(a.params, {}).value());
        std::stop_source stop;
        const TaskContext context(stop.get_token(), {});
        std::jthread canceller([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            stop.request_stop();
        });
        bool cancelled = false;
        qint64 afterStop = 0;
        QElapsedTimer clock;
        for (int step = 0; step < trainer.value()->stepCount() && !cancelled; ++step) {
            clock.start();
            cancelled = trainer.value()->step(context).isCancelled();
            afterStop = clock.elapsed();
        }
        canceller.join();
        QVERIFY2(afterStop < 1000, qPrintable(QString::number(afterStop)));
        QVERIFY(trainer.value()->step(context).isCancelled()); // a stop before the start is seen too
    }
    void savedModelsScoreTheSame_data() { rows(); }
    void savedModelsScoreTheSame() {
        const AlgorithmInfo& a = algorithm();
        QTemporaryDir folder;
        const std::string path = (folder.path() + "/model").toStdString();
        const auto model = train(a, m_world);
        QVERIFY(saveModelFile(path, {a.id, completeParams(a.params, {}).value(), 1, 2, std::nan("")}, *model));
        const auto loaded = loadModelFile(path);
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        QCOMPARE(loaded.value().header.userHash, std::uint64_t{1});
        for (std::int32_t u = 0; u < 120; u += 17) {
            QVERIFY(scores(*model, known(*m_world, u)) == scores(*loaded.value().model, known(*m_world, u)));
            QCOMPARE(model->explain(known(*m_world, u), ItemIndex{5}).front().contributions.size(),
                     loaded.value().model->explain(known(*m_world, u), ItemIndex{5}).front().contributions.size());
        }
        std::ifstream in(path, std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(in)), {});
        for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 40) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
            std::ofstream(path, std::ios::binary) << damaged;
            QVERIFY(loadModelFile(path).hasError());
            std::ofstream(path, std::ios::binary) << bytes.substr(0, at);
            QVERIFY(loadModelFile(path).hasError());
        }
    }
};
RECOSCOPE_TEST(TestConformance)
#include "tst_conformance.moc"
