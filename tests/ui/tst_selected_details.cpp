#include "core/data/first_times.h"
#include "core/data/selection.h"
#include "tests/support/test_registry.h"
#include "tests/ui/data_page_driver.h"
#include "ui/charts/csv.h"
#include "ui/charts/export.h"
#include "ui/format.h"
#include "ui/pages/data/arrivals_card.h"
#include "ui/pages/data/features_card.h"
#include "ui/pages/data/overlap_card.h"
#include "ui/widgets/plain_label.h"
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace recoscope;
using namespace recoscope::ui;
using namespace recoscope::test;

/// The cards below the first screen take part in the selection: what they state, and what they show of it.
class TestSelectedDetails final : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        QCOMPARE(page.selection->feature()->bars, std::vector<std::size_t>{4});
        for (std::size_t turn = 0; turn < rows / 3 && bars.firstShown() > 0; ++turn)
            clickRow(bars, std::min<std::size_t>(3, rows - bars.firstShown()));
        QCOMPARE(bars.firstShown(), std::size_t{0}); // round again
        page.selection->clear();
        for (std::size_t k = 0; k + 1 < rows; ++k) QTest::keyClick(&bars, Qt::Key_Down);
        QCOMPARE(bars.firstShown(), rows - 3);
        QTest::keyClick(&bars, Qt::Key_Return);
        QTRY_VERIFY(page.told() && page.selection->feature());
        QCOMPARE(page.selection->feature()->bars, std::vector<std::size_t>{rows - 1});
    }
    /// As in a list: Ctrl adds and takes away, Shift picks up to there, by mouse and keys; what is selected is the union.
    void severalValuesSelectTheirUnion() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        RowBars& bars = page.bars("features");
        bars.setFixedHeight(static_cast<int>(12 * rowHeight()));
        scrollTo(bars);
        QTRY_VERIFY(bars.visibleRegion().boundingRect().height() > px(120));
        const FeatureShares genre = page.details().features.front();
        const auto picks = [&](const std::vector<std::size_t>& rows) {
            return bars.picked() == rows && (rows.empty() ? !page.selection->feature() : page.selection->feature()->bars == rows);
        };
        const auto holdsAnyOf = [&](const std::vector<std::size_t>& values) {
            const ItemTable& table = page.window.session().dataset()->itemTable;
            std::int64_t rows = 0;
            for (const Interaction& row : page.x().toRows())
                rows += std::ranges::any_of(table.genres[row.item.at()], [&](auto g) {
                    return std::ranges::any_of(values, [&](auto v) { return genre.shares[v].value == table.genreNames[g]; });
                });
            return page.selection->held()->rows == rows;
        };
        clickRow(bars, 1);
        QVERIFY(picks({1}));
        clickRow(bars, 3, Qt::ControlModifier);
        QVERIFY(picks({1, 3}));
        QTRY_VERIFY(page.told());
        QVERIFY(holdsAnyOf({1, 3}));
        const QString words = page.selection->words(DataSelection::Part::Feature);
        for (const std::size_t v : {1U, 3U}) QVERIFY2(words.contains(format::safe(genre.shares[v].value)), qPrintable(words));
        // Both are marked in the picture, the one between is not.
        const QImage picture = imageOf(bars, bars.size(), 1);
        const auto edge = [&](std::size_t row) {
            return picture.pixelColor(1, static_cast<int>((static_cast<double>(row) + 0.5) * rowHeight()));
        };
        QVERIFY(edge(1) == theme().accent && edge(3) == theme().accent && edge(2) != theme().accent);
        clickRow(bars, 1, Qt::ControlModifier); // takes it away
        QVERIFY(picks({3}));
        clickRow(bars, 5, Qt::ControlModifier);
        clickRow(bars, 7, Qt::ShiftModifier); // from the last one that was clicked
        QVERIFY(picks({5, 6, 7}));
        clickRow(bars, 4, Qt::ShiftModifier);
        QVERIFY(picks({4, 5}));
        clickRow(bars, 0, Qt::ControlModifier);
        clickRow(bars, 1, Qt::ControlModifier | Qt::ShiftModifier); // beside what was
        QVERIFY(picks({0, 1, 4, 5}));
        const QString many = page.selection->words(DataSelection::Part::Feature);
        QVERIFY2(many.size() < 60, qPrintable(many));
        clickRow(bars, 4); // alone, though it was one of them
        QVERIFY(picks({4}));
        QTest::keyClick(&bars, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&bars, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(picks({4, 5, 6}));
        QTRY_VERIFY(page.told());
        QVERIFY(holdsAnyOf({4, 5, 6}));
        QTest::keyClick(&bars, Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(picks({4, 5}));
        QTest::keyClick(&bars, Qt::Key_Down); // walks, and picks nothing
        QTest::keyClick(&bars, Qt::Key_Down);
        QVERIFY(picks({4, 5}));
        QTest::keyClick(&bars, Qt::Key_Space);
        QVERIFY(picks({4, 5, 7}));
        QTest::keyClick(&bars, Qt::Key_Space);
        QVERIFY(picks({4, 5}));
        QTest::keyClick(&bars, Qt::Key_Return);
        QVERIFY(picks({7}));
        QTest::keyClick(&bars, Qt::Key_Return);
        QVERIFY(picks({}));
    }
    /// Ranges of cold start stay among the users or among the items; of rules that hold each other the widest is told.
    void barsOfBothSidesAreApart() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        RowBars& bars = page.bars("cold-start");
        scrollTo(bars);
        const ProfileDetails details = page.details();
        std::vector<std::size_t> ofUsers, ofItems; // bars in which somebody is
        for (std::size_t k = 0; k < bars.rows().size(); ++k)
            if (bars.rows()[k].pickable) (k < 7 ? ofUsers : ofItems).push_back(k);
        QVERIFY(ofItems.size() > 2 && ofUsers.size() > 0);
        clickRow(bars, ofUsers.back());
        clickRow(bars, ofItems.front());
        clickRow(bars, ofItems.back(), Qt::ShiftModifier);
        std::vector<std::size_t> all = ofItems;
        all.insert(all.begin(), ofUsers.back());
        QCOMPARE(bars.picked(), all);
        QTRY_VERIFY(page.told());
        QCOMPARE(page.selection->rows()->items->size(), static_cast<std::size_t>(details.cold.items.counts.back().count));
        QCOMPARE(page.selection->words(DataSelection::Part::ColdItems), QStringLiteral("items with at most 20 ratings"));
        clickRow(bars, ofUsers.back()); // the items stay
        QCOMPARE(bars.picked(), ofItems);
        clickRow(bars, ofUsers.back(), Qt::ShiftModifier); // reaches over no heading
        QCOMPARE(bars.picked(), all);
        // Few ratings and late: who is either.
        page.selection->clear();
        clickRow(bars, 6);
        clickRow(bars, 5, Qt::ControlModifier);
        QVERIFY(page.selection->coldUsers());
        QCOMPARE(page.selection->words(DataSelection::Part::ColdUsers),
                 QStringLiteral("users with at most 20 ratings or first seen in the last tenth"));
        const auto few = coldMembers(details.users, 20, details.cold.lateFrom),
                   late = coldMembers(details.users, std::nullopt, details.cold.lateFrom);
        std::set<std::int32_t> united(few.begin(), few.end());
        united.insert(late.begin(), late.end());
        QVERIFY(united.size() > few.size());
        QCOMPARE(page.selection->rows()->users->size(), united.size());
    }
    void itemsOfAllPartsAreInAllOfThem() {
        Page page;
        QTRY_VERIFY(page.ready() && page.cards().isUpToDate());
        const auto& profile = *page.window.session().profile();
        page.selection->setItems({MatrixOrder::Count, 0, profile.head - 1});
        QTest::keyClick(&page.bars("features"), Qt::Key_Return);
        QTRY_VERIFY(page.told() && page.selection->feature());
        const auto withValue = itemsOfShares(*page.window.session().dataset(), page.details().features.front(), {0});
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
    /// However many are selected: members are drawn where all pairs are too many to count.
    void moreThanTenMillionSelectedAreCompared() {
        constexpr std::int32_t kUsers = 400, kItems = 25'100;
        BigVector<ItemIndex> items;
        BigVector<float> ratings;
        std::vector<std::int64_t> offsets{0};
        for (std::int32_t user = 0; user < kUsers; ++user) {
            for (std::int32_t item = 0; item < kItems; ++item) {
                items.push_back(ItemIndex{item});
                ratings.push_back(item < 90 ? 1.0F : 5.0F);
            }
            offsets.push_back(static_cast<std::int64_t>(items.size()));
        }
        auto dataset = std::make_shared<Dataset>();
        dataset->interactions = std::make_shared<const Interactions>(
            Interactions::fromSortedRows(kUsers, kItems, std::move(offsets), std::move(items), std::move(ratings)));
        const auto profile = std::make_shared<const DataProfile>(profileOf(*dataset));
        DataSelection selection;
        selection.setData(dataset, profile);
        OverlapCard card(selection);
        card.resize(px(500), px(340));
        card.showFacts({dataset, profile, nullptr, nullptr});
        selection.setRatingBins(1, 1);
        QTRY_VERIFY_WITH_TIMEOUT(selection.held() != nullptr, 60000);
        QVERIFY(selection.held()->rows > 10'000'000);
        card.showSelection({dataset, profile, nullptr, nullptr});
        card.show();
        QTRY_VERIFY_WITH_TIMEOUT(card.selectedOverlaps().has_value(), 120000);
        const auto& [users, ofItems] = *card.selectedOverlaps();
        QCOMPARE(users.members, std::int64_t{kUsers});
        QCOMPARE(ofItems.members, std::int64_t{kItems - 90});
        for (const Overlap* side : {&users, &ofItems}) {
            QVERIFY(!side->isExact() && side->drawn > 0);
            QCOMPARE(std::ranges::find(side->steps, 100, &OverlapStep::atLeast)->share, 1.0);
        }
        QVERIFY(card.findChild<OverlapPlot*>()->toCsv().contains(QLatin1String("selected ratings")));
        QTRY_VERIFY(card.isUpToDate());
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
};
RECOSCOPE_TEST(TestSelectedDetails)
#include "tst_selected_details.moc"
