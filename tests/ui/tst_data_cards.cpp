#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/charts/row_bars.h"
#include "ui/format.h"
#include "ui/pages/data/arrivals_card.h"
#include "ui/pages/data/card_grid.h"
#include "ui/pages/data/cold_card.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/features_card.h"
#include "ui/pages/data/overlap_card.h"
#include "ui/pages/data/tail_borders.h"
#include "ui/session.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include <QApplication>
#include <QFile>
#include <QScrollArea>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>

using namespace recoscope;
using namespace recoscope::ui;
using namespace recoscope::test;

namespace {

const QStringList* rowWith(const std::vector<QStringList>& table, int column, const QString& value, int from = 1) {
    for (std::size_t k = static_cast<std::size_t>(from); k < table.size(); ++k)
        if (table[k].value(column) == value) return &table[k];
    return nullptr;
}

/// Ratings without times, titles or anything else.
void openBare(MainWindow& window, const QTemporaryDir& folder) {
    QFile file(folder.filePath(QStringLiteral("bare.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray text = "user,item,rating\n";
    for (int k = 0; k < 60; ++k)
        text += QByteArray::number(k % 7) + ',' + QByteArray::number(k % 11) + ',' + QByteArray::number(1 + k % 5) + '\n';
    file.write(text);
    file.close();
    window.show();
    window.openData(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
}

/// Scrolls the page to a card, as far as it takes.
void scrollTo(QWidget& card) {
    QWidget* above = &card;
    while (above && !qobject_cast<QScrollArea*>(above)) above = above->parentWidget();
    QVERIFY(above);
    qobject_cast<QScrollArea*>(above)->ensureWidgetVisible(&card);
}

void drag(QWidget& grip, int by) {
    const QPointF from(grip.width() / 2.0, grip.height() / 2.0), to = from + QPointF(by, 0);
    const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
        QMouseEvent event(type, at, grip.mapToGlobal(at), button, buttons, Qt::NoModifier);
        QApplication::sendEvent(&grip, &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
}

} // namespace

class TestDataCards final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void arrivalsShowWhatTheCoreCounts() {
        MainWindow window;
        openDemo(window);
        auto* cards = window.findChild<DetailCards*>();
        QTRY_VERIFY(cards->isUpToDate());
        const auto& session = window.session();
        const ProfileDetails details = detailsOf(*session.dataset(), *session.profile());
        auto* card = window.findChild<ArrivalsCard*>();
        QVERIFY(card->why().isEmpty());
        auto* plot = card->findChild<ArrivalsPlot*>();
        const auto table = csv::parse(plot->toCsv());
        QCOMPARE(table.size(), details.arrivals.users.size() + 1);
        qint64 users = 0;
        for (std::size_t k = 0; k < details.arrivals.users.size(); ++k) {
            users += details.arrivals.users[k];
            QCOMPARE(table[k + 1][1].toLongLong(), details.arrivals.users[k]);
            QCOMPARE(table[k + 1][2].toLongLong(), details.arrivals.items[k]);
            QCOMPARE(table[k + 1][3].toLongLong(), users);
        }
        QVERIFY(table[1][0].startsWith(QLatin1String("2021-")));
        const QString known = plot->accessibleDescription();
        card->setCumulative(false);
        QVERIFY(plot->accessibleDescription() != known);
        QCOMPARE(csv::parse(plot->toCsv()).size(), table.size());
    }
    void overlapShowsWhatTheCoreCounts() {
        MainWindow window;
        openDemo(window);
        auto* card = window.findChild<OverlapCard*>();
        QTRY_VERIFY(window.findChild<DetailCards*>()->isUpToDate());
        QVERIFY(!card->overlaps() && card->why().startsWith(QLatin1String("Counting"))); // nobody has seen it
        scrollTo(*card);
        QTRY_VERIFY_WITH_TIMEOUT(card->overlaps().has_value(), 20000);
        const Overlap users = overlapOf(*window.session().dataset()->interactions, OverlapSide::Users);
        const auto table = csv::parse(card->findChild<OverlapPlot*>()->toCsv());
        QCOMPARE(table.size(), 1 + 2 * kOverlapSteps.size());
        for (std::size_t s = 0; s < users.steps.size(); ++s) {
            QCOMPARE(table[s + 1][0], QStringLiteral("users"));
            QCOMPARE(table[s + 1][1].toInt(), users.steps[s].atLeast);
            QCOMPARE(table[s + 1][2].toLongLong(), users.steps[s].pairs);
        }
        QVERIFY(card->why().isEmpty());
        const auto five = std::ranges::find(users.steps, 5, &OverlapStep::atLeast);
        const QString fewer = format::share(1 - five->share) + QStringLiteral(" of the pairs of users share fewer than 5 items");
        const auto labels = card->findChildren<PlainLabel*>();
        QVERIFY2(std::ranges::any_of(labels, [&](const PlainLabel* l) { return l->text().startsWith(fewer); }),
                 qPrintable(fewer));
    }
    void featuresFollowTheChoice() {
        MainWindow window;
        openDemo(window);
        QTRY_VERIFY(window.findChild<DetailCards*>()->isUpToDate());
        const ProfileDetails details = detailsOf(*window.session().dataset(), *window.session().profile());
        QVERIFY(details.features.size() >= 2);
        auto* card = window.findChild<FeaturesCard*>();
        auto* bars = card->findChild<RowBars*>();
        for (std::size_t f = 0; f < 2; ++f) {
            card->choose(f);
            const FeatureShares& feature = details.features[f];
            QCOMPARE(bars->rows().size(), feature.shares.size() + (feature.unknownItems > 0 ? 1 : 0));
            const auto table = csv::parse(bars->toCsv());
            const double items = static_cast<double>(window.session().profile()->items),
                         ratings = static_cast<double>(window.session().profile()->interactions);
            QCOMPARE(bars->rows()[0].value, static_cast<double>(feature.shares[0].items) / items);
            QCOMPARE(*bars->rows()[0].beside, static_cast<double>(feature.shares[0].interactions) / ratings);
            for (const FeatureShare& share : feature.shares) {
                const QStringList* row = rowWith(table, 0, QString::fromStdString(share.value));
                QVERIFY2(row, share.value.c_str());
                QCOMPARE(row->at(1).toLongLong(), share.items);
                QCOMPARE(row->at(2).toLongLong(), share.interactions);
            }
        }
    }
    void coldShowsWhatTheCoreCounts() {
        MainWindow window;
        openDemo(window);
        QTRY_VERIFY(window.findChild<DetailCards*>()->isUpToDate());
        const ColdStart cold = detailsOf(*window.session().dataset(), *window.session().profile()).cold;
        const auto table = csv::parse(window.findChild<ColdCard*>()->findChild<RowBars*>()->toCsv());
        QCOMPARE(table.size(), std::size_t{13}); // a header, five steps and the late ones of each side
        for (std::size_t k = 0; k < 5; ++k) {
            QCOMPARE(table[1 + k][2].toLongLong(), cold.users.counts[k].count);
            QCOMPARE(table[7 + k][2].toLongLong(), cold.items.counts[k].count);
            QCOMPARE(table[7 + k][3].toLongLong(), cold.items.counts[k].interactions);
        }
        QCOMPARE(table[12][2].toLongLong(), cold.items.late->count);
    }
    void whatIsNotThereIsSaid() {
        const QTemporaryDir folder;
        MainWindow window;
        openBare(window, folder);
        QTRY_VERIFY(window.findChild<DetailCards*>()->isUpToDate());
        QVERIFY(window.findChild<ArrivalsCard*>()->why().contains(QLatin1String("no times")));
        QVERIFY(window.findChild<FeaturesCard*>()->why().contains(QLatin1String("No file")));
        const auto& rows = window.findChild<ColdCard*>()->findChild<RowBars*>()->rows();
        QCOMPARE(rows.back().note, QStringLiteral("–"));
        QVERIFY(std::isnan(rows.back().value) && rows.back().csv.back().isEmpty());
    }
    void bordersFollowMouseAndKeys() {
        MainWindow window;
        openDemo(window);
        auto* borders = window.findChild<TailBordersEditor*>();
        const DataProfile& p = *window.session().profile();
        QCOMPARE(borders->tail().head.items, p.head);
        QVERIFY(!borders->isMoved());
        QTRY_VERIFY(borders->grip(0).isVisible() && borders->grip(0).height() >= px(20));
        // Only the handle at the top takes the mouse: below it the plot is free for picking.
        const QWidget& grip = borders->grip(0);
        QVERIFY(grip.parentWidget()->childAt(grip.geometry().center()) == &grip);
        QVERIFY(grip.parentWidget()->childAt(grip.geometry().center() + QPoint(0, px(40))) == nullptr);
        drag(borders->grip(0), 40);
        QVERIFY(borders->isMoved() && borders->tail().head.items > p.head);
        QCOMPARE(borders->tail().head.interactions + borders->tail().torso.interactions + borders->tail().tail.interactions,
                 p.interactions);
        QVERIFY2(borders->shares().contains(format::share(borders->tail().head.share)), qPrintable(borders->shares()));
        const auto head = borders->tail().head.items;
        QTest::keyClick(&borders->grip(0), Qt::Key_Left);
        QVERIFY(borders->tail().head.items < head);
        drag(borders->grip(1), -2000); // the torso gives way, and the head with it
        QCOMPARE(borders->tail().head.items, std::int64_t{1});
        QCOMPARE(borders->tail().torso.items, std::int64_t{0});
        QTest::mouseDClick(&borders->grip(1), Qt::LeftButton);
        QVERIFY(!borders->isMoved());
        QTest::keyClick(&borders->grip(1), Qt::Key_Right);
        QVERIFY(borders->tail().torso.items > p.torso);
        QTest::keyClick(&borders->grip(1), Qt::Key_Delete);
        QCOMPARE(borders->tail().torso.items, p.torso);
        QTest::keyClick(&borders->grip(1), Qt::Key_Left);
        QVERIFY(borders->isMoved());
        QTest::keyClick(&borders->grip(0), Qt::Key_Home);
        QVERIFY(!borders->isMoved());
    }
    void theFirstScreenStaysWhole() {
        MainWindow window;
        openDemo(window);
        auto* cards = window.findChild<DetailCards*>();
        const QScrollArea* area = nullptr;
        for (QWidget* above = cards->parentWidget(); above && !area; above = above->parentWidget())
            area = qobject_cast<QScrollArea*>(above);
        QVERIFY(area);
        QTRY_VERIFY(cards->y() >= area->viewport()->height());
        QVERIFY(cards->y() <= area->viewport()->height() + px(20));
    }
    /// What scrolls is as wide as what does not, with and without a scroll bar, and nothing of it is cut off.
    void everythingIsAsWideAsTheHeader() {
        MainWindow window;
        openDemo(window);
        const auto headers = window.findChild<DataPage*>()->findChildren<PageHeader*>();
        const auto shown = std::ranges::find_if(headers, [](const PageHeader* h) { return h->isVisible(); });
        QVERIFY(shown != headers.end());
        const PageHeader* header = *shown;
        auto* grid = window.findChild<CardGrid*>();
        auto* details = window.findChild<DetailCards*>();
        const auto left = [&](const QWidget& widget) { return widget.mapTo(&window, QPoint()).x(); };
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700), QSize(800, 700), QSize(1440, 2600)}) {
            window.resize(size);
            for (const QWidget* part : std::vector<const QWidget*>{grid, details}) {
                QTRY_COMPARE(part->width(), header->width());
                QCOMPARE(left(*part), left(*header));
            }
        }
        window.resize(1440, 900);
    }
    void picturesAreWritten() {
        const QTemporaryDir folder;
        MainWindow window;
        openDemo(window);
        QTRY_VERIFY(window.findChild<DetailCards*>()->isUpToDate());
        auto* bars = window.findChild<ColdCard*>()->findChild<RowBars*>();
        auto* plot = window.findChild<ArrivalsCard*>()->findChild<ArrivalsPlot*>();
        for (const char* ending : {"png", "svg", "pdf"}) {
            const QString path = folder.filePath(QStringLiteral("rows.") + QLatin1String(ending));
            QVERIFY(writePicture(*bars, QSize(480, 320), path));
            QVERIFY(QFile(path).size() > 500);
            QVERIFY(writePicture(*plot, QSize(480, 320), path));
        }
    }
};

RECOSCOPE_TEST(TestDataCards)
#include "tst_data_cards.moc"
