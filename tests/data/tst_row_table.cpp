#include "core/base/random.h"
#include "core/data/row_table.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <map>

using namespace recoscope;

namespace {

constexpr std::int32_t kUsers = 700, kItems = 90;

RowTable randomTable(std::size_t rows, bool grouped, bool timed, std::uint64_t seed) {
    Random random(seed);
    RowTable table;
    for (std::size_t k = 0; k < rows; ++k) {
        const auto user =
            grouped ? static_cast<std::int32_t>(k * kUsers / rows) : static_cast<std::int32_t>(random.below(kUsers));
        table.push_back({UserIndex{user}, ItemIndex{static_cast<std::int32_t>(random.below(kItems))}, static_cast<float>(k),
                         timed ? static_cast<std::int64_t>(random.below(5)) : kNoTime});
    }
    return table;
}

/// The rule in its plainest form.
std::map<std::pair<std::int32_t, std::int32_t>, Interaction> latest(const RowTable& table) {
    std::map<std::pair<std::int32_t, std::int32_t>, Interaction> kept;
    for (const Interaction row : table) {
        const auto [at, fresh] = kept.try_emplace({row.user.value, row.item.value}, row);
        if (!fresh && row.time >= at->second.time) at->second = row;
    }
    return kept;
}

} // namespace

class TestRowTable final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMatrixKeepsTheLatestOfEachPair_data() {
        QTest::addColumn<bool>("grouped");
        QTest::addColumn<bool>("timed");
        for (const bool grouped : {false, true})
            for (const bool timed : {false, true})
                QTest::addRow("%s, %s", grouped ? "grouped" : "mixed", timed ? "timed" : "timeless") << grouped << timed;
    }
    void theMatrixKeepsTheLatestOfEachPair() {
        QFETCH(bool, grouped);
        QFETCH(bool, timed);
        const RowTable table = randomTable(300000, grouped, timed, 3);
        const auto expected = latest(table);
        for (const int threads : {1, 2, 8}) {
            const Interactions x = Interactions::fromTable(kUsers, kItems, RowTable(table), timed, threads);
            QCOMPARE(x.size(), expected.size());
            auto at = expected.begin();
            for (const Interaction row : RowTable::of(x)) {
                QVERIFY(at->first == std::pair(row.user.value, row.item.value));
                QCOMPARE(row.rating, at->second.rating);
                QCOMPARE(row.time, at->second.time);
                ++at;
            }
        }
    }
    void timesAppearWithTheFirstThatIsKnown() {
        RowTable table;
        table.push_back({UserIndex{0}, ItemIndex{0}});
        QVERIFY(!table.hasTimes());
        table.push_back({UserIndex{0}, ItemIndex{1}, 2, 7});
        QVERIFY(table.hasTimes());
        QCOMPARE(table[0].time, kNoTime);
        QCOMPARE(table[1].time, std::int64_t{7});
        QCOMPARE(table.eraseIf([](const Interaction& row) { return row.time == kNoTime; }), std::size_t{1});
        QCOMPARE(table[0].item, ItemIndex{1});
    }
};
RECOSCOPE_TEST(TestRowTable)
#include "tst_row_table.moc"
