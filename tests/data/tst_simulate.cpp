#include "core/data/synthetic/simulate.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;

class TestSimulate final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shippedRatingsAreWhatTheSimulatorMakes() {
        const auto demo = test::open("demo");
        QVERIFY(demo);
        const SimulatedWorld world = simulate(demo->itemTable, {});
        QCOMPARE(world.rows.size(), demo->interactions->size());
        for (std::size_t k = 0; k < world.rows.size(); k += 97) {
            const Interaction& row = world.rows[k];
            QVERIFY(demo->interactions->contains(row.user, row.item));
            const auto items = demo->interactions->row(row.user);
            const auto at = static_cast<std::size_t>(std::ranges::lower_bound(items.items, row.item) - items.items.begin());
            QCOMPARE(items.ratings[at], row.rating);
            QCOMPARE(items.times[at], row.time);
        }
    }
};
RECOSCOPE_TEST(TestSimulate)
#include "tst_simulate.moc"
