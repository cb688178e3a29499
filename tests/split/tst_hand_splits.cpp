#include "core/split/split.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <set>

using namespace recoscope;

/// Sizes and members of every kind of split, worked out by hand from the rules: shares by floor, at least one row in each part
/// from three on, the latest by time, then by item.
class TestHandSplits final : public QObject {
    Q_OBJECT
    /// User k has the k-th of these numbers of rows, with items 0, 1, 2...; the time of item i is i / 2, so neighbours tie.
    static Dataset users(const std::vector<int>& sizes) {
        std::vector<Interaction> rows;
        std::int32_t user = 0;
        for (const int n : sizes) {
            for (std::int32_t i = 0; i < n; ++i) rows.push_back({UserIndex{user}, ItemIndex{i}, 3, i / 2});
            ++user;
        }
        Dataset d;
        d.interactions =
            std::make_shared<const Interactions>(Interactions::fromRows(user, *std::ranges::max_element(sizes), rows, true));
        return d;
    }
    static Split cut(const Dataset& d, const char* spec, std::uint64_t seed = 1) {
        return makeSplits(d, parseSplitSpec(spec).value(), seed).value().front();
    }
    static std::vector<std::int32_t> itemsOf(const Interactions& x, std::int32_t user) {
        std::vector<std::int32_t> items;
        for (const ItemIndex i : x.row(UserIndex{user}).items) items.push_back(i.value);
        return items;
    }
    using Items = std::vector<std::int32_t>;

private Q_SLOTS:
    void holdoutTakesFloors() {
        const Dataset d = users({10, 10, 9}); // 29 rows: floor(5.8) and floor(2.9)
        const Split s = cut(d, "holdout:test=0.2,valid=0.1");
        QCOMPARE(static_cast<std::int64_t>(s.test->size() + s.valid->size() + s.train->size()) + s.droppedRows, std::int64_t{29});
        QCOMPARE(s.test->size(), std::size_t{5});
        QCOMPARE(s.valid->size(), std::size_t{2});
        QVERIFY(!std::ranges::equal(s.test->items(), cut(d, "holdout:test=0.2,valid=0.1", 2).test->items()));
    }
    void perUserSizes_data() {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("test");
        QTest::addColumn<int>("valid");
        const auto row = [](const char* spec, int rows, int test, int valid) {
            QTest::addRow("%s of %d", spec, rows) << spec << rows << test << valid;
        };
        row("per-user:test=0.1,valid=0.1", 30, 3, 3); // .1 of 30 is 3, though the doubles say 2.999...
        row("per-user:test=0.1,valid=0.1", 29, 2, 2);
        row("per-user:test=0.1,valid=0.1", 10, 1, 1);
        row("per-user:test=0.1,valid=0.1", 9, 1, 1); // floor is 0: at least one each
        row("per-user:test=0.1,valid=0.1", 3, 1, 1);
        row("per-user:test=0.1,valid=0.1", 2, 0, 0); // too few: all train
        row("per-user:test=0.1,valid=0.1", 1, 0, 0);
        row("per-user:test=0.2", 14, 2, 0);
        row("per-user-temporal:test=0.2", 14, 3, 0); // the first floor(11.2) = 11 are train
        row("per-user-temporal:test=0.2", 10, 2, 0);
        row("per-user-temporal:test=0.2", 3, 1, 0);
        row("per-user-temporal:test=0.2", 2, 1, 0);
        row("per-user-temporal:test=0.2", 1, 0, 0);
        row("per-user-temporal:test=0.2,valid=0.1", 14, 2, 1); // with a validation part both are floors
        row("leave-last-out", 2, 1, 0);
        row("leave-last-out", 1, 0, 0);
        row("leave-last-out:valid=1", 3, 1, 1);
        row("leave-last-out:valid=1", 2, 1, 0); // something must be left to learn from
        row("leave-one-out:valid=1", 3, 1, 1);
    }
    void perUserSizes() {
        QFETCH(QString, spec);
        QFETCH(int, rows);
        QFETCH(int, test);
        QFETCH(int, valid);
        const Split s = cut(users({rows, 40}), qPrintable(spec)); // the second user keeps the test part from being empty
        QCOMPARE(static_cast<int>(s.test->rowSize(UserIndex{0})), test);
        QCOMPARE(static_cast<int>(s.valid->rowSize(UserIndex{0})), valid);
        QCOMPARE(static_cast<int>(s.train->rowSize(UserIndex{0})), rows - test - valid);
        QCOMPARE(static_cast<int>(s.masked->rowSize(UserIndex{0})), rows - test);
    }
    void theLatestByTimeThenItem() {
        // Times 0 0 1 1 2: the last is item 4, before it stand 2 and 3 at the same time, of which 3 is later by its index.
        const Split last = cut(users({5}), "leave-last-out:valid=1");
        QCOMPARE(itemsOf(*last.test, 0), Items{4});
        QCOMPARE(itemsOf(*last.valid, 0), Items{3});
        const Split tied = cut(users({4}), "leave-last-out:valid=1"); // times 0 0 1 1
        QCOMPARE(itemsOf(*tied.test, 0), Items{3});
        QCOMPARE(itemsOf(*tied.valid, 0), Items{2});
        const Split share = cut(users({10}), "per-user-temporal:test=0.2,valid=0.1");
        QCOMPARE(itemsOf(*share.test, 0), (Items{8, 9}));
        QCOMPARE(itemsOf(*share.valid, 0), Items{7});
    }
    void laterTimesBeatHigherItems() {
        Dataset d;
        const std::vector<Interaction> rows{
            {UserIndex{0}, ItemIndex{0}, 3, 50}, {UserIndex{0}, ItemIndex{1}, 3, 10}, {UserIndex{0}, ItemIndex{2}, 3, 10}};
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(1, 3, rows, true));
        const Split s = cut(d, "leave-last-out:valid=1");
        QCOMPARE(itemsOf(*s.test, 0), Items{0});
        QCOMPARE(itemsOf(*s.valid, 0), Items{2});
    }
    void foldsTestEveryRowOnce() {
        const Dataset d = users({9, 8, 6}); // 23 rows in 5 folds: 5 5 5 4 4
        const auto folds = makeSplits(d, parseSplitSpec("kfold:k=5").value(), 1).value();
        QCOMPARE(folds.size(), std::size_t{5});
        std::multiset<std::pair<std::int32_t, std::int32_t>> tested;
        for (const Split& fold : folds) {
            QVERIFY(fold.test->size() == 4 || fold.test->size() == 5);
            QCOMPARE(fold.test->size() + fold.train->size(), std::size_t{23});
            for (const Interaction& row : fold.test->toRows()) tested.emplace(row.user.value, row.item.value);
        }
        QCOMPARE(tested.size(), std::size_t{23});
        QCOMPARE(std::set(tested.begin(), tested.end()).size(), std::size_t{23});
    }
    void usersWithoutTrainAreDroppedAndCounted() {
        // 40 users of one row each, one of 30: a tested one of the former has nothing left to learn from.
        std::vector<int> sizes(40, 1);
        sizes.push_back(30);
        const Split s = cut(users(sizes), "holdout:test=0.25"); // 17 rows are taken out
        QVERIFY(s.usersWithoutTrain > 0);
        QCOMPARE(s.droppedRows, static_cast<std::int64_t>(s.usersWithoutTrain));
        QCOMPARE(s.test->size(), s.test->rowSize(UserIndex{40}));
        QCOMPARE(static_cast<std::int64_t>(s.test->size()) + s.droppedRows, std::int64_t{17});
        QCOMPARE(s.train->size(), std::size_t{70 - 17});
    }
    void itemsUnseenInTrainStayRelevant() {
        const std::vector<Interaction> rows{{UserIndex{0}, ItemIndex{0}, 3, 1},
                                            {UserIndex{0}, ItemIndex{1}, 3, 2},
                                            {UserIndex{1}, ItemIndex{0}, 3, 1},
                                            {UserIndex{1}, ItemIndex{2}, 3, 2}};
        Dataset d;
        d.interactions = std::make_shared<const Interactions>(Interactions::fromRows(2, 3, rows, true));
        const Split s = cut(d, "leave-last-out");
        QCOMPARE(s.coldItems, 2);
        QCOMPARE(s.test->size(), std::size_t{2});
    }
    void theReferenceCountsOfMovieLens100k() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const auto data = test::open(*folder);
        const Split s = cut(*data, "per-user-temporal:test=0.2");
        QCOMPARE(s.train->size(), std::size_t{79619});
        QCOMPARE(s.test->size(), std::size_t{20381});
    }
};
RECOSCOPE_TEST(TestHandSplits)
#include "tst_hand_splits.moc"
