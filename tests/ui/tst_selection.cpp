#include "core/data/first_times.h"
#include "core/data/selection.h"
#include "tests/support/test_registry.h"
#include "tests/ui/text_recorder.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/csv.h"
#include "ui/charts/plot.h"
#include "ui/charts/row_bars.h"
#include "ui/format.h"
#include "ui/pages/data/arrivals_card.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/features_card.h"
#include "ui/pages/data/overlap_card.h"
#include "ui/pages/data/selection_bar.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/column_scroll.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace recoscope;
using namespace recoscope::ui;
using namespace recoscope::test;

namespace {

struct Page {
    MainWindow window;
    SparsityMap* map = nullptr;
    BarPlot *ratings = nullptr, *activity = nullptr;
    LinePlot* frequency = nullptr;
    DataSelection* selection = nullptr;
    SelectionBar* bar = nullptr;

    Page() {
        openDemo(window);
        act(window, "page.data");
        map = window.findChild<SparsityMap*>();
        ratings = window.findChild<BarPlot*>(QStringLiteral("ratings"));
        activity = window.findChild<BarPlot*>(QStringLiteral("activity"));
        frequency = window.findChild<LinePlot*>(QStringLiteral("rank-frequency"));
        selection = window.findChild<DataSelection*>();
        bar = window.findChild<SelectionBar*>();
    }
    DetailCards& cards() { return *window.findChild<DetailCards*>(); }
    RowBars& bars(const char* name) { return *window.findChild<RowBars*>(QLatin1String(name)); }
    /// What is selected is counted, and shown by the lower cards.
    bool told() { return counted() && cards().isUpToDate(); }
    ProfileDetails details() { return detailsOf(*window.session().dataset(), *window.session().profile()); }
    bool ready() const { return map->layoutShown() && map->isUpToDate(); }
    bool counted() const { return selection->held() && map->isUpToDate(); }
    const Interactions& x() { return *window.session().dataset()->interactions; }
};

/// Clicks the middle of a row.
void clickRow(RowBars& bars, std::size_t row) {
    const double height = QFontMetricsF(ui::font(Appearance::Type::Caption)).height() + px(5);
    QTest::mouseClick(&bars, Qt::LeftButton, {},
                      QPoint(bars.width() / 2, static_cast<int>((static_cast<double>(row) + 0.5) * height)));
}

/// Scrolls until a widget is seen.
ColumnScroll& scrollTo(QWidget& card) {
    QWidget* above = &card;
    while (!qobject_cast<ColumnScroll*>(above)) above = above->parentWidget();
    auto* area = qobject_cast<ColumnScroll*>(above);
    area->ensureWidgetVisible(&card);
    return *area;
}

/// A box from the middle of the map to its upper left, by the keyboard.
void pickBoxByKeys(SparsityMap& map, int up, int left) {
    QTest::keyClick(&map, Qt::Key_Return);
    for (int k = 0; k < up; ++k) QTest::keyClick(&map, Qt::Key_Up);
    for (int k = 0; k < left; ++k) QTest::keyClick(&map, Qt::Key_Left);
    QTest::keyClick(&map, Qt::Key_Return);
}

/// The third column of the picture's data, empty where there is none.
std::vector<std::int64_t> selectedColumn(const Exportable& picture) {
    std::vector<std::int64_t> column;
    const QStringList lines = picture.toCsv().split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    for (qsizetype k = 1; k < lines.size(); ++k)
        if (lines[k].split(',').size() > 2) column.push_back(lines[k].split(',').last().toLongLong());
    return column;
}

} // namespace

