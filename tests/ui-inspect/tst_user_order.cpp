#include "tests/support/test_registry.h"
#include "ui/models/user_order.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::ui;

class TestUserOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ordersUsers() {
        const std::vector<Interaction> rows{{UserIndex(0), ItemIndex(0)}, {UserIndex(2), ItemIndex(0)},
                                            {UserIndex(2), ItemIndex(1)}, {UserIndex(3), ItemIndex(0)},
                                            {UserIndex(3), ItemIndex(1)}, {UserIndex(3), ItemIndex(2)}};
        const Interactions train = Interactions::fromRows(4, 3, rows, false);
        const auto order = [&](UserOrder o, const Evaluation* e = nullptr) {
            std::vector<int> ids;
            for (const UserIndex u : orderUsers(o, train, e)) ids.push_back(u.value);
            return ids;
        };
        QCOMPARE(order(UserOrder::ById), (std::vector<int>{0, 2, 3}));
        QCOMPARE(order(UserOrder::MostActive), (std::vector<int>{3, 2, 0}));
        QCOMPARE(order(UserOrder::LeastActive), (std::vector<int>{0, 2, 3}));
        Evaluation evaluation;
        evaluation.users = {UserIndex(0), UserIndex(2), UserIndex(3)};
        evaluation.perUser["ndcg@10"] = {0.0F, 0.5F, 0.0F};
        QCOMPARE(order(UserOrder::WorstServed, &evaluation), (std::vector<int>{3, 0, 2}));
        QCOMPARE(order(UserOrder::BestServed, &evaluation), (std::vector<int>{2, 3, 0}));
        QVERIFY(order(UserOrder::WorstServed).empty());
        QCOMPARE(order(UserOrder::MedianActive), (std::vector<int>{2, 3, 0}));
    }

    void disagreementAndNiche() {
        const std::vector<Interaction> rows{{UserIndex(0), ItemIndex(0)},
                                            {UserIndex(0), ItemIndex(1)},
                                            {UserIndex(1), ItemIndex(2)},
                                            {UserIndex(1), ItemIndex(3)},
                                            {UserIndex(2), ItemIndex(0)}};
        const Interactions train = Interactions::fromRows(4, 4, rows, false);
        const auto ids = [](const std::vector<UserIndex>& users) {
            std::vector<int> values;
            for (const UserIndex u : users) values.push_back(u.value);
            return values;
        };
        Evaluation a;
        Evaluation b;
        a.lists = {{ItemIndex(2), ItemIndex(3)}, {ItemIndex(0), ItemIndex(1)}, {ItemIndex(1), ItemIndex(2)}, {}};
        b.lists = {{ItemIndex(3), ItemIndex(2)}, {ItemIndex(3), ItemIndex(2)}, {ItemIndex(1), ItemIndex(3)}, {}};
        QCOMPARE(ids(orderByDisagreement(train, {&a, &b}, 2)), (std::vector<int>{1, 2, 0})); // 0, 1 and 2 in common
        QCOMPARE(ids(orderByDisagreement(train, {&a, &b}, 1)), (std::vector<int>{0, 1, 2})); // the first differs for two of them
        QVERIFY(orderByDisagreement(train, {&a}, 2).empty());
        const std::vector<std::int32_t> ranks{1, 2, 3, 4};
        QCOMPARE(ids(orderByNiche(train, ranks, 1)), (std::vector<int>{1, 0, 2})); // medians 3, 1, 1
        QCOMPARE(ids(orderByNiche(train, ranks, 2)), (std::vector<int>{1, 0}));
    }
};

RECOSCOPE_TEST(TestUserOrder)
#include "tst_user_order.moc"
