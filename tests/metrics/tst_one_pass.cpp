#include "core/base/random.h"
#include "tests/metrics/naive_metrics.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>
#include <cmath>

using namespace recoscope;
using namespace recoscope::test;

/// The one pass over full rankings against each metric computed by itself from its definition, on random data with ties, items
/// that cannot be scored, users without training rows and users without relevant items.
class TestOnePass final : public QObject {
    Q_OBJECT
    static constexpr std::int32_t kUsers = 60, kItems = 45;

    static Split randomSplit() {
        Random random(3);
        std::vector<Interaction> rows[3], masked;
        for (const Interaction& row : randomRatings(kUsers, kItems, 0.25, 13)->toRows()) {
            const std::size_t part = row.user.value % 11 == 5 ? 2 : std::min<std::uint64_t>(2, random.below(4));
            rows[part].push_back(row);
            if (part < 2) masked.push_back(row);
        }
        const auto build = [](const std::vector<Interaction>& r) {
            return std::make_shared<const Interactions>(Interactions::fromRows(kUsers, kItems, r, false));
        };
        Split s;
        s.train = build(rows[0]);
        s.valid = build(rows[1]);
        s.test = build(rows[2]);
        s.masked = build(masked);
        return s;
    }
    static FixedModel randomModel() {
        Random random(4);
        std::vector<float> table(static_cast<std::size_t>(kUsers) * kItems);
        for (float& v : table) v = random.below(12) == 0 ? std::nanf("") : static_cast<float>(random.below(9)) / 2;
        return {kItems, std::move(table)};
    }
    static Evaluation run(const Split& split, const FixedModel& model, int threads) {
        EvaluationOptions options;
        const std::vector<int> ks{1, 5, 20, 60};
        options.metrics =
            parseMetrics("precision,recall,f1,hit_rate,mrr,map,ndcg,ndcg_graded,auc,popularity,novelty,coverage,gini,rmse,mae",
                         ks)
                .value();
        options.relevanceThreshold = 4;
        options.predictsRatings = true;
        options.scale = RatingScale{1, 5, 1};
        options.fallbackRating = 3.25;
        options.threads = threads;
        return evaluate(model, split, options, {}).value();
    }

private Q_SLOTS:
    void everyPerUserValueIsItsDefinition() {
        const Split split = randomSplit();
        const FixedModel model = randomModel();
        const Evaluation e = run(split, model, 1);
        QVERIFY(e.usersWithoutRelevantItems > 0 && e.usersListed < kUsers);
        QCOMPARE(static_cast<int>(e.users.size()) + e.usersWithoutRelevantItems, e.usersListed);
        for (const auto& [key, column] : e.perUser) {
            const std::size_t at = key.find('@');
            const int k = at == std::string::npos ? 0 : std::stoi(key.substr(at + 1));
            QCOMPARE(column.size(), e.users.size());
            double sum = 0, n = 0;
            for (std::size_t u = 0; u < column.size(); ++u) {
                const double expected = naivePerUser(key.substr(0, at), k, model, split, e.users[u], 4);
                const auto got = static_cast<double>(column[u]);
                QVERIFY2(
                    std::isnan(expected) ? std::isnan(got) : std::abs(got - expected) < 2e-6,
                    qPrintable(QString::asprintf("%s of user %d: %g, not %g", key.c_str(), e.users[u].value, got, expected)));
                if (std::isnan(expected)) continue;
                sum += expected;
                n += 1;
            }
            QVERIFY2(std::abs(e.values.at(key).value - sum / n) < 1e-6, key.c_str());
        }
        QCOMPARE(e.perUser.size(), std::size_t{10 * 4 + 1});
    }
    void listMetricsAreTheirDefinitions() {
        const Split split = randomSplit();
        const FixedModel model = randomModel();
        const Evaluation e = run(split, model, 1);
        for (const char* id : {"coverage", "gini"})
            for (const int k : {1, 5, 20, 60}) {
                const std::string key = std::string(id) + "@" + std::to_string(k);
                QVERIFY2(std::abs(e.values.at(key).value - naiveOfLists(id, k, model, split)) < 1e-12, key.c_str());
            }
    }
    void ratingErrorsAreTheirDefinitions() {
        const Split split = randomSplit();
        const FixedModel model = randomModel();
        const Evaluation e = run(split, model, 1);
        double squares = 0, sum = 0, n = 0;
        for (const Interaction& row : split.test->toRows()) {
            if (split.train->rowSize(row.user) == 0) continue;
            const auto score = static_cast<double>(model.row(row.user)[row.item.at()]);
            const double error = std::min(5.0, std::max(1.0, std::isnan(score) ? 3.25 : score)) - static_cast<double>(row.rating);
            squares += error * error;
            sum += std::abs(error);
            n += 1;
        }
        QVERIFY(std::abs(e.values.at("rmse").value - std::sqrt(squares / n)) < 1e-9);
        QVERIFY(std::abs(e.values.at("mae").value - sum / n) < 1e-9);
        QVERIFY(e.fallbackPredictions > 0);
    }
    void threadsChangeNoBit() {
        const Split split = randomSplit();
        const FixedModel model = randomModel();
        const Evaluation one = run(split, model, 1), three = run(split, model, 3);
        for (const auto& [key, value] : one.values) {
            QVERIFY2(value.value == three.values.at(key).value, key.c_str());
            QVERIFY2(value.halfWidth == three.values.at(key).halfWidth || std::isnan(value.halfWidth), key.c_str());
        }
        QVERIFY(one.lists == three.lists);
    }
};
RECOSCOPE_TEST(TestOnePass)
#include "tst_one_pass.moc"
