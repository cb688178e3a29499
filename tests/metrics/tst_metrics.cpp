#include "core/base/random.h"
#include "core/experiment/statistics.h"
#include "core/metrics/list_metrics.h"
#include "core/ranking/rank.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace recoscope;

class TestMetrics final : public QObject {
    Q_OBJECT
    static double value(const char* id, const std::vector<std::int32_t>& hits, std::int32_t relevant, int k,
                        const std::vector<float>& gains = {}, const std::vector<float>& ideal = {}) {
        UserOutcome o;
        o.hitRanks = hits;
        o.relevant = relevant;
        o.hitGains = gains;
        o.idealGains = ideal;
        return findMetric(id)->perUser(o, k);
    }

private Q_SLOTS:
    void articleExampleOfNdcg() {
        // Relevances 5, 4, 3, 5, 2 in list order by the article's own formula: 44.5954 / 45.6428, not the 0.991 it prints.
        const std::vector<float> gains{31, 15, 7, 31, 3}, ideal{31, 31, 15, 7, 3};
        const double got = value("ndcg_graded", {1, 2, 3, 4, 5}, 5, 5, gains, ideal);
        double dcg = 0, idcg = 0;
        for (int r = 0; r < 5; ++r) {
            dcg += static_cast<double>(gains[static_cast<std::size_t>(r)]) / std::log2(r + 2);
            idcg += static_cast<double>(ideal[static_cast<std::size_t>(r)]) / std::log2(r + 2);
        }
        QVERIFY(std::abs(got - dcg / idcg) < 1e-9);
    }
    void handWorkedLists() {
        QVERIFY(std::abs(value("map", {1, 2, 4}, 3, 5) - (1 + 1 + 0.75) / 3) < 1e-9); // the article's AP@5 = .917
        QCOMPARE(value("precision", {1, 2, 4}, 3, 5), 0.6);
        QCOMPARE(value("recall", {1, 2, 4}, 6, 5), 0.5);
        QCOMPARE(value("recall", {1, 2, 7}, 6, 5), 2.0 / 6);
        QCOMPARE(value("mrr", {3}, 2, 5), 1.0 / 3);
        QCOMPARE(value("hit_rate", {6}, 2, 5), 0.0);
        QVERIFY(std::abs(value("f1", {1, 2, 4}, 6, 5) - 2 * 0.6 * 0.5 / 1.1) < 1e-9);
        QCOMPARE(value("ndcg", {1, 2}, 2, 10), 1.0);
        QVERIFY(std::abs(value("ndcg", {2}, 1, 10) - 1 / std::log2(3)) < 1e-9);
        QVERIFY(std::isnan(value("ndcg", {}, 0, 10)));
    }
    void rankingAgreesWithSorting() {
        Random random(5);
        for (int trial = 0; trial < 50; ++trial) {
            std::vector<float> scores(200);
            for (float& s : scores)
                s = random.below(20) == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(random.below(40));
            std::vector<ItemIndex> excluded;
            for (std::int32_t i = 0; i < 200; i += 7) excluded.emplace_back(i);
            std::vector<ScoredItem> all;
            for (std::int32_t i = 0; i < 200; ++i)
                if (i % 7 != 0 && !std::isnan(scores[static_cast<std::size_t>(i)]))
                    all.push_back({ItemIndex{i}, scores[static_cast<std::size_t>(i)]});
            std::ranges::stable_sort(all, std::greater<>{}, &ScoredItem::score);
            const auto top = topK(scores, 25, excluded);
            QCOMPARE(top.size(), std::size_t{25});
            for (std::size_t k = 0; k < 25; ++k) {
                QCOMPARE(top[k].item.value, all[k].item.value);
                QCOMPARE(rankOf(scores, top[k].item, excluded), static_cast<std::int32_t>(k) + 1);
            }
        }
    }
    void aucAgreesWithCountingPairs() {
        Random random(9);
        std::vector<float> scores(60);
        for (float& s : scores) s = static_cast<float>(random.below(15));
        const std::vector<ItemIndex> masked{ItemIndex{2}, ItemIndex{30}}, relevant{ItemIndex{1}, ItemIndex{17}, ItemIndex{44}};
        double ordered = 0, pairs = 0;
        for (const ItemIndex r : relevant)
            for (std::int32_t i = 0; i < 60; ++i) {
                if (std::ranges::find(masked, ItemIndex{i}) != masked.end() ||
                    std::ranges::find(relevant, ItemIndex{i}) != relevant.end())
                    continue;
                pairs += 1;
                ordered += scores[r.at()] > scores[static_cast<std::size_t>(i)]    ? 1
                           : scores[r.at()] == scores[static_cast<std::size_t>(i)] ? 0.5
                                                                                   : 0;
            }
        QVERIFY(std::abs(areaUnderCurve(scores, masked, relevant) - ordered / pairs) < 1e-12);
    }
    void listsAndRefusals() {
        const MetricRef coverage{findMetric("coverage"), 2}, gini{findMetric("gini"), 2};
        const std::vector<std::vector<ItemIndex>> lists{
            {ItemIndex{0}, ItemIndex{1}, ItemIndex{2}}, {ItemIndex{0}, ItemIndex{3}}, {}};
        QCOMPARE(listMetric(coverage, lists, 10).value, 0.3);
        QVERIFY(listMetric(gini, lists, 10).value > 0.5);
        QVERIFY(std::isnan(listMetric(coverage, {{}}, 10).value));
        const std::vector<int> ks{5, 10};
        QCOMPARE(parseMetrics("ndcg,rmse", ks).value().size(), std::size_t{3});
        QVERIFY(parseMetrics("ndgc", ks).error().message.find("ndgc") != std::string::npos);
        QVERIFY(parseMetrics("rmse@5", ks).hasError());
    }
    void pairedComparisonsAreCorrected() {
        Evaluation a, b;
        for (std::int32_t u = 0; u < 100; ++u) {
            a.users.emplace_back(u);
            b.users.emplace_back(u);
            a.perUser["m"].push_back(static_cast<float>(u % 10) / 10 + 0.05F);
            b.perUser["m"].push_back(static_cast<float>(u % 10) / 10 + (u % 2 ? 0.01F : 0.03F));
        }
        PairedComparison c = comparePaired(a, b, "m");
        QCOMPARE(c.better, 100);
        QVERIFY(std::abs(c.difference - 0.03) < 1e-6 && c.p < 1e-6);
        std::vector<PairedComparison> family(3);
        family[0].p = 0.01;
        family[1].p = 0.04;
        family[2].p = 0.03;
        holm(family);
        QCOMPARE(family[0].adjustedP, 0.03);
        QCOMPARE(family[2].adjustedP, 0.06);
        QCOMPARE(family[1].adjustedP, 0.06);
    }
};
RECOSCOPE_TEST(TestMetrics)
#include "tst_metrics.moc"
