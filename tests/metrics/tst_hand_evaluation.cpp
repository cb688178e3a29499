#include "core/metrics/evaluate.h"
#include "tests/support/fixed_model.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>
#include <cmath>

using namespace recoscope;
using namespace recoscope::test;

/// One evaluation of four users and five items, worked out by hand: populations, masking, rounding to the scale, short lists.
class TestHandEvaluation final : public QObject {
    Q_OBJECT
    static std::shared_ptr<const Interactions> part(std::vector<Interaction> rows) {
        return std::make_shared<const Interactions>(Interactions::fromRows(4, 5, rows, false));
    }
    static Interaction row(std::int32_t user, std::int32_t item, float rating) {
        return {UserIndex{user}, ItemIndex{item}, rating, kNoTime};
    }
    /// u0 and u1 are tested, u2 holds out a disliked item only, u3 has no training rows.
    static Split split() {
        Split s;
        s.train = part({row(0, 0, 5), row(1, 1, 4), row(2, 0, 3)});
        s.valid = part({row(0, 1, 4)});
        s.masked = part({row(0, 0, 5), row(0, 1, 4), row(1, 1, 4), row(2, 0, 3)});
        s.test = part({row(0, 2, 5), row(0, 4, 2), row(1, 0, 4), row(2, 3, 1)});
        return s;
    }
    static FixedModel model() {
        const float none = std::nanf("");
        return {5, {9, 8, 3,    6,    1, // u0: items 3, 2, 4 after masking 0 and 1
                    2, 9, 4,    none, 1, // u1: items 2, 0, 4
                    9, 5, none, 4,    2, // u2: items 1, 3, 4
                    1, 2, 3,    4,    5}};
    }
    static Evaluation run(const char* metrics, EvaluatedPart part = EvaluatedPart::Test, int threads = 1) {
        const FixedModel fixed = model();
        const Split s = split();
        EvaluationOptions options;
        options.metrics = parseMetrics(metrics, {}).value();
        options.part = part;
        options.relevanceThreshold = 4;
        options.predictsRatings = true;
        options.scale = RatingScale{1, 5, 1};
        options.fallbackRating = 3;
        options.threads = threads;
        return evaluate(fixed, s, options, {}).value();
    }

private Q_SLOTS:
    void populationsAreCounted() {
        const Evaluation e = run("ndcg@2,coverage@2");
        QCOMPARE(e.usersListed, 3);
        QCOMPARE(e.usersWithoutRelevantItems, 1);
        QCOMPARE(e.users.size(), std::size_t{2});
        QCOMPARE(e.users[1].value, 1);
        QCOMPARE(e.perUser.at("ndcg@2").size(), std::size_t{2});
        QVERIFY(e.lists[3].empty());
    }
    void rankings() {
        const Evaluation e = run("ndcg@2,precision@2,recall@2,mrr@2,map@2,hit_rate@1,coverage@2,gini@2");
        // u0 finds item 2 at rank 2, u1 finds item 0 at rank 2; each has one relevant item.
        QVERIFY(std::abs(e.values.at("ndcg@2").value - 1 / std::log2(3.0)) < 1e-7);
        QCOMPARE(e.values.at("precision@2").value, 0.5);
        QCOMPARE(e.values.at("recall@2").value, 1.0);
        QCOMPARE(e.values.at("mrr@2").value, 0.5);
        QCOMPARE(e.values.at("map@2").value, 0.5);
        QCOMPARE(e.values.at("hit_rate@1").value, 0.0);
        // Lists 3 2, 2 0, 1 3: the third belongs to the user whom the other metrics skip. Exposures 0 1 1 2 2 of 6:
        // ((-2) 1 + 0 1 + 2 2 + 4 2) / (5 * 6).
        QCOMPARE(e.values.at("coverage@2").value, 0.8);
        QVERIFY(std::abs(e.values.at("gini@2").value - 10.0 / 30) < 1e-12);
    }
    void gradedGainsCountEveryHeldOutRating() {
        // u0 holds out ratings 5 and 2 (gains 31 and 3) at ranks 2 and 3, u1 a 4 at rank 2.
        const Evaluation e = run("ndcg_graded@3");
        const double log3 = std::log2(3.0);
        QVERIFY(std::abs(e.perUser.at("ndcg_graded@3")[0] - (31 / log3 + 1.5) / (31 + 3 / log3)) < 1e-6);
        QVERIFY(std::abs(e.perUser.at("ndcg_graded@3")[1] - 1 / log3) < 1e-6);
    }
    void popularityNoveltyAndAuc() {
        const Evaluation e = run("popularity@2,novelty@2,auc");
        // Positives of train: item 0 once, item 1 once, of 3 users. u0's list 3 2: nobody; u1's list 2 0: 0 and 1/3.
        QVERIFY(std::abs(e.values.at("popularity@2").value - (0 + 1.0 / 6) / 2) < 1e-7);
        QVERIFY(std::abs(e.values.at("novelty@2").value - std::log2(3.0)) < 1e-6);
        // u0: relevant 2 (score 3) against 3 (6) and 4 (1): 1 of 2. u1: relevant 0 (2) against 2 (4) and 4 (1): 1 of 2.
        QVERIFY(std::abs(e.values.at("auc").value - 0.5) < 1e-7);
    }
    void ratingErrors() {
        const Evaluation e = run("rmse,mae");
        // u0: 3 for 5, 1 for 2; u1: 2 for 4; u2: 4 for 1. Errors 2, 1, 2, 3: squares 18, sum 8.
        QCOMPARE(e.ratingsPredicted, std::int64_t{4});
        QVERIFY(std::abs(e.values.at("rmse").value - std::sqrt(18.0 / 4)) < 1e-12);
        QVERIFY(std::abs(e.values.at("mae").value - 2) < 1e-12);
        QCOMPARE(e.fallbackPredictions, std::int64_t{0});
    }
    void predictionsAreClippedAndFallBack() {
        Split s = split();
        s.test = part({row(0, 0, 4), row(1, 3, 5)}); // scores 9, clipped to 5, and none, for which 3 stands in
        EvaluationOptions options;
        options.metrics = parseMetrics("rmse,mae", {}).value();
        options.predictsRatings = true;
        options.scale = RatingScale{1, 5, 1};
        options.fallbackRating = 3;
        const Evaluation e = evaluate(model(), s, options, {}).value();
        QVERIFY(std::abs(e.values.at("rmse").value - std::sqrt((1 + 4) / 2.0)) < 1e-12);
        QVERIFY(std::abs(e.values.at("mae").value - 1.5) < 1e-12);
        QCOMPARE(e.fallbackPredictions, std::int64_t{1});
        options.predictsRatings = false;
        const Evaluation ranker = evaluate(model(), s, options, {}).value();
        QVERIFY(std::isnan(ranker.values.at("rmse").value) && !ranker.values.at("rmse").undefinedReason.empty());
    }
    void listsShorterThanK() {
        const Evaluation e = run("precision@4,recall@4,coverage@4");
        QCOMPARE(e.shortLists, 3); // three candidates each, item 3 of u1 and item 2 of u2 cannot be scored
        QCOMPARE(e.lists[1].size(), std::size_t{3});
        QCOMPARE(e.values.at("precision@4").value, 0.25); // over K, not over the list
    }
    void validationMasksTrainOnly() {
        const Evaluation e = run("mrr@5", EvaluatedPart::Validation);
        // u0's item 1 (score 8) comes first, since only item 0 is masked; nobody else has a validation part.
        QCOMPARE(e.values.at("mrr@5").value, 1.0);
        QCOMPARE(e.users.size(), std::size_t{1});
        QCOMPARE(e.usersWithoutRelevantItems, 2);
    }
    void nothingRelevantAnywhereIsUndefined() {
        Split s = split();
        s.test = part({row(2, 3, 1)});
        EvaluationOptions options;
        options.metrics = parseMetrics("ndcg@2,coverage@2", {}).value();
        options.relevanceThreshold = 4;
        const Evaluation e = evaluate(model(), s, options, {}).value();
        QVERIFY(std::isnan(e.values.at("ndcg@2").value) && !e.values.at("ndcg@2").undefinedReason.empty());
        QCOMPARE(e.usersWithoutRelevantItems, 3);
        QVERIFY(e.values.at("coverage@2").value > 0);
    }
    void aStopEndsIt() {
        std::stop_source stop;
        stop.request_stop();
        const FixedModel fixed = model();
        const Split s = split();
        EvaluationOptions options;
        options.metrics = parseMetrics("ndcg@2", {}).value();
        QVERIFY(evaluate(fixed, s, options, TaskContext(stop.get_token(), {})).isCancelled());
    }
};
RECOSCOPE_TEST(TestHandEvaluation)
#include "tst_hand_evaluation.moc"
