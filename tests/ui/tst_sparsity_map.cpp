#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/format.h"
#include "ui/pages/data/sparsity_card.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include <QApplication>
#include <QMenu>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <algorithm>
#include <limits>

using namespace recoscope;
using namespace recoscope::ui;
using namespace recoscope::test;

namespace {

/// The user whose first rating is the earliest, found the slow way.
UserIndex firstToRate(const Interactions& x) {
    UserIndex found;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const Interaction& row : x.toRows())
        if (row.time != kNoTime && row.time < least) {
            least = row.time;
            found = row.user;
        }
    return found;
}

void zoomIntoCorner(SparsityMap& map) {
    QWheelEvent turn(QPointF(0, 0), map.mapToGlobal(QPointF(0, 0)), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QApplication::sendEvent(&map, &turn);
}

bool hasSubtitle(const SparsityCard& card, const QString& part) {
    const auto labels = card.findChildren<PlainLabel*>();
    return std::ranges::any_of(labels, [&](const PlainLabel* label) { return label->text().contains(part); });
}

} // namespace

class TestSparsityMap final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ordersChangeWhatTheMapTells() {
        MainWindow window;
        openDemo(window);
        auto* card = window.findChild<SparsityCard*>();
        SparsityMap& map = card->map();
        QTRY_VERIFY(map.layoutShown() && map.isUpToDate());
        QVERIFY(map.toCsv().contains(QLatin1String(",activity,popularity")));
        QVERIFY(hasSubtitle(*card, QStringLiteral("users by activity, items by popularity")));
        act(window, "data.order-users:first-rating");
        act(window, "data.order-items:id");
        QTRY_VERIFY(map.isUpToDate() && map.layoutShown()->userOrder == MatrixOrder::FirstSeen);
        QVERIFY(hasSubtitle(*card, QStringLiteral("users by first rating, items by id")));
        QVERIFY(map.accessibleName().contains(QLatin1String("users by first rating")));
        QVERIFY(map.toCsv().contains(QLatin1String(",first-rating,id")));
        QVERIFY2(map.readout(0, 0).first.contains(QLatin1String("by first rating")), qPrintable(map.readout(0, 0).first));
        for (int k = 0; k < 40; ++k) zoomIntoCorner(map);
        QTRY_VERIFY(map.isUpToDate());
        QCOMPARE(map.bins().userFrom + map.bins().itemFrom, 0.0);
        const auto data = window.session().dataset();
        const QString id = format::safe(data->users.id(firstToRate(*data->interactions).value)),
                      title = format::title(data->titleOf(ItemIndex{0}));
        QVERIFY2(map.readout(0, 0).first.contains(id) && map.readout(0, 0).first.contains(title),
                 qPrintable(map.readout(0, 0).first + QStringLiteral(", not ") + id + QStringLiteral(" ") + title));
    }
    void anOrderWithoutMeaningIsDisabledWithTheReason() {
        const QTemporaryDir folder;
        QFile file(folder.path() + QStringLiteral("/untimed.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray text = "user,item,rating\n";
        for (int k = 0; k < 400; ++k)
            text +=
                QByteArray::number(k / 20) + ',' + QByteArray::number(k * 7 % 31) + ',' + QByteArray::number(1 + k % 5) + '\n';
        file.write(text);
        file.close();
        MainWindow window;
        openDemo(window);
        auto* card = window.findChild<SparsityCard*>();
        QTRY_VERIFY(card->map().layoutShown());
        act(window, "data.order-users:first-rating");
        window.openData(file.fileName());
        QTRY_VERIFY(window.session().dataset() && window.session().dataset()->users.size() == 20);
        QTRY_VERIFY(card->map().layoutShown() && card->map().isUpToDate());
        QVERIFY(card->map().order(MatrixSide::Users) == MatrixOrder::Count); // the order of the data before is not kept
        QVERIFY(!window.actions().find(QStringLiteral("data.order-users:first-rating"))->isEnabled());
        QMenu menu;
        card->fillOrderMenu(menu);
        int disabled = 0;
        for (const QAction* entry : menu.actions())
            if (!entry->isSeparator() && !entry->isEnabled()) {
                ++disabled;
                QVERIFY2(entry->text().contains(QLatin1String("the data has no times")), qPrintable(entry->text()));
            }
        QCOMPARE(disabled, 2);
    }
};
RECOSCOPE_TEST(TestSparsityMap)
#include "tst_sparsity_map.moc"
