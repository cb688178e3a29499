#include "tests/models/dense.h"
#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>

using namespace recoscope;
using namespace recoscope::test;

/// iALS against its own objective: a half-step solved densely, an objective that never rises, and a gradient of zero at the end.
class TestIals final : public QObject {
    Q_OBJECT
    static constexpr double kL2 = 0.05, kAlpha0 = 0.2;
    static constexpr std::size_t kRank = 6;
    std::shared_ptr<const Interactions> m_x = randomRatings(80, 60, 0.15, 31);

    static ParamValues params(const char* solver, double nu, std::int64_t epochs) {
        return {{"factors", std::int64_t{kRank}}, {"l2", kL2}, {"alpha0", kAlpha0}, {"nu", nu}, {"epochs", epochs},
                {"solver", std::string(solver)}};
    }
    struct Run {
        std::vector<double> objectives;
        std::unique_ptr<const Model> model;
    };
    Run run(const char* solver, double nu, int epochs) const {
        const AlgorithmInfo& ials = *findAlgorithm("ials");
        auto trainer = ials.makeTrainer(TrainInput::make(m_x, std::nan(""), 1, 2),
                                        completeParams(ials.params, params(solver, nu, epochs)).value());
        Run result;
        for (int e = 0; e < epochs; ++e) result.objectives.push_back(trainer.value()->step({}).value().objective);
        result.model = trainer.value()->snapshot({});
        return result;
    }
    static Dense tableOf(std::span<const float> values) {
        Dense t;
        for (std::size_t k = 0; k < values.size(); k += kRank)
            t.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(k),
                           values.begin() + static_cast<std::ptrdiff_t>(k + kRank));
        return t;
    }
    static double dot(const std::vector<double>& a, const std::vector<double>& b) {
        double sum = 0;
        for (std::size_t k = 0; k < kRank; ++k) sum += a[k] * b[k];
        return sum;
    }
    /// l2 (positives + alpha0 * length of the other side)^nu.
    static double penalty(double nu, std::size_t positives, std::size_t others) {
        return kL2 * std::pow(static_cast<double>(positives) + kAlpha0 * static_cast<double>(others), nu);
    }
    std::vector<std::vector<std::size_t>> chosenBy(bool users) const {
        std::vector<std::vector<std::size_t>> rows(static_cast<std::size_t>(users ? m_x->userCount() : m_x->itemCount()));
        for (const Interaction& r : m_x->toRows())
            rows[users ? r.user.at() : r.item.at()].push_back(users ? r.item.at() : r.user.at());
        return rows;
    }
    /// The objective, term by term over all pairs.
    double objective(const Dense& users, const Dense& items, double nu) const {
        double sum = 0;
        const auto rows = chosenBy(true), columns = chosenBy(false);
        for (std::size_t u = 0; u < users.size(); ++u) {
            for (std::size_t i = 0; i < items.size(); ++i) sum += kAlpha0 * std::pow(dot(users[u], items[i]), 2);
            for (const std::size_t i : rows[u]) sum += std::pow(1 - dot(users[u], items[i]), 2);
            sum += penalty(nu, rows[u].size(), items.size()) * dot(users[u], users[u]);
        }
        for (std::size_t i = 0; i < items.size(); ++i)
            sum += penalty(nu, columns[i].size(), users.size()) * dot(items[i], items[i]);
        return sum;
    }
    /// The largest entry of half the gradient with respect to one side.
    double steepest(const Dense& own, const Dense& other, bool users, double nu) const {
        const auto rows = chosenBy(users);
        double largest = 0;
        for (std::size_t r = 0; r < own.size(); ++r)
            for (std::size_t k = 0; k < kRank; ++k) {
                double g = penalty(nu, rows[r].size(), other.size()) * own[r][k];
                for (const auto& o : other) g += kAlpha0 * dot(own[r], o) * o[k];
                for (const std::size_t c : rows[r]) g -= (1 - dot(own[r], other[c])) * other[c][k];
                largest = std::max(largest, std::abs(g));
            }
        return largest;
    }

