#include "core/base/random.h"
#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <array>
#include <limits>

using namespace recoscope;
using namespace recoscope::test;

/// Biased MF against a plain loop over single ratings in double precision, in the documented order of updates.
class TestMfSgd final : public QObject {
    Q_OBJECT
    static constexpr std::size_t kGroups = 16, kRank = 5;
    static constexpr std::uint64_t kSeed = 1;

    struct Plain {
        std::vector<double> userBias, itemBias, p, q;
        double mean = 0, objective = 0;
    };
    static std::vector<double> start(std::size_t rows, const char* purpose, double spread) {
        Random random(deriveSeed(kSeed, purpose));
        std::vector<double> values(rows * kRank);
        for (double& v : values) v = static_cast<double>(static_cast<float>(spread * random.normal()));
        return values;
    }
    static std::vector<std::uint8_t> groups(std::int32_t rows, const char* purpose) {
        std::vector<std::uint8_t> g(static_cast<std::size_t>(rows));
        for (std::size_t k = 0; k < g.size(); ++k) g[k] = static_cast<std::uint8_t>(k % kGroups);
        Random(deriveSeed(kSeed, purpose)).shuffle(std::span(g));
        return g;
    }
    /// The ratings of one epoch in order: rounds as drawn, in a round cell after cell, in a cell by user, then item.
    static std::vector<Interaction> orderOf(const Interactions& x, int epoch) {
        const auto userGroup = groups(x.userCount(), "mf.user_groups"), itemGroup = groups(x.itemCount(), "mf.item_groups");
        std::vector<std::size_t> rounds(kGroups);
        for (std::size_t r = 0; r < kGroups; ++r) rounds[r] = r;
        Random(deriveSeed(kSeed, "mf.rounds", static_cast<std::uint64_t>(epoch))).shuffle(std::span(rounds));
        std::vector<Interaction> order;
        const auto all = x.toRows();
        for (const std::size_t round : rounds)
            for (std::size_t b = 0; b < kGroups; ++b)
                for (const Interaction& r : all)
                    if (userGroup[r.user.at()] == b && itemGroup[r.item.at()] == (b + round) % kGroups) order.push_back(r);
        return order;
    }
    static Plain train(const Interactions& x, int epochs, double rate, double l2, double decay) {
        Plain m;
        m.p = start(static_cast<std::size_t>(x.userCount()), "mf.user", 0.1);
        m.q = start(static_cast<std::size_t>(x.itemCount()), "mf.item", 0.1);
        m.userBias.assign(static_cast<std::size_t>(x.userCount()), 0);
        m.itemBias.assign(static_cast<std::size_t>(x.itemCount()), 0);
        for (const float r : x.ratings()) m.mean += static_cast<double>(r) / static_cast<double>(x.size());
        for (int epoch = 0; epoch < epochs; ++epoch, rate *= decay) {
            m.objective = 0;
            for (const Interaction& r : orderOf(x, epoch)) update(m, r, rate, l2);
        }
        return m;
    }
    static void update(Plain& m, const Interaction& r, double rate, double l2) {
        double &bu = m.userBias[r.user.at()], &bi = m.itemBias[r.item.at()];
        double *p = m.p.data() + r.user.at() * kRank, *q = m.q.data() + r.item.at() * kRank;
        double error = static_cast<double>(r.rating) - m.mean - bu - bi, squares = bu * bu + bi * bi;
        for (std::size_t k = 0; k < kRank; ++k) {
            error -= p[k] * q[k];
            squares += p[k] * p[k] + q[k] * q[k];
        }
        m.objective += error * error + l2 * squares;
        bu += rate * (error - l2 * bu);
        bi += rate * (error - l2 * bi);
        for (std::size_t k = 0; k < kRank; ++k) {
            const double before = p[k];
            p[k] += rate * (error * q[k] - l2 * before);
            q[k] += rate * (error * before - l2 * q[k]);
        }
    }

private Q_SLOTS:
    void equalsAPlainLoop() {
        const auto x = randomRatings(70, 50, 0.2, 41);
        const AlgorithmInfo& mf = *findAlgorithm("mf_sgd");
        const ParamValues params{{"factors", std::int64_t{kRank}},
                                 {"epochs", std::int64_t{12}},
                                 {"learning_rate", 0.02},
                                 {"l2", 0.05},
                                 {"decay", 0.9},
                                 {"init_std", 0.1}};
        auto trainer = mf.makeTrainer(TrainInput::make(x, std::nan(""), kSeed, 2), completeParams(mf.params, params).value());
        double objective = 0;
        for (int epoch = 0; epoch < 12; ++epoch) objective = trainer.value()->step({}).value().objective;
        const auto model = trainer.value()->snapshot({});
        const Plain plain = train(*x, 12, 0.02, 0.05, 0.9);
        QVERIFY(near(objective / plain.objective, 1, 0.02)); // the trainer adds the penalty after the epoch, the loop as it goes
        for (std::int32_t u = 0; u < 70; ++u) {
            const auto s = scores(*model, known(*x, u));
            for (std::size_t i = 0; i < 50; ++i) {
                double expected = plain.mean + plain.userBias[static_cast<std::size_t>(u)] + plain.itemBias[i];
                for (std::size_t k = 0; k < kRank; ++k)
                    expected += plain.p[static_cast<std::size_t>(u) * kRank + k] * plain.q[i * kRank + k];
                QVERIFY2(near(s[i], expected, 2e-4), qPrintable(QString::asprintf("%g, not %g", s[i], expected)));
            }
        }
    }
    void theObjectiveFalls() {
        const auto x = randomRatings(70, 50, 0.2, 41);
        const AlgorithmInfo& mf = *findAlgorithm("mf_sgd");
        auto trainer = mf.makeTrainer(TrainInput::make(x, std::nan(""), 1, 1), completeParams(mf.params, {}).value());
        double last = std::numeric_limits<double>::infinity();
        for (int epoch = 0; epoch < 20; ++epoch) {
            const double objective = trainer.value()->step({}).value().objective;
            QVERIFY(objective < last);
            last = objective;
        }
    }
    void divergenceIsAnErrorThatNamesTheRate() {
        const auto x = randomRatings(70, 50, 0.2, 41);
        const AlgorithmInfo& mf = *findAlgorithm("mf_sgd");
        auto trainer = mf.makeTrainer(TrainInput::make(x, std::nan(""), 1, 1),
                                      completeParams(mf.params, {{"learning_rate", 500.0}}).value());
        for (int epoch = 0; epoch < 20; ++epoch) {
            const auto step = trainer.value()->step({});
            if (step) continue;
            QVERIFY(step.error().kind == ErrorKind::NumericalFailure);
            QVERIFY(step.error().message.find("learning rate") != std::string::npos);
            return;
        }
        QFAIL("a learning rate of 500 went unnoticed");
    }
    void foldingInStandsAtTheOptimumOfOneUser() {
        // b_u and p are best where, over the history, sum error = l2 n b_u and sum error q = l2 n p.
        const auto x = randomRatings(70, 50, 0.2, 41);
        const auto model =
            recoscope::test::train(*findAlgorithm("mf_sgd"), x, 1, {{"factors", std::int64_t{kRank}}, {"l2", 0.05}});
        const auto items = model->factors()->itemFactors;
        const Query query = edited(*x, 7);
        const auto s = scores(*model, query);
        const auto byFactor = model->explain(query, query.history.items[0]).back();
        std::array<double, kRank> p{}, sums{};
        for (const Contribution& c : byFactor.contributions) p[static_cast<std::size_t>(c.id)] = static_cast<double>(c.value);
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            const std::size_t i = query.history.items[k].at();
            for (std::size_t f = 0; f < kRank; ++f)
                sums[f] += static_cast<double>(query.history.ratings[k] - s[i]) * static_cast<double>(items[i * kRank + f]);
        }
        for (std::size_t f = 0; f < kRank; ++f)
            QVERIFY(near(sums[f], 0.05 * static_cast<double>(query.history.size()) * p[f], 1e-4));
    }
};
RECOSCOPE_TEST(TestMfSgd)
#include "tst_mf_sgd.moc"
