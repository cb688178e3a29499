#include "core/base/random.h"
#include "core/data/interactions.h"
#include "core/ranking/rank.h"
#include "tests/support/test_registry.h"
#include "tests/ui-inspect/linear_model.h"
#include "ui/jobs/recommend.h"
#include "ui/jobs/suggest.h"
#include "ui/jobs/why.h"
#include <QTest>
#include <algorithm>
#include <bit>

using namespace recoscope;
using namespace recoscope::ui;

namespace {

std::shared_ptr<const Interactions> part(std::int32_t items, const std::vector<Interaction>& rows) {
    return std::make_shared<const Interactions>(Interactions::fromRows(2, items, rows, false));
}

/// Six items. User 0 rated 0 (5) and 1 (3); 2 is held out for validation, 3 (rated 4) and 5 (rated 2) for the test.
std::shared_ptr<const Split> smallSplit() {
    auto split = std::make_shared<Split>();
    split->train = part(6, {{UserIndex(0), ItemIndex(0), 5},
                            {UserIndex(0), ItemIndex(1), 3},
                            {UserIndex(1), ItemIndex(0), 4},
                            {UserIndex(1), ItemIndex(3), 4}});
    split->valid = part(6, {{UserIndex(0), ItemIndex(2), 4}});
    split->test = part(6, {{UserIndex(0), ItemIndex(3), 4}, {UserIndex(0), ItemIndex(5), 2}});
    return split;
}

/// Item 0 speaks for 3, item 1 for 4; bias favours 5 a little.
RankedModel smallModel(FoldIn foldIn = FoldIn::Exact) {
    std::vector<std::vector<float>> weights(6, std::vector<float>(6, 0.0F));
    weights[0][3] = 0.10F;
    weights[1][4] = 0.10F;
    return {1, std::make_shared<test::LinearModel>(weights, std::vector<float>{0, 0, 0, 0, 0, 0.01F}), foldIn, std::nan("")};
}

RecommendRequest request(HistoryChanges changes) {
    RecommendRequest r;
    r.split = smallSplit();
    r.models = {smallModel()};
    r.user = UserIndex(0);
    r.changes = std::move(changes);
    r.selected = ItemIndex(4);
    r.listLength = 2;
    return r;
}

} // namespace