private Q_SLOTS:
    void aHalfStepEqualsTheDenseSolution_data() {
        QTest::addColumn<double>("nu");
        for (const double nu : {0.0, 0.5, 1.0}) QTest::addRow("nu %g", nu) << nu;
    }
    void aHalfStepEqualsTheDenseSolution() {
        QFETCH(double, nu);
        const Run r = run("cholesky", nu, 2);
        const auto factors = *r.model->factors();
        const Dense users = tableOf(factors.userFactors), items = tableOf(factors.itemFactors);
        const auto rows = chosenBy(true);
        for (std::size_t u = 0; u < users.size(); ++u) {
            Dense a(kRank, std::vector<double>(kRank, 0)), b(kRank, std::vector<double>(1, 0));
            for (std::size_t i = 0; i < items.size(); ++i) {
                const bool chosen = std::ranges::find(rows[u], i) != rows[u].end();
                for (std::size_t k = 0; k < kRank; ++k) {
                    for (std::size_t l = 0; l < kRank; ++l)
                        a[k][l] += (chosen ? 1 + kAlpha0 : kAlpha0) * items[i][k] * items[i][l];
                    b[k][0] += chosen ? items[i][k] : 0;
                }
            }
            for (std::size_t k = 0; k < kRank; ++k) a[k][k] += penalty(nu, rows[u].size(), items.size());
            const Dense solution = solveDense(a, b);
            for (std::size_t k = 0; k < kRank; ++k) QVERIFY(near(users[u][k], solution[k][0], 1e-4));
        }
    }
    void theObjectiveNeverRises_data() {
        QTest::addColumn<QString>("solver");
        QTest::newRow("cholesky") << "cholesky";
        QTest::newRow("cg") << "cg";
    }
    void theObjectiveNeverRises() {
        QFETCH(QString, solver);
        const Run r = run(qPrintable(solver), 1, 40);
        for (std::size_t e = 1; e < r.objectives.size(); ++e)
            QVERIFY2(r.objectives[e] <= r.objectives[e - 1] * (1 + 1e-6),
                     qPrintable(QString::asprintf("epoch %zu: %.9g after %.9g", e + 1, r.objectives[e], r.objectives[e - 1])));
        QVERIFY(r.objectives.back() < 0.9 * r.objectives.front());
    }
    void theOptimumIsStationary_data() { theObjectiveNeverRises_data(); }
    void theOptimumIsStationary() {
        QFETCH(QString, solver);
        const Run r = run(qPrintable(solver), 1, 1000);
        const auto factors = *r.model->factors();
        const Dense users = tableOf(factors.userFactors), items = tableOf(factors.itemFactors);
        QVERIFY(near(objective(users, items, 1) / r.objectives.back(), 1, 1e-5));
        QVERIFY2(steepest(users, items, true, 1) < 2e-3, qPrintable(QString::number(steepest(users, items, true, 1))));
        QVERIFY2(steepest(items, users, false, 1) < 2e-3, qPrintable(QString::number(steepest(items, users, false, 1))));
        // The measure is not blind: a step away the slope shows.
        Dense moved = items;
        moved[3][2] += 0.05;
        QVERIFY(steepest(moved, users, false, 1) > 2e-2);
    }
    void leavingTheRangeOfNumbersIsAnError() {
        // Without any penalty and with more factors than there are items the equations have no unique solution.
        const AlgorithmInfo& ials = *findAlgorithm("ials");
        const auto x = handExample();
        auto trainer = ials.makeTrainer(
            TrainInput::make(x, std::nan(""), 1, 1),
            completeParams(ials.params, {{"l2", 0.0}, {"factors", std::int64_t{64}}, {"solver", std::string("cholesky")}})
                .value());
        for (int epoch = 0; epoch < 16; ++epoch) {
            const auto step = trainer.value()->step({});
            if (step.hasError()) {
                QVERIFY(step.error().kind == ErrorKind::NumericalFailure);
                QVERIFY(step.error().message.find("l2") != std::string::npos);
                return;
            }
            QVERIFY(std::isfinite(step.value().objective));
        }
    }
};
RECOSCOPE_TEST(TestIals)
#include "tst_ials.moc"
