#include "core/experiment/experiment.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>
#include <algorithm>

using namespace recoscope;

/// One cut in time and held-out users, worked by hand.
class TestHeldOut final : public QObject {
    Q_OBJECT
    static Dataset data(std::int32_t users, std::int32_t items, const std::vector<Interaction>& rows) {
        Dataset d;
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(users, items, rows, true));
        return d;
    }
    static Interaction row(std::int32_t user, std::int32_t item, std::int64_t time) {
        return {UserIndex{user}, ItemIndex{item}, 4, time};
    }
    static Split cut(const Dataset& d, const std::string& spec, std::uint64_t seed = 1) {
        return makeSplit(d, parseSplitSpec(spec).value(), seed, 0).value();
    }
    static std::vector<std::pair<std::int32_t, std::int32_t>> pairs(const Interactions& x) {
        std::vector<std::pair<std::int32_t, std::int32_t>> all;
        for (const Interaction& r : x.toRows()) all.emplace_back(r.user.value, r.item.value);
        return all;
    }
    using Pairs = std::vector<std::pair<std::int32_t, std::int32_t>>;

private Q_SLOTS:
    void oneCutInTime() {
        // Ten rows by time: users 0 and 1 early; user 2 is a newcomer; user 1 comes back.
        const Dataset d = data(3, 4,
                               {row(0, 0, 1), row(0, 1, 2), row(1, 0, 3), row(1, 1, 4), row(0, 2, 5), row(0, 3, 6), row(1, 2, 7),
                                row(2, 3, 8), row(1, 3, 9), row(2, 0, 10)});
        const Split s = cut(d, "temporal:test=0.3,valid=0.2"); // test: the last three; valid: times 6 and 7
        QCOMPARE(pairs(*s.train), (Pairs{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}}));
        QCOMPARE(pairs(*s.valid), (Pairs{{0, 3}, {1, 2}}));
        QCOMPARE(pairs(*s.test), (Pairs{{1, 3}}));
        QCOMPARE(s.usersWithoutTrain, 1);
        QCOMPARE(s.droppedRows, std::int64_t{2});
        QCOMPARE(s.droppedTestRows, std::int64_t{2});
        QCOMPARE(s.droppedUsers, std::vector{UserIndex{2}});
        QCOMPARE(s.coldItems, 1); // item 3
    }
    void aTieInTimeGoesByItemThenUser() {
        // All at once: the order is (0,0) (1,0) (0,1) (1,1) (0,2); floor(0.4 * 5) = 2 are test.
        const Dataset d = data(2, 3, {row(0, 2, 7), row(1, 1, 7), row(0, 1, 7), row(1, 0, 7), row(0, 0, 7)});
        QCOMPARE(pairs(*cut(d, "temporal:test=0.4").test), (Pairs{{0, 2}, {1, 1}}));
        const TimeOrder order = TimeOrder::of(*d.interactions);
        QCOMPARE(order.everyone, (std::vector<std::uint32_t>{0, 3, 1, 4, 2}));
        QCOMPARE(order.own, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
    }
    void theOrderIsThatOfASort() {
        Random random(3);
        std::vector<Interaction> rows;
        for (int k = 0; k < 3000; ++k)
            rows.push_back(
                row(static_cast<std::int32_t>(random.below(50)), static_cast<std::int32_t>(random.below(80)),
                    random.below(30) == 0 ? kNoTime : static_cast<std::int64_t>(random.below(2000)) * 3'000'000'007 - 5'000'000));
        const Dataset d = data(50, 80, rows);
        const auto sorted = d.interactions->toRows();
        std::vector<std::uint32_t> expected(sorted.size());
        for (std::uint32_t k = 0; k < expected.size(); ++k) expected[k] = k;
        std::ranges::sort(expected, {},
                          [&](std::uint32_t k) { return std::tuple(sorted[k].time, sorted[k].item, sorted[k].user); });
        const TimeOrder order = TimeOrder::of(*d.interactions);
        QCOMPARE(order.everyone, expected);
        for (std::uint32_t k = 0; k < expected.size(); ++k) expected[k] = k;
        std::ranges::sort(expected, {},
                          [&](std::uint32_t k) { return std::tuple(sorted[k].user, sorted[k].time, sorted[k].item); });
        QCOMPARE(order.own, expected);
    }
    void everyoneNewIsRefused() {
        const Dataset d = data(2, 2, {row(0, 0, 1), row(0, 1, 2), row(1, 0, 3), row(1, 1, 4)});
        const auto refused = makeSplit(d, parseSplitSpec("temporal:test=0.5").value(), 1, 0);
        QVERIFY(refused.hasError() && refused.error().message.find("unknown") != std::string::npos);
    }
    void heldOutUsersBySize() {
        std::vector<Interaction> rows;
        for (std::int32_t u = 0; u < 20; ++u)
            for (std::int32_t i = 0; i <= u; ++i) rows.push_back(row(u, i, 10 * u + i)); // user u has u + 1 rows
        const Dataset d = data(20, 20, rows);
        const Split s = cut(d, "users:test=0.25,holdout=0.2,valid=0.1"); // 5 and 2 users
        QCOMPARE(s.testUsers.size(), std::size_t{5});
        QCOMPARE(s.validUsers.size(), std::size_t{2});
        for (std::int32_t u = 0; u < 20; ++u) {
            const UserIndex user{u};
            const bool tests = std::ranges::binary_search(s.testUsers, user),
                       validates = std::ranges::binary_search(s.validUsers, user);
            const int n = u + 1, hidden = n >= 3 ? std::max(1, n / 5) : 0; // .2 n by floor, at least one from three on
            QVERIFY(!(tests && validates));
            QCOMPARE(s.isHeldOut(user), tests || validates);
            QCOMPARE(static_cast<int>(s.train->rowSize(user)), tests || validates ? 0 : n);
            QCOMPARE(static_cast<int>(s.test->rowSize(user)), tests ? hidden : 0);
            QCOMPARE(static_cast<int>(s.valid->rowSize(user)), validates ? hidden : 0);
            QCOMPARE(static_cast<int>(s.foldIn->rowSize(user)), tests || validates ? n - hidden : 0);
            QCOMPARE(s.historyOf(user).size(), tests || validates ? s.foldIn->rowSize(user) : s.train->rowSize(user));
            for (const ItemIndex item : s.test->row(user).items)
                QVERIFY(!s.foldIn->contains(user, item) && !s.masked->contains(user, item));
        }
        QCOMPARE(s.usersWithoutTrain, 0);
        QCOMPARE(pairs(*s.test), pairs(*cut(d, "users:test=0.25,holdout=0.2,valid=0.1").test));
        QVERIFY(pairs(*s.test) != pairs(*cut(d, "users:test=0.25,holdout=0.2,valid=0.1", 2).test));
    }
    /// Popularity asks for the held-out users only, with the fold-in part masked; worked out from the parts.
    void evaluationAsksForBareHistories() {
        auto d = std::make_shared<Dataset>();
        d->interactions = test::randomRatings(80, 40, 0.2, 5);
        ExperimentSpec spec;
        spec.split = parseSplitSpec("users:test=0.2,holdout=0.3,valid=0.1").value();
        spec.metrics = "recall@5,coverage@5";
        spec.models = {{"popularity", {}}};
        const auto result = runExperiment(spec, d, {});
        QVERIFY2(result.hasValue(), result.hasError() ? result.error().message.c_str() : "");
        const Split& s = result.value().splits[0];
        const Evaluation& e = result.value().models[0].evaluation;
        QCOMPARE(e.usersListed, 16);
        QCOMPARE(e.users, s.testUsers);
        const auto counts = s.train->itemCounts();
        std::vector<std::int32_t> order(40);
        for (std::int32_t i = 0; i < 40; ++i) order[static_cast<std::size_t>(i)] = i;
        std::ranges::stable_sort(order, std::greater{}, [&](std::int32_t i) { return counts[static_cast<std::size_t>(i)]; });
        double sum = 0;
        for (const UserIndex user : s.testUsers) {
            std::vector<ItemIndex> list;
            for (const std::int32_t i : order)
                if (list.size() < 5 && !s.foldIn->contains(user, ItemIndex{i})) list.emplace_back(i);
            QCOMPARE(e.lists[user.at()], list);
            double hits = 0;
            for (const ItemIndex item : list) hits += s.test->contains(user, item) ? 1 : 0;
            sum += hits / static_cast<double>(s.test->rowSize(user));
        }
        QVERIFY(std::abs(e.values.at("recall@5").value - sum / 16) < 1e-6);
        for (std::int32_t u = 0; u < 80; ++u)
            QCOMPARE(!e.lists[static_cast<std::size_t>(u)].empty(), std::ranges::binary_search(s.testUsers, UserIndex{u}));
        const auto line = std::ranges::find(result.value().protocol, "tested_users", &ProtocolLine::key);
        QVERIFY(line != result.value().protocol.end() && line->value.starts_with("16 of "));
    }
    /// No row of a held-out user may move a model: training on the train part alone gives the same scores.
    void foldInNeverTrains() {
        auto d = std::make_shared<Dataset>();
        d->interactions = test::randomRatings(60, 30, 0.3, 9);
        ExperimentSpec spec;
        spec.split = parseSplitSpec("users:test=0.2,holdout=0.3,valid=0.2").value();
        spec.metrics = "ndcg@10";
        spec.models = {{"ease", {}}, {"ials", {{"epochs", std::int64_t{4}}}}, {"item_knn", {}}, {"user_knn", {}}};
        const auto result = runExperiment(spec, d, {});
        QVERIFY2(result.hasValue(), result.hasError() ? result.error().message.c_str() : "");
        const Split& s = result.value().splits[0];
        for (const ModelResult& model : result.value().models) {
            const UserIndex user = s.testUsers.front();
            const auto row = s.foldIn->row(user);
            const std::vector<float> scores = test::scores(*model.model, Query::bare({row.items, row.ratings, row.times}));
            std::vector<ItemIndex> best;
            for (const ItemIndex item : model.evaluation.lists[user.at()]) {
                QVERIFY(!s.foldIn->contains(user, item));
                if (!best.empty()) QVERIFY(scores[best.back().at()] >= scores[item.at()]);
                best.push_back(item);
            }
            QVERIFY2(!best.empty() && model.evaluation.values.at("ndcg@10").value > 0.1, model.spec.algorithm.c_str());
            if (!model.log.epochs.empty()) QVERIFY(std::isfinite(model.log.epochs.front().validation));
        }
    }
    void wordsOfTheTwoKinds() {
        const SplitSpec users = parseSplitSpec("users:test=0.1,holdout=0.2,valid=0.1").value();
        QCOMPARE(formatSplitSpec(users), std::string("users:test=0.1,holdout=0.2,valid=0.1"));
        QCOMPARE(parseSplitSpec("temporal").value().test, 0.2);
        QVERIFY(parseSplitSpec("users:test=0.1,holdout=1").hasError());
        QVERIFY(parseSplitSpec("temporal:holdout=0.2").error().message.find("holdout") != std::string::npos);
        QVERIFY(parseSplitSpec("temporal:test=0.6,valid=0.5").hasError());
        Dataset none;
        none.interactions = test::checkerboard(6);
        QVERIFY(makeSplits(none, parseSplitSpec("temporal:test=0.2").value(), 1).error().message.find("times") !=
                std::string::npos);
    }
};
RECOSCOPE_TEST(TestHeldOut)
#include "tst_held_out.moc"
