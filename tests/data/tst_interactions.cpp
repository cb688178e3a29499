#include "core/data/interactions.h"
#include "core/data/social_graph.h"
#include "core/data/vocabulary.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;

class TestInteractions final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edgesBetweenUsers() {
        const auto edge = [](int from, int to) { return std::pair(UserIndex{from}, UserIndex{to}); };
        const auto graph = SocialGraph::fromEdges(4, {edge(2, 1), edge(0, 2), edge(0, 1), edge(0, 1), edge(1, 1), edge(1, 0)});
        QCOMPARE(graph.edges(), std::int64_t{4});
        QCOMPARE(graph.row(UserIndex{0}).size(), std::size_t{2});
        QCOMPARE(graph.row(UserIndex{0})[1], UserIndex{2});
        QVERIFY(graph.row(UserIndex{3}).empty());
        QVERIFY(graph.contains(UserIndex{2}, UserIndex{1}) && !graph.contains(UserIndex{1}, UserIndex{2}));
        QCOMPARE(graph.connectedUsers(), 3);
        QCOMPARE(graph.reciprocity(), .5);
        QCOMPARE(SocialGraph::fromEdges(2, {}).reciprocity(), 0.0);
    }
    void rowsAreSortedAndRepeatsKeepTheLatest() {
        const std::vector<Interaction> rows{{UserIndex{1}, ItemIndex{2}, 3, 10},
                                            {UserIndex{0}, ItemIndex{1}, 4, 5},
                                            {UserIndex{1}, ItemIndex{0}, 1, 1},
                                            {UserIndex{1}, ItemIndex{2}, 5, 9},
                                            {UserIndex{0}, ItemIndex{1}, 2, 5}};
        const Interactions x = Interactions::fromRows(2, 3, rows, true);
        QCOMPARE(x.size(), std::size_t{3});
        QCOMPARE(x.row(UserIndex{0}).ratings[0], 2.0F); // same time: the later row
        QCOMPARE(x.row(UserIndex{1}).items[1].value, 2);
        QCOMPARE(x.row(UserIndex{1}).ratings[1], 3.0F); // the later time
        QVERIFY(x.contains(UserIndex{1}, ItemIndex{0}));
        QVERIFY(!x.contains(UserIndex{0}, ItemIndex{0}));
        QCOMPARE(x.positives(3).size(), std::size_t{1});
        const InteractionsByItem columns(x);
        QCOMPARE(columns.column(ItemIndex{2}).users[0].value, 1);
        QCOMPARE(Interactions::fromRows(2, 3, x.toRows(), true).ratings().size(), x.size());
    }
    void idsFollowNaturalOrder() {
        const Vocabulary numbers = Vocabulary::fromIds({"10", "9", "-1"});
        QCOMPARE(numbers.id(0), std::string("-1"));
        QCOMPARE(numbers.id(2), std::string("10"));
        const Vocabulary mixed = Vocabulary::fromIds({"10", "9", "07"});
        QCOMPARE(mixed.id(0), std::string("07"));
        QCOMPARE(mixed.id(1), std::string("10"));
        QCOMPARE(mixed.find("9").value(), 2);
        QVERIFY(!mixed.find("7"));
        QVERIFY(numbers.hash() != mixed.hash());
    }
};
RECOSCOPE_TEST(TestInteractions)
#include "tst_interactions.moc"
