#include "core/base/random.h"
#include "core/metrics/list_metrics.h"
#include "core/ranking/rank.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace recoscope;

/// Top-K, ranks and the area under the curve against sorting and counting.
class TestRanking final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rankingAgreesWithSorting_data() {
        QTest::addColumn<int>("k");
        for (const int k : {1, 7, 25, 170, 171, 1000}) QTest::addRow("k %d", k) << k;
    }
    void rankingAgreesWithSorting() {
        QFETCH(int, k);
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
            const auto top = topK(scores, k, excluded);
            QCOMPARE(top.size(), std::min(all.size(), static_cast<std::size_t>(k)));
            for (std::size_t place = 0; place < top.size(); ++place) {
                QCOMPARE(top[place].item.value, all[place].item.value);
                QCOMPARE(top[place].score, all[place].score);
                QCOMPARE(rankOf(scores, top[place].item, excluded), static_cast<std::int32_t>(place) + 1);
            }
            QCOMPARE(rankOf(scores, excluded[2], excluded), 0);
        }
    }
    void listsShorterThanK() {
        const std::vector<float> scores{1, std::nanf(""), 3, 2};
        QCOMPARE(topK(scores, 10).size(), std::size_t{3});
        QVERIFY(topK(scores, 0).empty());
        const std::vector<ItemIndex> all{ItemIndex{0}, ItemIndex{1}, ItemIndex{2}, ItemIndex{3}};
        QVERIFY(topK(scores, 3, all).empty());
        QCOMPARE(rankOf(scores, ItemIndex{1}), 0);
    }
    void aucByHand() {
        // Relevant: 3 and 1. Others: 2, 1, 0. 3 stands before all three; 1 before 0, beside 1: (3 + 1.5) / 6.
        const std::vector<float> scores{3, 2, 1, 1, 0, 9};
        const std::vector<ItemIndex> relevant{ItemIndex{0}, ItemIndex{2}}, masked{ItemIndex{5}};
        QVERIFY(std::abs(areaUnderCurve(scores, masked, relevant) - 4.5 / 6) < 1e-12);
        const std::vector<ItemIndex> everything{ItemIndex{0}, ItemIndex{1}, ItemIndex{2}, ItemIndex{3}, ItemIndex{4}};
        QVERIFY(std::isnan(areaUnderCurve(scores, masked, everything))); // nothing to stand before
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
                const float other = scores[static_cast<std::size_t>(i)];
                pairs += 1;
                ordered += scores[r.at()] > other ? 1 : scores[r.at()] == other ? 0.5 : 0;
            }
        QVERIFY(std::abs(areaUnderCurve(scores, masked, relevant) - ordered / pairs) < 1e-12);
    }
};
RECOSCOPE_TEST(TestRanking)
#include "tst_ranking.moc"
