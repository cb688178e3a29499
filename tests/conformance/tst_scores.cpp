#include "core/ranking/rank.h"
#include "tests/conformance/rows.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstring>

using namespace recoscope;
using namespace recoscope::test;

/// Scores of every variant: defined, repeatable, the same however they are asked for, and sane.
class TestScores final : public QObject {
    Q_OBJECT
    static bool sameBits(std::span<const float> a, std::span<const float> b) {
        return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
    }
    static bool noneInfinite(const std::vector<float>& values) {
        return std::ranges::none_of(values, [](float v) { return std::isinf(v); });
    }

private Q_SLOTS:
    void rowsCoverEveryWordOfEveryAlgorithm() {
        // The registry's own words, so that a variant can only be missing because its trainer refuses it.
        int knnForms = 0;
        for (const Variant& v : variants())
            if (v.algorithm->id == "item_knn" && v.name.find("moved") == std::string::npos) ++knnForms;
        QCOMPARE(knnForms, 2 + 4 * 4); // ranking: cosine, jaccard; four rating forms: cosine, pearson, msd, adjusted_cosine
        QVERIFY(std::ranges::any_of(variants(), [](const Variant& v) { return v.name == "ials solver=cholesky"; }));
        QVERIFY(std::ranges::any_of(variants(), [](const Variant& v) { return v.name == "mf_sgd moved"; }));
    }
    void finiteAndDeterministic_data() { variantRows(); }
    void finiteAndDeterministic() {
        const auto again = train(variant(), world(), 1), two = train(variant(), world(), 2), five = train(variant(), world(), 5);
        for (const std::int32_t u : {0, 17, 64, kWorldUsers - 1}) {
            for (const Query& query : {known(*world(), u), edited(*world(), u)}) {
                const auto s = scores(model(), query);
                QVERIFY(noneInfinite(s));
                QVERIFY2(std::ranges::count_if(s, [](float v) { return std::isfinite(v); }) > kWorldItems / 2,
                         "most items cannot be scored");
                QVERIFY2(sameBits(s, scores(*again, query)), "the same seed gives other bits");
                QVERIFY2(sameBits(s, scores(*two, query)), "two threads give other bits");
                QVERIFY2(sameBits(s, scores(*five, query)), "five threads give other bits");
            }
        }
    }
    void batchEqualsSingle_data() { variantRows(); }
    void batchEqualsSingle() {
        std::vector<Query> queries;
        for (std::int32_t u = 0; u < 11; ++u) queries.push_back(u % 3 == 2 ? edited(*world(), u) : known(*world(), u));
        queries.push_back(Query::bare({}));
        const auto items = static_cast<std::size_t>(kWorldItems);
        std::vector<float> all(queries.size() * items);
        model().scoreBatch(queries, all);
        const std::vector<ItemIndex> candidates{ItemIndex{3}, ItemIndex{88}, ItemIndex{3}};
        for (std::size_t k = 0; k < queries.size(); ++k) {
            const auto single = scores(model(), queries[k]);
            QVERIFY(sameBits(single, std::span(all).subspan(k * items, items)));
            std::vector<float> some(candidates.size());
            model().score(queries[k], candidates, some);
            for (std::size_t c = 0; c < candidates.size(); ++c)
                QVERIFY(sameBits({&some[c], 1}, {&single[candidates[c].at()], 1}));
        }
    }
    void coldUsersAndItemsAreServed_data() { variantRows(); }
    void coldUsersAndItemsAreServed() {
        // User 2, items 2 and 3 have no rows.
        const std::vector<Interaction> few{{UserIndex{0}, ItemIndex{0}, 4, kNoTime},
                                           {UserIndex{0}, ItemIndex{1}, 2, kNoTime},
                                           {UserIndex{1}, ItemIndex{1}, 5, kNoTime}};
        const auto x = std::make_shared<const Interactions>(Interactions::fromRows(3, 4, few, false));
        const auto small = train(variant(), x);
        QVERIFY(small);
        const auto stranger = scores(*small, Query::bare({}));
        for (const Query& query : {known(*x, 2), Query::bare({}), known(*x, 0), edited(*x, 1)}) {
            const auto s = scores(*small, query);
            QVERIFY(noneInfinite(s));
            for (std::int32_t i = 0; i < 4; ++i)
                QVERIFY(std::isnan(s[static_cast<std::size_t>(i)]) == small->explain(query, ItemIndex{i}).empty());
        }
        if (variant().algorithm->id == "random") return; // throws other dice for another user
        QVERIFY2(sameBits(scores(*small, known(*x, 2)), stranger), "a user without ratings is served unlike a stranger");
        const ItemIndex unseen[1] = {ItemIndex{3}};
        const float rating[1] = {5};
        QVERIFY(noneInfinite(scores(*small, Query::bare({unseen, rating, {}}))));
        QCOMPARE(stranger[2], stranger[3]); // nothing tells two unseen items apart
    }
    void checkerboardIsSolved_data() { variantRows(); }
    void checkerboardIsSolved() {
        if (variant().algorithm->family == "Baselines") QSKIP("does not look at who is alike");
        const bool rated = variant().capabilities.predictsRatings;
        const auto x = rated ? ratedCheckerboard(30) : checkerboard(30);
        Variant patient = variant();
        if (patient.params.contains("epochs")) patient.params["epochs"] = std::int64_t{300};
        if (patient.params.contains("decay")) patient.params["decay"] = 1.0;
        const auto solved = train(patient, x);
        for (std::int32_t u = 0; u < 30; ++u)
            QCOMPARE(topK(scores(*solved, known(*x, u)), 1, x->row(UserIndex{u}).items).front().item.value, u);
    }
    void theModelAppliesTheThreshold_data() { variantRows(); }
    void theModelAppliesTheThreshold() {
        if (variant().capabilities.predictsRatings) QSKIP("learns from all ratings");
        std::vector<Interaction> liked;
        for (const Interaction& row : world()->toRows())
            if (row.rating >= 4) liked.push_back(row);
        const auto x = std::make_shared<const Interactions>(Interactions::fromRows(kWorldUsers, kWorldItems, liked, false));
        QVERIFY(x->size() < world()->size());
        const auto all = train(variant(), world(), 1, 4.0), only = train(variant(), x);
        for (std::int32_t u = 0; u < kWorldUsers; u += 7)
            QVERIFY(sameBits(scores(*all, edited(*world(), u)), scores(*only, edited(*x, u))));
    }
    void similarItemsAreOrdered_data() { variantRows(); }
    void similarItemsAreOrdered() {
        const auto all = model().similarItems(ItemIndex{5}, kWorldItems);
        QCOMPARE(all.has_value(), variant().capabilities.similarItems);
        if (!all) return;
        QVERIFY(!all->empty());
        for (std::size_t k = 0; k < all->size(); ++k) {
            QVERIFY((*all)[k].item.value != 5);
            if (k == 0) continue;
            const ScoredItem &a = (*all)[k - 1], &b = (*all)[k];
            QVERIFY(a.score > b.score || (a.score == b.score && a.item < b.item));
        }
        const auto three = *model().similarItems(ItemIndex{5}, 3);
        QCOMPARE(three.size(), std::size_t{3});
        for (std::size_t k = 0; k < 3; ++k) QCOMPARE(three[k].item.value, (*all)[k].item.value);
        QVERIFY(model().similarItems(ItemIndex{5}, 0)->empty());
    }
};
RECOSCOPE_TEST(TestScores)
#include "tst_scores.moc"
