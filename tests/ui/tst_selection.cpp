#include "core/data/selection.h"
#include "tests/support/test_registry.h"
#include "tests/ui/data_page_driver.h"
#include "tests/ui/text_recorder.h"
#include "ui/format.h"
#include "ui/widgets/plain_label.h"
#include <QDialog>
#include <QPushButton>
#include <QTableView>
#include <algorithm>
#include <cmath>

using namespace recoscope;
using namespace recoscope::ui;
using namespace recoscope::test;

namespace {

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
    /// As in a list: Shift and a click, or the arrows, reach from the last bar that was picked up to there.
    void aShiftedClickExtendsTheStretch() {
        Page page;
        QTRY_VERIFY(page.ready());
        std::vector<int> middles; // of the bars, found by what the hover says
        QString said;
        for (int x = 0, from = 0; x < page.ratings->width(); ++x) {
            const QPointF at(x, page.ratings->height() / 2);
            QMouseEvent move(QEvent::MouseMove, at, page.ratings->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
            QApplication::sendEvent(page.ratings, &move);
            const QString now = page.ratings->accessibleDescription();
            if (now != said) {
                from = x;
                middles.push_back(x);
            }
            said = now;
            middles.back() = (from + x) / 2;
        }
        QVERIFY(middles.size() >= page.window.session().profile()->histogram.size());
        middles.erase(middles.begin(),
                      middles.end() - static_cast<std::ptrdiff_t>(page.window.session().profile()->histogram.size()));
        const auto click = [&](std::size_t bar, Qt::KeyboardModifiers keys = {}) {
            QTest::mouseClick(page.ratings, Qt::LeftButton, keys, QPoint(middles[bar], page.ratings->height() / 2));
        };
        using Bins = std::optional<std::pair<std::size_t, std::size_t>>;
        click(1);
        QCOMPARE(page.selection->ratingBins(), Bins(std::pair{1, 1}));
        click(3, Qt::ShiftModifier);
        QCOMPARE(page.selection->ratingBins(), Bins(std::pair{1, 3}));
        click(0, Qt::ShiftModifier);
        QCOMPARE(page.selection->ratingBins(), Bins(std::pair{0, 1}));
        QTest::keyClick(page.ratings, Qt::Key_Right, Qt::ShiftModifier); // back to the first one
        QCOMPARE(page.selection->ratingBins(), Bins(std::pair{1, 1}));
        QTest::keyClick(page.ratings, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(page.selection->ratingBins(), Bins(std::pair{1, 2}));
        click(2);
        QCOMPARE(page.selection->ratingBins(), Bins(std::pair{2, 2}));
        click(2);
        QVERIFY(!page.selection->ratingBins());
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
