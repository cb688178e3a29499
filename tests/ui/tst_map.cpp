#include "core/base/random.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/export.h"
#include "ui/format.h"
#include "ui/jobs/recommend.h"
#include "ui/pages/map/axis_histogram.h"
#include "ui/pages/map/axis_list.h"
#include "ui/pages/map/axis_texts.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/map/label_places.h"
#include "ui/pages/map/map_page.h"
#include "ui/pages/map/map_side.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice_button.h"
#include <Eigen/SVD>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <ctime>

using namespace recoscope;
using namespace recoscope::ui;

/// The Map page of the real window on the demo world.
class TestMap final : public QObject {
    Q_OBJECT
    std::unique_ptr<MainWindow> m_window;
    MapPage* m_page = nullptr;

    Session& session() { return m_window->session(); }
    void act(const char* id) { test::act(*m_window, id); }
    std::shared_ptr<const Model> model() { return session().doneRuns().front()->result->model; }

private Q_SLOTS:
    void initTestCase() {
        m_window = test::start("page.map");
        m_page = m_window->findChild<MapPage*>();
        QVERIFY(m_page);
        QCOMPARE(m_page->state(), MapPage::State::Empty);
        act("file.open-demo");
        QTRY_VERIFY_WITH_TIMEOUT(session().split() != nullptr, 20000);
        QCOMPARE(m_page->state(), MapPage::State::Empty);
        act("page.map"); // opening led to the Data page
        session().train({"ials", {{"epochs", std::int64_t{6}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_page->state(), MapPage::State::Full, 60000);
        session().selectUser(UserIndex(std::int32_t{7}));
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), 20000);
    }
    void cleanupTestCase() { m_window.reset(); }

    void positionsAreThePrincipalAxes() {
        const FactorView view = *model()->factors();
        const MapSpace& space = *m_page->space();
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < space.counts.size(); ++i)
            if (space.counts[i] > 0) rows.push_back(i);
        Eigen::MatrixXd x(static_cast<Eigen::Index>(rows.size()), view.rank);
        for (Eigen::Index r = 0; r < x.rows(); ++r)
            for (Eigen::Index k = 0; k < x.cols(); ++k)
                x(r, k) =
                    static_cast<double>(view.itemFactors[rows[static_cast<std::size_t>(r)] * static_cast<std::size_t>(view.rank) +
                                                         static_cast<std::size_t>(k)]);
        x.rowwise() -= x.colwise().mean().eval();
        const Eigen::BDCSVD<Eigen::MatrixXd> svd(x, Eigen::ComputeThinU | Eigen::ComputeThinV);
        const double total = svd.singularValues().squaredNorm();
        const double toSd = std::sqrt(static_cast<double>(rows.size()) - 1);
        for (int a = 0; a < space.axes.axes; ++a) {
            const double value = svd.singularValues()[a];
            QVERIFY(std::abs(space.axes.share[static_cast<std::size_t>(a)] - value * value / total) < 1e-6);
            const double sign = svd.matrixU()(0, a) * space.at(ItemIndex(rows[0]), a) < 0 ? -1 : 1;
            for (Eigen::Index r = 0; r < x.rows(); ++r)
                QVERIFY(std::abs(space.at(ItemIndex(rows[static_cast<std::size_t>(r)]), a) - sign * svd.matrixU()(r, a) * toSd) <
                        1e-3);
        }
    }

    void axesAreNamedAfterWhatGoesAlong() {
        const MapSpace& space = *m_page->space();
        const Dataset& d = *session().dataset();
        for (int a = 0; a < space.axes.axes; ++a) {
            // The strongest genre tie, naively: mean difference over pooled spread is the same as the correlation.
            const AxisTies& ties = space.ties[static_cast<std::size_t>(a)];
            const auto strongest = strongestTies(space, d, a, 1);
            QCOMPARE(strongest.size(), std::size_t{1});
            for (const double r : ties.genres)
                QVERIFY(std::isnan(r) || std::abs(r) <= std::abs(strongest[0].correlation) + 1e-12);
            const AxisEnds ends = axisEnds(space, d, a);
            const double best = std::max({std::abs(strongest[0].correlation), std::abs(ties.year), std::abs(ties.popularity)});
            QCOMPARE(ends.high.isEmpty() && ends.low.isEmpty(), best < kNamesAnAxis);
        }
        QVERIFY(m_page->axes().first != m_page->axes().second);
    }