class TestRecommend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void changesOfAHistory() {
        const auto split = smallSplit();
        const auto row = split->train->row(UserIndex(0));
        QVERIFY(!applyChanges(row, {}).edited);
        QVERIFY(!applyChanges(row, {{ItemIndex(0), 5.0F}}).edited);
        QVERIFY(!applyChanges(row, {{ItemIndex(4), std::nullopt}}).edited);
        const AppliedHistory edited =
            applyChanges(row, {{ItemIndex(0), std::nullopt}, {ItemIndex(1), 1.0F}, {ItemIndex(4), 2.0F}});
        QVERIFY(edited.edited);
        QCOMPARE(edited.items, (std::vector<ItemIndex>{ItemIndex(1), ItemIndex(4)}));
        QCOMPARE(edited.ratings, (std::vector<float>{1.0F, 2.0F}));
    }

    void listsHitsAndMask() {
        const RecommendAnswer answer = recommend(request({}), {});
        QVERIFY(answer.complete);
        QVERIFY(!answer.edited);
        const RecommendedColumn& column = answer.columns.at(0);
        QCOMPARE(column.candidates, 3); // 6 less two rated and one of the validation part
        QCOMPARE(column.list.size(), std::size_t(2));
        QCOMPARE(column.list[0].item, ItemIndex(3));
        QVERIFY(column.list[0].hit);
        QCOMPARE(column.list[1].item, ItemIndex(4));
        QVERIFY(!column.list[1].hit);
        QCOMPARE(column.list[0].movement, Movement::None);
        QCOMPARE(column.hits, 1);
        QCOMPARE(column.heldOut.size(), std::size_t(2));
        QCOMPARE(column.heldOut[1].rank, 3);
        QCOMPARE(column.selected->rank, 2);
        QVERIFY(!column.selectedBefore);
    }

    void relevanceThresholdDecidesHits() {
        RecommendRequest r = request({});
        r.models[0].relevanceThreshold = 4;
        const RecommendAnswer answer = recommend(r, {});
        QCOMPARE(answer.columns[0].heldOut.size(), std::size_t(1));
        QCOMPARE(answer.columns[0].hits, 1);
    }

    void anEditMovesAndBringsNewItems() {
        const RecommendAnswer answer = recommend(request({{ItemIndex(1), 5.0F}, {ItemIndex(0), 1.0F}}), {});
        const RecommendedColumn& column = answer.columns.at(0);
        QVERIFY(answer.edited);
        QCOMPARE(column.list[0].item, ItemIndex(4));
        QCOMPARE(column.list[0].movement, Movement::Up);
        QCOMPARE(column.list[0].places, 1);
        QCOMPARE(column.list[1].movement, Movement::Down);
        QCOMPARE(column.selectedBefore->rank, 2);
        QCOMPARE(column.selected->rank, 1);
        QCOMPARE(column.newcomers, 0);
    }

    void whatIsTakenAwayBecomesACandidateAgain() {
        const RecommendAnswer answer = recommend(request({{ItemIndex(0), std::nullopt}}), {});
        const RecommendedColumn& column = answer.columns.at(0);
        QCOMPARE(column.candidates, 4);
        QCOMPARE(column.list[0].item, ItemIndex(4));
        QCOMPARE(column.list[1].item, ItemIndex(5));
        QCOMPARE(column.list[1].movement, Movement::New);
        QCOMPARE(column.newcomers, 1);
    }

    void aHeldOutItemThatIsRatedInAWhatIfIsHeldOutNoMore() {
        const RecommendAnswer answer = recommend(request({{ItemIndex(3), 5.0F}}), {});
        QCOMPARE(answer.columns[0].heldOut.size(), std::size_t(1));
        QCOMPARE(answer.columns[0].heldOut[0].item, ItemIndex(5));
    }

    void stopsWhenAsked() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!recommend(request({}), TaskContext(stop.get_token(), {})).complete);
    }

    void countsWhoRatedBoth() {
        const auto [raters, both] = coRatings(*smallSplit()->train, ItemIndex(0), {ItemIndex(1), ItemIndex(3), ItemIndex(5)});
        QCOMPARE(raters, std::int64_t(2));
        QCOMPARE(both[0].both, std::int64_t(1));
        QCOMPARE(both[1].both, std::int64_t(1));
        QCOMPARE(both[2].both, std::int64_t(0));
    }

    void removalIsReallyFoldedIn() {
        WhyRequest r;
        r.split = smallSplit();
        r.model = smallModel();
        r.user = UserIndex(0);
        r.item = ItemIndex(3);
        r.listLength = 1;
        const WhyAnswer answer = explainItem(r, {});
        QCOMPARE(answer.views.size(), std::size_t(1));
        QCOMPARE(answer.raters, std::int64_t(1));
        QCOMPARE(answer.users, std::int64_t(2));
        QVERIFY(answer.removal.has_value());
        QCOMPARE(answer.removal->reason, ItemIndex(0));
        QCOMPARE(answer.removal->before.rank, 1);
        QCOMPARE(answer.removal->before.score, 0.5F);
        QCOMPARE(answer.removal->after.score, 0.0F);
        QCOMPARE(answer.removal->after.rank,
                 4); // behind 4 and 5, and behind item 0, which is a candidate again and has the lower index
        const Drop drop = findDrop(r, {});
        QVERIFY(drop.listed);
        QCOMPARE(drop.taken, std::vector<ItemIndex>{ItemIndex(0)});
        QCOMPARE(drop.after->rank, 4);
    }

    void theSmallestChangeIsVerifiedByBruteForce() {
        int dropped = 0;
        int single = 0;
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Random random(seed);
            constexpr std::int32_t kItems = 12;
            constexpr std::int32_t kHistory = 5;
            std::vector<std::vector<float>> weights(kItems, std::vector<float>(kItems, 0.0F));
            for (std::int32_t from = 0; from < kHistory; ++from)
                for (std::int32_t to = kHistory; to < kItems; ++to)
                    weights[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] = static_cast<float>(random.uniform());
            std::vector<Interaction> rows;
            for (std::int32_t i = 0; i < kHistory; ++i) rows.push_back({UserIndex(0), ItemIndex(i), 1});
            auto split = std::make_shared<Split>();
            split->train = part(kItems, rows);
            split->valid = part(kItems, {});
            split->test = part(kItems, {});
            WhyRequest r;
            r.split = split;
            std::vector<float> bias(kItems, 0.0F);
            for (std::size_t i = 0; i < kHistory; ++i) bias[i] = -10; // what is taken away does not come back into the list
            r.model = {1, std::make_shared<test::LinearModel>(weights, bias), FoldIn::Exact, std::nan("")};
            r.user = UserIndex(0);
            r.listLength = 2;
            const auto rankWithout = [&](unsigned taken) {
                HistoryChanges changes;
                for (std::int32_t i = 0; i < kHistory; ++i)
                    if (taken & (1U << static_cast<unsigned>(i))) changes[ItemIndex(i)] = std::nullopt;
                const AppliedHistory history = applyChanges(split->train->row(UserIndex(0)), changes);
                std::vector<float> scores(kItems);
                r.model.model->score(Query::edited(UserIndex(0), history.view()), scores);
                return rankOf(scores, r.item, history.items);
            };
            r.item = topK(
                         [&] {
                             std::vector<float> scores(kItems);
                             r.model.model->score(
                                 Query::known(UserIndex(0), applyChanges(split->train->row(UserIndex(0)), {}).view()), scores);
                             return scores;
                         }(),
                         1)
                         .front()
                         .item;
            int smallest = kHistory + 1;
            for (unsigned taken = 1; taken < (1U << kHistory); ++taken)
                if (rankWithout(taken) > r.listLength) smallest = std::min(smallest, std::popcount(taken));
            const Drop drop = findDrop(r, {});
            QVERIFY(drop.listed);
            if (smallest == 1) {
                ++single;
                QCOMPARE(drop.taken.size(), std::size_t{1});
            }
            if (!drop.after) continue;
            ++dropped;
            unsigned taken = 0;
            for (const ItemIndex item : drop.taken) taken |= 1U << static_cast<unsigned>(item.value);
            QVERIFY(static_cast<int>(drop.taken.size()) >= smallest);
            QCOMPARE(rankWithout(taken), drop.after->rank); // as said, and really out of the list
            QVERIFY(drop.after->rank > r.listLength);
        }
        QVERIFY2(dropped > 10 && single > 0, qPrintable(QStringLiteral("%1 %2").arg(dropped).arg(single)));
    }

    void theSuggestionChangesTheListMost() {
        SuggestRequest r;
        r.split = smallSplit();
        r.model = smallModel();
        r.user = UserIndex(1); // rated 0 and 3
        r.rating = 5;
        r.listLength = 1;
        const auto best = suggestTitle(r, {});
        // Only item 1 is known to anybody and free for user 1: its five stars bring item 4 to the top.
        QVERIFY(best.has_value());
        QCOMPARE(best->item, ItemIndex(1));
        QCOMPARE(best->newcomers, 1);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!suggestTitle(r, TaskContext(stop.get_token(), {})));
    }
};

RECOSCOPE_TEST(TestRecommend)
#include "tst_recommend.moc"