class TestDataSelection final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBoxOfTheMapShowsInEveryPicture() {
        Page page;
        QTRY_VERIFY(page.ready());
        QVERIFY(page.bar->isHidden() && selectedColumn(*page.ratings).empty());
        pickBoxByKeys(*page.map, 60, 80);
        QTRY_VERIFY(page.counted());
        QVERIFY(page.bar->isVisible());
        const RankStretch users = page.selection->users().value(), items = page.selection->items().value();
        QVERIFY(users.last > users.first && items.last > items.first);
        // The slow way: every rating of the box.
        const DataProfile& profile = *page.window.session().profile();
        std::vector<std::int64_t> histogram(profile.histogram.size()), activity(profile.activity.size());
        std::int64_t rows = 0;
        for (const Interaction& row : page.x().toRows()) {
            const auto u = std::ranges::find(profile.usersByRank, row.user) - profile.usersByRank.begin(),
                       i = std::ranges::find(profile.itemsByRank, row.item) - profile.itemsByRank.begin();
            if (u < users.first || u > users.last || i < items.first || i > items.last) continue;
            ++rows;
            for (std::size_t k = 0; k < histogram.size(); ++k)
                histogram[k] += profile.histogram[k].first == static_cast<double>(row.rating) ? 1 : 0;
            ++activity[static_cast<std::size_t>((row.time - profile.activity.front().start) / profile.activityBinSeconds)];
        }
        QVERIFY(rows > 0 && rows < static_cast<std::int64_t>(page.x().size()));
        QVERIFY(selectedColumn(*page.ratings) == histogram);
        QVERIFY(selectedColumn(*page.activity) == activity);
        std::int64_t inMap = 0;
        for (const std::int32_t n : page.map->selectedBins().counts) inMap += n;
        QCOMPARE(inMap, rows);
        QVERIFY(page.frequency->toCsv().contains(QLatin1String("selected,")));
        QVERIFY2(page.selection->sentence().startsWith(format::count(rows) + QStringLiteral(" of ")),
                 qPrintable(page.selection->sentence()));
        const QString tile = QStringLiteral("selected, of ") + format::count(static_cast<std::int64_t>(page.x().size()));
        const auto labels = page.window.findChildren<PlainLabel*>();
        QVERIFY(std::ranges::any_of(labels, [&](const PlainLabel* label) { return label->text() == tile; }));
        // Escape lets go of it all.
        QTest::keyClick(page.map, Qt::Key_Escape);
        QTRY_VERIFY(page.selection->isEmpty() && page.ready());
        QVERIFY(page.bar->isHidden() && selectedColumn(*page.ratings).empty() && page.map->selectedBins().counts.empty());
        QVERIFY(!page.frequency->toCsv().contains(QLatin1String("selected,")));
    }
    void shiftAndDraggingPicksABoxOfTheMap() {
        Page page;
        QTRY_VERIFY(page.ready());
        const QPoint from(page.map->width() / 3, page.map->height() / 3), to(page.map->width() / 2, page.map->height() / 2);
        const double before = page.map->bins().userFrom;
        QTest::mousePress(page.map, Qt::LeftButton, Qt::ShiftModifier, from);
        QMouseEvent move(QEvent::MouseMove, to, page.map->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
        QApplication::sendEvent(page.map, &move);
        QTest::mouseRelease(page.map, Qt::LeftButton, Qt::ShiftModifier, to);
        QTRY_VERIFY(page.counted());
        QVERIFY(page.selection->users() && page.selection->items());
        QCOMPARE(page.map->bins().userFrom, before); // it did not pan
        // In another order the same users are selected, wherever they stand.
        const std::int64_t rows = page.selection->held()->rows;
        act(page.window, "data.order-users:id");
        QTRY_VERIFY(page.counted() && page.map->layoutShown()->userOrder == MatrixOrder::Id);
        std::int64_t inMap = 0;
        for (const std::int32_t n : page.map->selectedBins().counts) inMap += n;
        QCOMPARE(inMap, rows);
    }
    void partsComeFromEveryPictureAndGoOneByOne() {
        Page page;
        QTRY_VERIFY(page.ready());
        QTest::keyClick(page.ratings, Qt::Key_Right);
        QTest::keyClick(page.ratings, Qt::Key_Right, Qt::ShiftModifier);
        QTRY_VERIFY(page.counted());
        QCOMPARE(page.selection->ratingBins().value().second - page.selection->ratingBins().value().first, std::size_t{1});
        const auto clickAt = [](QWidget& plot, double x) {
            QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(static_cast<int>(x * plot.width()), plot.height() / 2));
        };
        clickAt(*page.activity, 0.6);
        QTRY_VERIFY(page.counted() && page.selection->activityBins());
        page.frequency->setFocus();
        QTest::keyClick(page.frequency, Qt::Key_Return); // rank 1 lies in the head
        QTRY_VERIFY(page.counted() && page.selection->items());
        QCOMPARE(page.selection->items()->last + 1, page.window.session().profile()->head);
        const auto chips = [&] {
            std::vector<QPushButton*> found;
            for (auto* button : page.bar->findChildren<QPushButton*>())
                if (button->isVisible() && button->accessibleName().startsWith(QLatin1String("Remove "))) found.push_back(button);
            return found;
        };
        QCOMPARE(chips().size(), std::size_t{3});
        const std::int64_t rows = page.selection->held()->rows;
        QTest::mouseClick(chips().back(), Qt::LeftButton);
        QTRY_COMPARE(chips().size(), std::size_t{2});
        QTRY_VERIFY(page.counted());
        QVERIFY(!page.selection->activityBins() && page.selection->held()->rows >= rows);
        QTest::keyClick(page.frequency, Qt::Key_Return); // the head again: let go
        QTRY_VERIFY(!page.selection->items());
    }
    void aValueOfAFeatureSelectsItsItems() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        RowBars& bars = page.bars("features");
        const FeatureShares genre = page.details().features.front();
        const QString before = bars.toCsv();
        scrollTo(bars);
        QTRY_VERIFY(bars.visibleRegion().boundingRect().height() > px(60));
        clickRow(bars, 1);
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->rows, genre.shares[1].interactions);
        QCOMPARE(page.selection->held()->items, genre.shares[1].items);
        const QString words = page.selection->words(DataSelection::Part::Feature);
        QVERIFY2(words.contains(format::safe(genre.shares[1].value)), qPrintable(words));
        QCOMPARE(bars.picked(), std::vector<std::size_t>{1});
        // Every selected rating is of an item with the value; the table says it beside the whole.
        QCOMPARE(bars.parts()->values[1], 1.0);
        const auto table = csv::parse(bars.toCsv());
        QCOMPARE(table[0].back(), QStringLiteral("selected ratings"));
        QCOMPARE(table[2].back().toLongLong(), genre.shares[1].interactions);
        // With a rating as well: as the rows say.
        QTest::keyClick(page.ratings, Qt::Key_Return);
        QTRY_VERIFY(page.told());
        const auto& genres = page.window.session().dataset()->itemTable;
        const auto has = [&](ItemIndex item, const std::string& value) {
            return std::ranges::any_of(genres.genres[item.at()], [&](auto g) { return genres.genreNames[g] == value; });
        };
        const auto rows = selectRows(page.x(), *page.selection->rows(), page.x().size());
        QVERIFY(!rows.empty());
        for (std::size_t s = 0; s < genre.shares.size(); ++s) {
            const auto held =
                std::ranges::count_if(rows, [&](const Interaction& row) { return has(row.item, genre.shares[s].value); });
            QCOMPARE(csv::parse(bars.toCsv())[s + 1].back().toLongLong(), static_cast<qlonglong>(held));
            QCOMPARE(bars.parts()->values[s], static_cast<double>(held) / static_cast<double>(rows.size()));
        }
        // Another feature has no mark; the value picked again is let go.
        page.window.findChild<FeaturesCard*>()->choose(1);
        QVERIFY(bars.picked().empty() && bars.parts());
        page.window.findChild<FeaturesCard*>()->choose(0);
        clickRow(bars, 1);
        QTRY_VERIFY(page.told() && !page.selection->feature());
        page.selection->clear();
        QTRY_VERIFY(page.cards().isUpToDate());
        QCOMPARE(bars.toCsv(), before);
    }
    /// Whatever is selected, and however small the picture: no word of it stands on another.
    void labelsNeverMeet() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        const auto& profile = *page.window.session().profile();
        const auto last = static_cast<std::int32_t>(profile.itemsByRank.size()) - 1;
        for (int k = 0; k < 9; ++k) {
            const std::int32_t from = k == 0 ? 0 : last * (k - 1) / 8;
            page.selection->clear();
            page.selection->setItems({MatrixOrder::Count, from, std::min(last, from + (k == 0 ? last : 40))});
            if (k % 2 == 1) page.selection->setRatingBins(0, 0);
            QTRY_VERIFY(page.told());
            for (const QSize size : {QSize(300, 190), QSize(380, 260), QSize(700, 420)}) {
                const auto texts = TextRecorder::of(*page.frequency, size);
                const auto word = [](const char* words) {
                    return [words](const TextRecorder::Text& text) { return text.words == QLatin1String(words); };
                };
                QVERIFY(std::ranges::any_of(texts, word("Torso")));
                QCOMPARE(std::ranges::count_if(texts, word("selected")), page.selection->held()->rows > 0 ? 1 : 0);
                for (std::size_t a = 0; a < texts.size(); ++a)
                    for (std::size_t b = 0; b < a; ++b)
                        QVERIFY2(!texts[a].box.adjusted(1, 2, -1, -2).intersects(texts[b].box.adjusted(1, 2, -1, -2)),
                                 qPrintable(QStringLiteral("%1 and %2, %3 wide, selection %4")
                                                .arg(texts[a].words, texts[b].words, QString::number(size.width()),
                                                     QString::number(k))));
            }
        }
    }
    /// Rows that do not fit can be reached and picked, too.
    void rowsBelowTheLastAreReached() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        RowBars& bars = page.bars("features");
        scrollTo(bars);
        const std::size_t rows = bars.rows().size();
        const double height = QFontMetricsF(ui::font(Appearance::Type::Caption)).height() + px(5);
        bars.setFixedHeight(static_cast<int>(4.5 * height)); // three rows, and the line that tells of the others
        QTRY_COMPARE(bars.height(), static_cast<int>(4.5 * height));
        QVERIFY(rows > 6);
        clickRow(bars, 3);
        QCOMPARE(bars.firstShown(), std::size_t{3});
        QVERIFY(page.selection->isEmpty());
        clickRow(bars, 1); // the fifth
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->feature()->bar, std::size_t{4});
        for (std::size_t turn = 0; turn < rows / 3 && bars.firstShown() > 0; ++turn)
            clickRow(bars, std::min<std::size_t>(3, rows - bars.firstShown()));
        QCOMPARE(bars.firstShown(), std::size_t{0}); // round again
        page.selection->clear();
        for (std::size_t k = 0; k + 1 < rows; ++k) QTest::keyClick(&bars, Qt::Key_Down);
        QCOMPARE(bars.firstShown(), rows - 3);
        QTest::keyClick(&bars, Qt::Key_Return);
        QTRY_VERIFY(page.told() && page.selection->feature());
        QCOMPARE(page.selection->feature()->bar, rows - 1);
    }
    void itemsOfAllPartsAreInAllOfThem() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        const auto& profile = *page.window.session().profile();
        page.selection->setItems({MatrixOrder::Count, 0, profile.head - 1});
        QTest::keyClick(&page.bars("features"), Qt::Key_Return);
        QTRY_VERIFY(page.told() && page.selection->feature());
        const auto withValue = itemsOfShare(*page.window.session().dataset(), page.details().features.front(), 0);
        std::int64_t rows = 0, items = 0;
        for (std::int32_t rank = 0; rank < profile.head; ++rank)
            if (std::ranges::find(withValue, profile.itemsByRank[static_cast<std::size_t>(rank)]) != withValue.end()) {
                rows += profile.countsByRank[static_cast<std::size_t>(rank)];
                ++items;
            }
        QVERIFY(items > 0);
        QCOMPARE(page.selection->held()->rows, rows);
        QCOMPARE(page.selection->held()->items, items);
        page.selection->clear(DataSelection::Part::Items);
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->items, static_cast<std::int64_t>(withValue.size()));
    }
    void barsOfColdStartSelectWhoIsInThem() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        RowBars& bars = page.bars("cold-start");
        const ColdStart cold = page.details().cold;
        scrollTo(bars);
        // Two headings: five steps and the late of the users, the same of the items.
        std::size_t step = 0;
        while (cold.items.counts[step].count == 0) ++step;
        const std::size_t itemsBar = 7 + 1 + step;
        clickRow(bars, itemsBar);
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->rows, cold.items.counts[step].interactions);
        QCOMPARE(bars.parts()->values[itemsBar], 1.0);
        QVERIFY(page.selection->words(DataSelection::Part::ColdItems)
                    .contains(QStringLiteral("at most ") + format::count(cold.items.counts[step].atMost)));
        // Who came late, of the users as well: both are marked, and both hold.
        clickRow(bars, 6);
        QTRY_VERIFY(page.told());
        QCOMPARE(bars.picked().size(), std::size_t{2});
        const auto first = firstTimesOfUsers(page.x());
        const auto counts = page.x().itemCounts();
        std::int64_t rows = 0;
        for (const Interaction& row : page.x().toRows())
            rows += first[row.user.at()] >= *cold.lateFrom && counts[row.item.at()] <= cold.items.counts[step].atMost ? 1 : 0;
        QCOMPARE(page.selection->held()->rows, rows);
        clickRow(bars, itemsBar);
        QTRY_VERIFY(page.told() && !page.selection->coldItems() && page.selection->coldUsers());
        QCOMPARE(page.selection->held()->users, cold.users.late->count);
        // A bar without anybody selects nothing.
        const auto empty = std::ranges::find_if(bars.rows(), [](const RowBar& row) { return !row.heading && row.value == 0; });
        if (empty != bars.rows().end()) clickRow(bars, static_cast<std::size_t>(empty - bars.rows().begin()));
        clickRow(bars, 0); // nor does a heading
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->users, cold.users.late->count);
    }
    void arrivalsShowTheSelectedAndPickATime() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        auto* plot = page.window.findChild<ArrivalsPlot*>();
        const auto columns = csv::parse(plot->toCsv())[0].size();
        page.ratings->setFocus();
        QTest::keyClick(page.ratings, Qt::Key_Return);
        QTRY_VERIFY(page.told());
        std::map<UserIndex, std::int64_t> first;
        for (const Interaction& row : selectRows(page.x(), *page.selection->rows(), page.x().size())) {
            const auto it = first.emplace(row.user, row.time).first;
            it->second = std::min(it->second, row.time);
        }
        const DataProfile& profile = *page.window.session().profile();
        std::vector<std::int64_t> bins(profile.activity.size());
        for (const auto& [user, time] : first)
            ++bins[static_cast<std::size_t>((time - profile.activity.front().start) / profile.activityBinSeconds)];
        const auto table = csv::parse(plot->toCsv());
        QCOMPARE(table[0].size(), columns + 2);
        for (std::size_t k = 0; k < bins.size(); ++k) QCOMPARE(table[k + 1][columns].toLongLong(), bins[k]);
        // The keyboard picks a stretch, as in Activity; the only bin that is picked is let go.
        scrollTo(*plot);
        QTest::keyClick(plot, Qt::Key_Right);
        QTest::keyClick(plot, Qt::Key_Right, Qt::ShiftModifier);
        QTRY_VERIFY(page.told() && page.selection->activityBins());
        const auto bin = page.selection->activityBins()->second;
        QVERIFY(page.selection->activityBins()->first < bin);
        const QRectF area = plot->plotArea();
        const QPointF from(area.left() + area.width() / 4, area.center().y()),
            to(area.left() + area.width() / 2, area.center().y());
        QTest::mousePress(plot, Qt::LeftButton, {}, from.toPoint());
        QMouseEvent move(QEvent::MouseMove, to, plot->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(plot, &move);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to.toPoint());
        QTRY_VERIFY(page.told());
        const auto [firstBin, lastBin] = page.selection->activityBins().value();
        const auto lastOfAll = static_cast<double>(profile.activity.size() - 1);
        QVERIFY(std::abs(static_cast<double>(firstBin) - lastOfAll / 4) <= 1 &&
                std::abs(static_cast<double>(lastBin) - lastOfAll / 2) <= 1);
        Q_EMIT plot->pointPicked(static_cast<double>(bin));
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->activityBins(), std::optional(std::pair{bin, bin}));
        Q_EMIT plot->pointPicked(static_cast<double>(bin) + 0.4);
        QTRY_VERIFY(page.told() && !page.selection->activityBins());
    }
    void overlapIsCountedOfTheSelected() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        auto* card = page.window.findChild<OverlapCard*>();
        auto* plot = card->findChild<OverlapPlot*>();
        QTest::keyClick(page.ratings, Qt::Key_Return);
        QTRY_VERIFY(page.told());
        QVERIFY(!card->selectedOverlaps()); // nobody has seen it
        scrollTo(*card);
        QTRY_VERIFY_WITH_TIMEOUT(card->overlaps() && card->selectedOverlaps(), 20000);
        const auto rows = selectRows(page.x(), *page.selection->rows(), page.x().size());
        std::map<ItemIndex, std::set<UserIndex>> usersOf;
        std::set<UserIndex> users;
        for (const Interaction& row : rows) {
            usersOf[row.item].insert(row.user);
            users.insert(row.user);
        }
        std::set<std::pair<UserIndex, UserIndex>> sharing;
        for (const auto& [item, raters] : usersOf)
            for (auto a = raters.begin(); a != raters.end(); ++a)
                for (auto b = std::next(a); b != raters.end(); ++b) sharing.emplace(*a, *b);
        const Overlap& part = card->selectedOverlaps()->first;
        QCOMPARE(part.members, static_cast<std::int64_t>(users.size()));
        QCOMPARE(std::ranges::find(part.steps, 1, &OverlapStep::atLeast)->pairs, static_cast<std::int64_t>(sharing.size()));
        QVERIFY(plot->toCsv().contains(QLatin1String("selected ratings")));
        // What holds one user has no pairs of users, and nothing is drawn of it.
        page.selection->clear();
        QTRY_VERIFY(page.cards().isUpToDate());
        QVERIFY(!card->selectedOverlaps() && !plot->toCsv().contains(QLatin1String("selected ratings")));
    }
    void theSelectionIsInSightAndMovesNothingBelow() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        RowBars& bars = page.bars("cold-start");
        const ColumnScroll& area = scrollTo(bars);
        QTRY_VERIFY(bars.visibleRegion().boundingRect().height() > px(60));
        const int before = bars.mapTo(&page.window, QPoint()).y();
        const int scrolled = area.verticalScrollBar()->value();
        clickRow(bars, 5);
        QTRY_VERIFY(page.told());
        QTRY_VERIFY(page.bar->isVisible() && page.bar->visibleRegion().boundingRect().height() == page.bar->height());
        QTRY_COMPARE(bars.mapTo(&page.window, QPoint()).y(), before);
        QVERIFY(area.verticalScrollBar()->value() > scrolled);
        page.selection->clear();
        QTRY_COMPARE(bars.mapTo(&page.window, QPoint()).y(), before);
    }
    /// Ratings without times, and items of which only some have a value.
    void whatIsNotKnownStaysSo() {
        const QTemporaryDir folder;
        QDir(folder.path()).mkpath(QStringLiteral("shop"));
        const auto write = [&](const char* name, const QByteArray& text) {
            QFile file(folder.filePath(QStringLiteral("shop/") + QLatin1String(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        QByteArray ratings = "user_id,item_id,rating\n", items = "item_id,title,genre\n";
        for (int k = 0; k < 200; ++k)
            ratings += 'u' + QByteArray::number(k % 23) + ",i" + QByteArray::number(k * 5 % 31) + ',' +
                       QByteArray::number(1 + k % 5) + '\n';
        for (int i = 0; i < 31; ++i)
            items += 'i' + QByteArray::number(i) + ",Thing " + QByteArray::number(i) + ',' +
                     (i % 4 == 0   ? ""
                      : i % 2 == 0 ? "R&B"
                                   : "Folk") +
                     '\n';
        write("ratings.csv", ratings);
        write("items.csv", items);
        Page page;
        const auto demo = page.window.session().dataset();
        page.window.openData(folder.filePath(QStringLiteral("shop")));
        QTRY_VERIFY_WITH_TIMEOUT(page.window.session().dataset() != demo && page.window.session().split(), 20000);
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        const FeatureShares feature = page.details().features.front();
        QVERIFY(feature.unknownItems > 0);
        RowBars& bars = page.bars("features");
        QCOMPARE(bars.rows().size(), feature.shares.size() + 1);
        scrollTo(bars);
        clickRow(bars, feature.shares.size()); // not stated
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->items, feature.unknownItems);
        QCOMPARE(page.selection->held()->rows, feature.unknownInteractions);
        QCOMPARE(bars.parts()->values.back(), 1.0);
        // Who came late is not known, of the selected neither; and nobody can be picked by it.
        RowBars& cold = page.bars("cold-start");
        QCOMPARE(cold.parts()->note(cold.rows().size() - 1), format::undefined());
        QVERIFY(!cold.rows().back().pickable);
        QVERIFY(page.window.findChild<ArrivalsCard*>()->why().contains(QLatin1String("no times")));
        // The text of a chip is that of the data, no key among it.
        bars.setFocus();
        const auto rnb = std::ranges::find(feature.shares, std::string("R&B"), &FeatureShare::value);
        QVERIFY(rnb != feature.shares.end());
        clickRow(bars, static_cast<std::size_t>(rnb - feature.shares.begin()));
        QTRY_VERIFY(page.told());
        const auto chips = page.bar->findChildren<QPushButton*>();
        QVERIFY(std::ranges::any_of(chips, [](const QPushButton* b) {
            return b->isVisible() && b->text().contains(QLatin1String("R&&B")) &&
                   b->accessibleName().contains(QLatin1String("R&B"));
        }));
    }
    void whatHasNoPairsSaysSo() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        auto* card = page.window.findChild<OverlapCard*>();
        scrollTo(*card);
        QTRY_VERIFY_WITH_TIMEOUT(card->overlaps().has_value(), 20000);
        const auto says = [&](const char* words) {
            const auto labels = card->findChildren<PlainLabel*>();
            return std::ranges::any_of(labels, [&](const PlainLabel* l) { return l->text().contains(QLatin1String(words)); });
        };
        // One rating alone: a user and an item.
        MatrixLayout one;
        one.users = {page.x().toRows().front().user, UserIndex{page.x().userCount() - 1}};
        one.items = {page.x().toRows().front().item, ItemIndex{page.x().itemCount() - 1}};
        page.selection->setBox(one, {MatrixOrder::Id, 0, 0}, {MatrixOrder::Id, 0, 0});
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->rows, std::int64_t{1});
        QTRY_VERIFY(card->selectedOverlaps().has_value());
        QVERIFY(says("no pair in the selected"));
        QVERIFY(!card->findChild<OverlapPlot*>()->toCsv().contains(QLatin1String("selected ratings")));
        const auto other =
            page.x().ratings()[0] == static_cast<float>(page.window.session().profile()->histogram[0].first) ? 1U : 0U;
        page.selection->setRatingBins(other, other); // which that one is not
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->held()->rows, std::int64_t{0});
        QTRY_VERIFY(says("no rating is selected"));
    }
    void whatHoldsNothingSaysSo() {
        Page page;
        QTRY_VERIFY(page.ready());
        const auto& counts = page.window.session().profile()->countsByRank;
        const auto last = static_cast<std::int32_t>(counts.size()) - 1;
        // The rarest item and the rating and weeks that its few ratings do not have.
        page.selection->setItems({MatrixOrder::Count, last, last});
        QTRY_VERIFY(page.counted());
        const auto& held = *page.selection->held();
        const auto free = std::ranges::find(held.activity, 0) - held.activity.begin();
        page.selection->setActivityBins(static_cast<std::size_t>(free), static_cast<std::size_t>(free));
        QTRY_VERIFY(page.counted());
        QCOMPARE(page.selection->held()->rows, std::int64_t{0});
        QVERIFY(page.selection->sentence().contains(QLatin1String("No rating")));
        const auto buttons = page.bar->findChildren<QPushButton*>();
        const auto show =
            std::ranges::find_if(buttons, [](const QPushButton* b) { return b->text() == QLatin1String("Show rows"); });
        QVERIFY(show != buttons.end() && !(*show)->isEnabled());
        // The lower cards have nothing to draw, and undefined shares.
        QTRY_VERIFY(page.told());
        RowBars& features = page.bars("features");
        for (const double value : features.parts()->values) QVERIFY(std::isnan(value));
        QVERIFY2(features.parts()->note(0).startsWith(format::undefined()), qPrintable(features.parts()->note(0)));
        QCOMPARE(page.bars("cold-start").parts()->note(1), format::undefined());
    }
    void rowsAreListed() {
        Page page;
        QTRY_VERIFY(page.ready());
        QTest::keyClick(page.ratings, Qt::Key_Return);
        QTRY_VERIFY(page.counted());
        act(page.window, "data.show-selected");
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = page.window.findChild<QDialog*>(QStringLiteral("content-table"))) != nullptr);
        const auto* model = dialog->findChild<QTableView*>()->model();
        QCOMPARE(model->rowCount(), static_cast<int>(std::min<std::int64_t>(1000, page.selection->held()->rows)));
        const auto expected = selectRows(page.x(), *page.selection->rows(), 1000);
        const Dataset& data = *page.window.session().dataset();
        QCOMPARE(model->index(0, 0).data().toString(), format::safe(data.users.id(expected.front().user.value)));
        QCOMPARE(model->index(0, 2).data().toString(), format::title(data.titleOf(expected.front().item)));
        dialog->close();
    }
    void newDataHasNoSelection() {
        Page page;
        QTRY_VERIFY(page.ready());
        QTest::keyClick(page.ratings, Qt::Key_Return);
        QTRY_VERIFY(page.counted());
        const auto before = page.window.session().dataset();
        page.window.openData(QStringLiteral("synthetic:users=200,items=100,seed=3"));
        QTRY_VERIFY_WITH_TIMEOUT(page.window.session().dataset() != before, 20000);
        QTRY_VERIFY(page.ready());
        QVERIFY(page.selection->isEmpty() && page.bar->isHidden());
        QTRY_VERIFY(page.cards().isUpToDate());
        QVERIFY(!page.bars("cold-start").parts() && page.bars("cold-start").picked().empty());
    }
};
RECOSCOPE_TEST(TestDataSelection)
#include "tst_selection.moc"
