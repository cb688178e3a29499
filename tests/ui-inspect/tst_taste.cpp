#include "tests/support/test_registry.h"
#include "ui/models/taste.h"
#include <QTest>
#include <cmath>

using namespace recoscope;
using namespace recoscope::ui;

namespace {

/// Genres 0 and 1; item 0 has both, item 1 only 0, item 2 only 1, item 3 none.
Dataset films() {
    Dataset dataset;
    dataset.itemTable.genreNames = {"Drama", "War"};
    dataset.itemTable.genres = {{0, 1}, {0}, {1}, {}};
    return dataset;
}

Interactions ratings() {
    const std::vector<Interaction> rows{
        {UserIndex(0), ItemIndex(0)}, {UserIndex(0), ItemIndex(1)}, {UserIndex(1), ItemIndex(1)}, {UserIndex(1), ItemIndex(3)}};
    return Interactions::fromRows(2, 4, rows, false);
}

} // namespace

class TestTaste : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sharesOfOneUserAndOfAll() {
        const Dataset dataset = films();
        const TasteBackground background = tasteBackground(dataset, ratings());
        QCOMPARE(background.genreShares, (std::vector<double>{0.75, 0.25}));
        const std::vector<ItemIndex> history{ItemIndex(0), ItemIndex(2)};
        const auto taste = tasteOf(dataset, background, history);
        QCOMPARE(taste.size(), std::size_t(2));
        QCOMPARE(taste[0].genre, std::size_t(1));
        QCOMPARE(taste[0].user, 1.0);
        QCOMPARE(taste[0].all, 0.25);
        QCOMPARE(taste[1].user, 0.5);
        QCOMPARE(likesMoreThanMost(taste, 2, 0.05), std::vector<std::size_t>{1});
        QVERIFY(tasteOf(dataset, background, {}).empty());
    }

    void popularityOfAHistory() {
        const TasteBackground background = tasteBackground(films(), ratings());
        QCOMPARE(background.popularityRanks, (std::vector<std::int32_t>{2, 1, 4, 2}));
        const std::vector<ItemIndex> history{ItemIndex(1), ItemIndex(2)};
        QCOMPARE(halfAmongTop(background, history), 0.25);
        QVERIFY(std::isnan(halfAmongTop(background, {})));
    }
};

RECOSCOPE_TEST(TestTaste)
#include "tst_taste.moc"
