#include "core/metrics/list_metrics.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>

using namespace recoscope;

/// Every metric's formula on lists worked out by hand.
class TestHandMetrics final : public QObject {
    Q_OBJECT
    static double value(const char* id, const std::vector<std::int32_t>& hits, std::int32_t relevant, int k) {
        UserOutcome o;
        o.hitRanks = hits;
        o.relevant = relevant;
        return findMetric(id)->perUser(o, k);
    }
    static double graded(const std::vector<std::int32_t>& ranks, const std::vector<float>& gains, const std::vector<float>& ideal,
                         int k) {
        UserOutcome o;
        o.relevant = 1;
        o.ratedRanks = ranks;
        o.ratedGains = gains;
        o.idealGains = ideal;
        return findMetric("ndcg_graded")->perUser(o, k);
    }
    static bool near(double value, double expected, double tolerance = 1e-9) { return std::abs(value - expected) <= tolerance; }

private Q_SLOTS:
    void articleExampleOfNdcg() {
        // True ratings 5 4 3 2 1 in the predicted order 5 3 4 2 1: DCG 44.5954, IDCG 45.6428 by the article's own formula.
        QVERIFY(near(graded({1, 2, 3, 4, 5}, {31, 7, 15, 3, 1}, {31, 15, 7, 3, 1}, 5), 0.97705, 5e-6));
    }
    void gradedNdcgIsCutAtK() {
        // Ratings 3 and 2 at ranks 2 and 4, a rated 1 outside the list: (7 / log2 3) / (7 + 3 / log2 3) at 3.
        const double log3 = std::log2(3.0);
        QVERIFY(near(graded({2, 4}, {7, 3}, {7, 3, 1}, 2), (7 / log3) / (7 + 3 / log3), 1e-9));
        QVERIFY(near(graded({2, 4}, {7, 3}, {7, 3, 1}, 4), (7 / log3 + 3 / std::log2(5.0)) / (7 + 3 / log3 + 0.5), 1e-9));
    }
    void precisionRecallAndF1() {
        QCOMPARE(value("precision", {1, 2, 4}, 3, 5), 0.6);
        QCOMPARE(value("precision", {1, 2, 4}, 3, 3), 2.0 / 3);
        QCOMPARE(value("recall", {1, 2, 4}, 6, 5), 0.5);
        QCOMPARE(value("recall", {1, 2, 7}, 6, 5), 2.0 / 6);
        QCOMPARE(value("recall", {1}, 20, 1), 0.05); // hits / T, also where T exceeds K
        QVERIFY(near(value("f1", {1, 2, 4}, 6, 5), 2 * 0.6 * 0.5 / 1.1));
        QCOMPARE(value("f1", {}, 6, 5), 0.0);
    }
    void firstHits() {
        QCOMPARE(value("mrr", {3}, 2, 5), 1.0 / 3);
        QCOMPARE(value("mrr", {6, 7}, 2, 5), 0.0);
        QCOMPARE(value("hit_rate", {6}, 2, 5), 0.0);
        QCOMPARE(value("hit_rate", {5, 6}, 2, 5), 1.0);
    }
    void averagePrecision() {
        QVERIFY(near(value("map", {1, 2, 4}, 3, 5), (1 + 1 + 0.75) / 3)); // the article's AP@5 = .917
        QVERIFY(near(value("map", {1, 2, 4}, 3, 5), 0.917, 5e-4));
        QCOMPARE(value("map", {1, 2, 3}, 40, 3), 1.0); // over min(T, K): a perfect list scores 1
        QVERIFY(near(value("map", {2, 3}, 4, 5), (1.0 / 2 + 2.0 / 3) / 4));
    }
    void binaryNdcg() {
        QCOMPARE(value("ndcg", {1, 2}, 2, 10), 1.0);
        QVERIFY(near(value("ndcg", {2}, 1, 10), 1 / std::log2(3.0)));
        // Hits at 1 and 4 of three relevant: (1 + 1 / log2 5) / (1 + 1 / log2 3 + 1 / 2).
        QVERIFY(near(value("ndcg", {1, 4}, 3, 10), (1 + 1 / std::log2(5.0)) / (1.5 + 1 / std::log2(3.0))));
        QVERIFY(near(value("ndcg", {1}, 9, 2), 1 / (1 + 1 / std::log2(3.0)))); // ideal over min(T, K)
    }
    void withoutRelevantItemsNothingIsDefined() {
        for (const char* id : {"precision", "recall", "f1", "hit_rate", "mrr", "map", "ndcg", "ndcg_graded", "auc"})
            QVERIFY2(std::isnan(value(id, {}, 0, 10)), id);
    }
    void popularityAndNoveltyByHand() {
        // Of 8 users, 4, 1 and nobody chose the three items of the list: shares 1/2, 1/8, 0; surprise 1, 3 and, counted as
        // one, 3.
        const std::vector<ItemIndex> list{ItemIndex{2}, ItemIndex{0}, ItemIndex{1}};
        const std::vector<std::int32_t> counts{1, 0, 4};
        UserOutcome o;
        o.list = list;
        o.relevant = 1;
        o.popularity = counts;
        o.trainUsers = 8;
        QVERIFY(near(findMetric("popularity")->perUser(o, 3), (0.5 + 0.125) / 3));
        QVERIFY(near(findMetric("popularity")->perUser(o, 1), 0.5));
        QVERIFY(near(findMetric("novelty")->perUser(o, 3), (1 + 3 + 3) / 3.0));
        QVERIFY(near(findMetric("novelty")->perUser(o, 50), (1 + 3 + 3) / 3.0)); // a list shorter than K counts as it is
    }
    void coverageAndGiniByHand() {
        // Exposures at 2: item 0 twice, items 1 and 3 once, item 2 cut off. Sorted 0 0 1 1 2 of n = 5, total 4:
        // ((-4) 0 + (-2) 0 + 0 1 + 2 1 + 4 2) / (5 * 4) = .5.
        const std::vector<std::vector<ItemIndex>> lists{
            {ItemIndex{0}, ItemIndex{1}, ItemIndex{2}}, {ItemIndex{0}, ItemIndex{3}}, {}};
        QCOMPARE(listMetric({findMetric("coverage"), 2}, lists, 5).value, 0.6);
        QCOMPARE(listMetric({findMetric("gini"), 2}, lists, 5).value, 0.5);
        QCOMPARE(listMetric({findMetric("coverage"), 9}, lists, 5).value, 0.8); // shorter than K
        const std::vector<std::vector<ItemIndex>> even{{ItemIndex{0}}, {ItemIndex{1}}}, single{{ItemIndex{1}}, {ItemIndex{1}}};
        QCOMPARE(listMetric({findMetric("gini"), 1}, even, 2).value, 0.0);
        QCOMPARE(listMetric({findMetric("gini"), 1}, single, 4).value, 0.75); // one item of n: (n - 1) / n
        QVERIFY(std::isnan(listMetric({findMetric("coverage"), 2}, {{}}, 10).value));
    }
    void wordsAreReadAndRefusedByName() {
        const std::vector<int> ks{5, 10};
        const auto read = parseMetrics("ndcg,rmse,recall@20", ks).value();
        std::vector<std::string> keys;
        for (const MetricRef& ref : read) keys.push_back(ref.key());
        QCOMPARE(keys, (std::vector<std::string>{"ndcg@5", "ndcg@10", "rmse", "recall@20"}));
        for (const char* wrong : {"ndgc", "rmse@5", "ndcg@0", "ndcg@x", "ndcg@"})
            QVERIFY2(parseMetrics(wrong, ks).error().message.find(wrong) != std::string::npos, wrong);
        for (const char* id : {"rmse", "mae", "precision", "recall", "f1", "hit_rate", "mrr", "map", "ndcg", "ndcg_graded", "auc",
                               "coverage", "gini", "popularity", "novelty"})
            QVERIFY2(findMetric(id), id);
    }
};
RECOSCOPE_TEST(TestHandMetrics)
#include "tst_hand_metrics.moc"