    void aWordStandsOnlyWhereSomethingGoesAlong() {
        MapSpace space;
        space.axes.axes = 1;
        space.ties.push_back({{0.1, -0.05}, 0.02, 0.03});
        Dataset d;
        d.itemTable.genreNames = {"Drama", "Horror"};
        QCOMPARE(axisName(space, d, 0), QStringLiteral("Axis 1"));
        space.ties[0].genres = {0.4, -0.3};
        QVERIFY(axisName(space, d, 0).contains(QStringLiteral("rama")) &&
                axisName(space, d, 0).contains(QStringLiteral("horror")));
        space.ties[0].year = -0.6;
        QCOMPARE(axisEnds(space, d, 0).high, QStringLiteral("older"));
    }

    void searchLightsUpAndRanks() {
        auto* field = m_window->findChild<QLineEdit*>(QStringLiteral("map.search"));
        QVERIFY(field);
        field->setText(QStringLiteral("the"));
        const Dataset& d = *session().dataset();
        std::size_t wanted = 0;
        for (std::int32_t i = 0; i < d.items.size(); ++i)
            wanted += format::title(d.titleOf(ItemIndex{i})).contains(QStringLiteral("the"), Qt::CaseInsensitive) &&
                              m_page->space()->hasPlace(ItemIndex{i})
                          ? 1
                          : 0;
        QVERIFY(wanted > 8);
        QCOMPARE(m_page->map().marks().found.size(), wanted);
        auto* found = m_window->findChild<ItemLines*>(QStringLiteral("map.found"));
        QCOMPARE(found->lines().size(), std::size_t{8});
        const AppliedHistory history = applyChanges(session().split()->train->row(*session().user()), {});
        std::vector<float> scores(static_cast<std::size_t>(d.items.size()));
        model()->score(Query::known(*session().user(), history.view()), scores);
        const auto masked = maskedItems(*session().split(), *session().user(), history);
        for (const ItemLines::Line& line : found->lines()) {
            if (std::ranges::binary_search(history.items, line.item)) {
                QVERIFY(line.value.startsWith(QStringLiteral("rated")));
                continue;
            }
            if (std::ranges::binary_search(masked, line.item)) continue; // validation part: no rank
            std::int32_t rank = 1;
            for (std::size_t i = 0; i < scores.size(); ++i)
                rank +=
                    !std::ranges::binary_search(masked, ItemIndex(i)) &&
                            (scores[i] > scores[line.item.at()] || (scores[i] == scores[line.item.at()] && i < line.item.at()))
                        ? 1
                        : 0;
            QCOMPARE(line.value, QStringLiteral("rank %1").arg(format::count(rank)));
        }
        field->clear();
        QVERIFY(m_page->map().marks().found.empty());
    }

    void marksFollowTheUser() {
        const UserIndex user = *session().user();
        const MapMarks& marks = m_page->map().marks();
        QCOMPARE(marks.rated.size(), session().split()->train->rowSize(user));
        QVERIFY(marks.recommended.size() == 10 && marks.user.has_value());
        const auto& list = session().doneRuns().front()->result->evaluation.lists[user.at()];
        for (std::size_t k = 0; k < 10; ++k) QCOMPARE(m_page->map().items()[marks.recommended[k]].item, list[k]);
    }

    void legendFiltersAndExports() {
        ItemMap& map = m_page->map();
        const auto all = map.toCsv().count(QLatin1String("\r\n"));
        QCOMPARE(all, static_cast<qsizetype>(map.items().size()) + 1);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.legendRow(0).center().toPoint());
        QCOMPARE(map.hidden().size(), std::size_t{1});
        const auto gone = std::ranges::count(map.items(), map.hidden().front(), &MapItem::group);
        QVERIFY(gone > 0);
        QCOMPARE(map.toCsv().count(QLatin1String("\r\n")), all - gone);
        const QColor ink = theme().genres[static_cast<std::size_t>(map.hidden().front())];
        const auto coloured = [&](const QImage& image) {
            int n = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) n += image.pixelColor(x, y) == ink ? 1 : 0;
            return n;
        };
        const int without = coloured(imageOf(map, {900, 700}, 1));
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.legendRow(0).center().toPoint());
        QVERIFY(map.hidden().empty());
        QVERIFY(coloured(imageOf(map, {900, 700}, 1)) > without + 50);
        QVERIFY(svgOf(map, {900, 700}).contains("<svg"));
    }

    void hoverTellsWhatIsThere() {
        ItemMap& map = m_page->map();
        const MapItem& item = map.items()[map.marks().recommended.front()];
        const QStringList lines = itemCard(*m_page->space(), *model()->factors(), *session().dataset(), item.item);
        QVERIFY(lines[0].contains(item.title));
        QVERIFY(lines.join(' ').contains(
            format::counted(item.ratings, QStringLiteral("training rating"), QStringLiteral("training ratings"))));
        // The nearest, naively.
        const FactorView view = *model()->factors();
        const auto distance = [&](std::size_t i) {
            double sum = 0;
            for (std::size_t k = 0; k < static_cast<std::size_t>(view.rank); ++k) {
                const auto r = static_cast<std::size_t>(view.rank);
                sum += std::pow(static_cast<double>(view.itemFactors[i * r + k] - view.itemFactors[item.item.at() * r + k]), 2);
            }
            return sum;
        };
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < m_page->space()->counts.size(); ++i)
            if (m_page->space()->counts[i] > 0 && i != item.item.at() && (!best || distance(i) < distance(*best))) best = i;
        QVERIFY(lines.last().contains(format::title(session().dataset()->titleOf(ItemIndex(*best)))));
        QSignalSpy clicked(&map, &ItemMap::clicked);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.placeOf(map.marks().recommended.front()).toPoint());
        QCOMPARE(clicked.count(), 1);
        QVERIFY(session().item().has_value() && map.marks().selected.has_value());
    }

    void theKeyboardPansAndZooms() {
        ItemMap& map = m_page->map();
        map.fit();
        const QPointF home = map.placeOf(0);
        QTest::keyClick(&map, Qt::Key_Plus);
        QVERIFY(map.zoom() > 1.2);
        QTest::keyClick(&map, Qt::Key_Left);
        QVERIFY(map.placeOf(0) != home);
        QTest::keyClick(&map, Qt::Key_0);
        QCOMPARE(map.zoom(), 1.0);
        QVERIFY((map.placeOf(0) - home).manhattanLength() < 1e-6);
        QSignalSpy clicked(&map, &ItemMap::clicked);
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(clicked.count(), 1);
        for (std::size_t k = 0; k < map.items().size(); ++k) QVERIFY(map.rect().contains(map.placeOf(k).toPoint()));
    }

    void theMenuOfEveryPictureIsOffered() {
        ItemMap& map = m_page->map();
        QVERIFY(map.explanation().contains(QStringLiteral("standard deviations")));
        QTest::keyClick(&map, Qt::Key_Plus);
        QVERIFY(map.canZoom() && map.zoom() > 1);
        runContentCommand(ContentCommand::ResetZoom, map, map);
        QCOMPARE(map.zoom(), 1.0);
        QTest::keyClick(&map, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->image().width(), 2 * map.width());
        QVERIFY(map.accessibleDescription().contains(QStringLiteral("Arrows")));
    }

    void anyTwoAxes() {
        auto* list = m_window->findChild<AxisList*>(QStringLiteral("map.axes"));
        const auto before = m_page->axes();
        QTest::keyClick(list, Qt::Key_End);
        QTest::keyClick(list, Qt::Key_X);
        const int last = m_page->space()->axes.axes - 1;
        QCOMPARE(m_page->axes().first, last);
        QCOMPARE(m_page->axes().second, before.second);
        QTest::keyClick(list, Qt::Key_Y); // the other's axis: the two change places
        QCOMPARE(m_page->axes(), std::pair(before.second, last));
        QCOMPARE(m_page->map().items()[3].at.y(), m_page->space()->at(m_page->map().items()[3].item, last));
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), 20000);
    }

    void neighboursKeptByTheNaiveCount() {
        constexpr std::size_t kItems = 40;
        std::vector<float> rows;
        Random random(5);
        for (std::size_t k = 0; k < kItems * 3; ++k) rows.push_back(static_cast<float>(random.uniform()));
        const FactorView view{3, rows, {}};
        MapSpace space;
        space.counts.assign(kItems, 1);
        const std::vector<char> used(kItems, 1);
        space.axes = principalAxes(rows, 3, used, 2);
        const auto nearest = [](std::size_t from, auto distance) {
            std::vector<std::pair<double, std::size_t>> order;
            for (std::size_t i = 0; i < kItems; ++i)
                if (i != from) order.emplace_back(distance(i), i);
            std::ranges::sort(order);
            order.resize(10);
            return order;
        };
        int both = 0;
        for (std::size_t i = 0; i < kItems; ++i) {
            const auto inAll = nearest(i, [&](std::size_t k) {
                return std::hypot(static_cast<double>(rows[3 * k] - rows[3 * i]),
                                  static_cast<double>(rows[3 * k + 1] - rows[3 * i + 1]),
                                  static_cast<double>(rows[3 * k + 2] - rows[3 * i + 2]));
            });
            const auto here = nearest(i, [&](std::size_t k) {
                return std::hypot(space.at(ItemIndex(k), 0) - space.at(ItemIndex(i), 0),
                                  space.at(ItemIndex(k), 1) - space.at(ItemIndex(i), 1));
            });
            for (const auto& [d, k] : inAll)
                both += std::ranges::count(here, k, &std::pair<double, std::size_t>::second) > 0 ? 1 : 0;
        }
        const auto kept = neighboursKept(view, space, 0, 1);
        QVERIFY(kept.has_value());
        QCOMPARE(kept->mean, both / static_cast<double>(kItems));
        QVERIFY(kept->mean > 2 && kept->mean < 10); // two of three dimensions keep some, not all
        const auto three = nearestItems(view, space.counts, ItemIndex(std::int32_t{0}), 3);
        QCOMPARE(three.size(), std::size_t{3});
    }

    void namesNeverOverlap() {
        LabelPlaces places(QRectF(0, 0, 300, 200), 8);
        places.block(QRectF(0, 0, 60, 60));
        std::vector<QRectF> boxes;
        for (int k = 0; k < 60; ++k) {
            const QPointF at(10 + (k * 37) % 280, 10 + (k * 53) % 180);
            places.addDisc(at);
            if (const auto place = places.take(at, 4, {60, 12}, 1000, k % 2 == 0)) boxes.push_back(place->box);
        }
        QVERIFY(boxes.size() > 15);
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            QVERIFY(QRectF(0, 0, 300, 200).contains(boxes[a]) && !boxes[a].intersects(QRectF(0, 0, 60, 60)));
            for (std::size_t b = a + 1; b < boxes.size(); ++b) QVERIFY(!boxes[a].intersects(boxes[b]));
        }
    }

    void histogramHoldsEveryItem() {
        AxisHistogram histogram;
        histogram.setPositions({-9, -3, -0.1, 0.1, 2.99, 3, 12});
        int sum = 0;
        for (const int n : histogram.bins()) sum += n;
        QCOMPARE(sum, 7);
        QCOMPARE(histogram.bins().front(), 2);
        QCOMPARE(histogram.bins().back(), 3);
    }

    void sixtyThousandItemsPan() {
        ItemMap map;
        map.resize(1000, 700);
        std::vector<MapItem> items(60000);
        for (std::size_t k = 0; k < items.size(); ++k) {
            items[k].item = ItemIndex(k);
            items[k].at = {std::sin(static_cast<double>(k)) * 3, std::cos(static_cast<double>(k) * 1.7) * 3};
            items[k].group = static_cast<int>(k % 9) - 1;
            items[k].weight = static_cast<double>(k % 100) / 100;
            items[k].title = QStringLiteral("item %1").arg(k);
        }
        map.setItems(std::move(items));
        map.show(); // a widget never shown is laid out anew for every picture
        map.grab();
        constexpr int kPans = 10;
        const std::clock_t before = std::clock(); // of the processor: others may be at work on the machine
        for (int k = 0; k < kPans; ++k) {
            QTest::keyClick(&map, k % 2 == 0 ? Qt::Key_Left : Qt::Key_Right);
            map.grab();
        }
        const double each = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / kPans;
        qInfo("60,000 items: %.1f ms a pan", each);
        QVERIFY2(each < 50, qPrintable(QString::number(each))); // a tripwire; the figure is printed
    }

    void aPanShowsWhatAFreshPictureShows() {
        std::vector<MapItem> items(4000);
        for (std::size_t k = 0; k < items.size(); ++k) {
            items[k].item = ItemIndex(k);
            items[k].at = {std::sin(static_cast<double>(k)) * 3, std::cos(static_cast<double>(k) * 1.7) * 3};
            items[k].group = static_cast<int>(k % 9) - 1;
            items[k].weight = static_cast<double>(k % 100) / 100;
        }
        ItemMap map;
        map.resize(500, 400);
        map.setItems(items);
        map.show();
        map.grab();
        for (const auto key : {Qt::Key_Plus, Qt::Key_Left, Qt::Key_Up, Qt::Key_Up, Qt::Key_Right, Qt::Key_Right, Qt::Key_Down}) {
            QTest::keyClick(&map, key);
            const QImage scrolled = map.grab().toImage();
            map.setEqualSizes(false); // throws all that is kept away
            QCOMPARE(map.grab().toImage(), scrolled);
        }
    }

    /// The best model is shown to who comes to the page; what is looked at is not swapped away.
    void aBetterModelDoesNotTakeThePlaceOfWhatIsLookedAt() {
        MainWindow window;
        test::openDemo(window);
        const auto trained = [&](std::size_t count) {
            QTRY_COMPARE_WITH_TIMEOUT(window.session().doneRuns().size(), count, 60000);
        };
        auto* page = window.findChild<MapPage*>();
        const auto shown = [&] {
            for (const auto* button : page->findChildren<ChoiceButton*>())
                if (button->shownText().endsWith(QLatin1String("factors"))) return button->shownText();
            return QString();
        };
        test::act(window, "page.map");
        window.session().train({"mf_sgd", {{"epochs", std::int64_t{1}}}});
        trained(1);
        QTRY_VERIFY(shown().startsWith(QLatin1String("Biased MF")));
        window.session().train({"ials", {{"epochs", std::int64_t{6}}}});
        trained(2);
        QTRY_VERIFY_WITH_TIMEOUT(!page->isBusy(), 20000);
        QVERIFY(shown().startsWith(QLatin1String("Biased MF")));
        test::act(window, "page.data");
        window.session().train({"random", {}});
        trained(3);
        test::act(window, "page.map");
        QTRY_VERIFY(shown().startsWith(QLatin1String("iALS")));
    }
    void saysWhyThereIsNothingToLayOut() {
        MainWindow window;
        window.show();
        window.actions().find(QStringLiteral("file.open-demo"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
        window.session().train({"user_knn", {}});
        QTRY_COMPARE_WITH_TIMEOUT(window.session().doneRuns().size(), std::size_t{1}, 60000);
        window.actions().find(QStringLiteral("page.map"))->trigger();
        auto* page = window.findChild<MapPage*>();
        QCOMPARE(page->state(), MapPage::State::Empty);
        auto* message = window.findChild<QWidget*>(QStringLiteral("map.message"));
        QVERIFY2(message->accessibleName().contains(window.session().doneRuns().front()->name),
                 qPrintable(message->accessibleName()));
    }
};
RECOSCOPE_TEST(TestMap)
#include "tst_map.moc"
