#include "core/ranking/rank.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/csv.h"
#include "ui/charts/export.h"
#include "ui/format.h"
#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/history_list.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/list_texts.h"
#include "ui/pages/inspect/reason_bars.h"
#include "ui/pages/inspect/reason_lines.h"
#include "ui/pages/inspect/reason_table.h"
#include "ui/pages/inspect/ribbon_columns.h"
#include "ui/pages/inspect/what_if.h"
#include "ui/ranked_runs.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/picker_popup.h"
#include "ui/widgets/segments.h"
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

using namespace recoscope;
using namespace recoscope::ui;

/// The Inspect page of the real window: on the demo world, and on data that means harm.
class TestInspect final : public QObject {
    Q_OBJECT
    std::unique_ptr<MainWindow> m_window;
    InspectPage* m_page = nullptr;

    Session& session() { return m_window->session(); }
    void act(const char* id) { test::act(*m_window, id); }
    void settled() { QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), 20000); }
    std::vector<ItemIndex> shown(std::size_t column) const {
        std::vector<ItemIndex> items;
        for (const ListedItem& listed : m_page->answer().columns.at(column).list) items.push_back(listed.item);
        return items;
    }
    /// The list that a column must show: scored and sorted here, from the session's own edits.
    std::vector<ItemIndex> expected(std::size_t column) {
        const auto& split = *session().split();
        const AppliedHistory history = applyChanges(split.train->row(*session().user()), session().edits().changes);
        const auto model = session().run(m_page->answer().columns.at(column).runId)->result->model;
        std::vector<float> scores(static_cast<std::size_t>(model->itemCount()));
        model->score(queryFor(*session().split(), *session().user(), history), scores);
        std::vector<std::size_t> order;
        const auto valid = split.valid->row(*session().user()).items;
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (!std::isnan(scores[i]) && !std::ranges::binary_search(history.items, ItemIndex(i)) &&
                !std::ranges::binary_search(valid, ItemIndex(i)))
                order.push_back(i);
        std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return scores[i]; });
        std::vector<ItemIndex> items;
        for (std::size_t k = 0; k < 10; ++k) items.emplace_back(order[k]);
        return items;
    }

private Q_SLOTS:
    void initTestCase() {
        m_window = test::start("page.inspect");
        m_page = m_window->findChild<InspectPage*>();
        QVERIFY(m_page);
        QCOMPARE(m_page->state(), InspectPage::State::NoData);
        act("file.open-demo");
        QTRY_VERIFY_WITH_TIMEOUT(session().split() != nullptr, 20000);
        QCOMPARE(m_page->state(), InspectPage::State::NoRuns);
        act("page.inspect"); // opening led to the Data page
        for (const char* id : {"ease", "item_knn", "user_knn", "popularity"}) session().train({id, {}});
        session().train({"ials", {{"epochs", std::int64_t{4}}}});
        QTRY_COMPARE_WITH_TIMEOUT(session().doneRuns().size(), std::size_t{5}, 60000);
        QCOMPARE(m_page->state(), InspectPage::State::Full);
        session().selectUser(UserIndex(std::int32_t{11}));
        settled();
    }
    void cleanup() { Appearance::instance().setZoom(100); } // also after a failure
    void cleanupTestCase() { m_window.reset(); }

    /// What is shown first is the best there is; popularity fills what is left.
    void theBestModelsComeFirst() {
        const auto runs = rankedRuns(session());
        QCOMPARE(runs.size(), std::size_t{5});
        const auto ndcg = [](const Run& run) { return run.result->means.at("ndcg@10").value; };
        for (std::size_t k = 0; k + 2 < runs.size(); ++k) QVERIFY(ndcg(*runs[k]) >= ndcg(*runs[k + 1]));
        QCOMPARE(runs.back()->spec.algorithm, std::string("popularity"));
        for (std::size_t c = 0; c < 3; ++c) QCOMPARE(m_page->answer().columns[c].runId, runs[c]->id);
    }
    void listsAreWhatTheModelsSay() {
        QCOMPARE(m_page->answer().columns.size(), std::size_t{3});
        for (std::size_t c = 0; c < 3; ++c) QCOMPARE(shown(c), expected(c));
        QVERIFY(!m_page->answer().edited);
    }

    void editsUndoRedoReset() {
        const auto original = shown(0);
        const auto row = session().split()->train->row(*session().user());
        session().editRating(row.items[0], std::nullopt);
        settled();
        QVERIFY(m_page->answer().edited);
        for (std::size_t c = 0; c < 3; ++c) QCOMPARE(shown(c), expected(c));
        const auto afterFirst = shown(0);
        for (std::size_t k = 0; k < afterFirst.size(); ++k) { // marks, by hand
            const ListedItem& listed = m_page->answer().columns[0].list[k];
            const auto was = std::ranges::find(original, afterFirst[k]) - original.begin();
            const auto places = was - static_cast<std::ptrdiff_t>(k);
            const Movement wanted = was == 10     ? Movement::New
                                    : places == 0 ? Movement::Same
                                    : places > 0  ? Movement::Up
                                                  : Movement::Down;
            QCOMPARE(listed.movement, wanted);
        }
        session().editRating(row.items[1], 1.0F);
        settled();
        auto* badge = m_window->findChild<QLabel*>(QStringLiteral("inspect.badge"));
        QVERIFY(!badge->isHidden());
        const auto afterSecond = shown(0);
        act("edit.undo");
        settled();
        QCOMPARE(shown(0), afterFirst);
        act("edit.undo");
        settled();
        QCOMPARE(shown(0), original);
        QVERIFY(!m_page->answer().edited);
        act("edit.redo");
        act("edit.redo");
        settled();
        QCOMPARE(shown(0), afterSecond);
        act("inspect.reset-edits");
        settled();
        QCOMPARE(shown(0), original);
        QVERIFY(badge->isHidden());
    }

    void undoKnowsWhoseEditItIs() {
        const UserIndex first = *session().user(), other(std::int32_t{12});
        const auto row = session().split()->train->row(first);
        session().editRating(row.items[0], std::nullopt);
        settled();
        const auto edited = shown(0);
        session().selectUser(other);
        settled();
        QVERIFY(session().edits().empty() && !m_page->answer().edited);
        act("edit.undo"); // goes to the user whose edit it was; the other one is left alone
        settled();
        QCOMPARE(*session().user(), first);
        QVERIFY(session().edits().empty());
        act("edit.redo");
        session().selectUser(other);
        session().selectUser(first);
        settled();
        QCOMPARE(session().edits().changes, (HistoryChanges{{row.items[0], std::nullopt}}));
        QCOMPARE(shown(0), edited);
        act("inspect.reset-edits");
        settled();
    }

    void aDeletedRunComesBackAfterAnotherUser() {
        const UserIndex before = *session().user();
        const Run gone = *session().doneRuns().back();
        session().removeRun(gone.id);
        QVERIFY(!session().run(gone.id));
        session().selectUser(UserIndex(std::int32_t{13}));
        act("edit.undo");
        QVERIFY(session().run(gone.id));
        QCOMPARE(session().run(gone.id)->name, gone.name);
        QCOMPARE(*session().user(), UserIndex(std::int32_t{13}));
        session().selectUser(before);
        settled();
    }

    void keysAndBlocksRate() {
        auto* list = m_window->findChild<HistoryList*>(QStringLiteral("inspect.history"));
        list->setCurrentIndex(list->history().index(0, 0));
        const ItemIndex item = list->history().entry(0).item;
        QTest::keyClick(list, Qt::Key_2);
        QCOMPARE(session().edits().changes.at(item), std::optional<float>(2.0F));
        list->setCurrentIndex(list->history().index(list->history().rowOf(item), 0));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(session().edits().changes.at(item), std::optional<float>());
        act("inspect.reset-edits");
        settled();
        const QImage image = list->viewport()->grab().toImage(); // no row is cut: the surface shows below the last whole one
        const int whole = image.height() / list->rowHeight(0) * list->rowHeight(0);
        for (int y = whole; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) QCOMPARE(image.pixelColor(x, y), theme().surface);
    }

    void theSuggestionIsRatedAndSaysWhatItDoes() {
        act("inspect.what-if-suggested");
        QTRY_COMPARE(session().edits().changes.size(), std::size_t{1});
        settled();
        const auto& [item, rating] = *session().edits().changes.begin();
        QVERIFY(!session().dataset()->interactions->contains(*session().user(), item));
        QCOMPARE(static_cast<double>(*rating), session().dataset()->scale->maximum);
        // It changes the asked list: it was chosen for that.
        const auto& column = m_page->answer().columns.front();
        QVERIFY(column.newcomers > 0 ||
                std::ranges::any_of(column.list, [](const ListedItem& l) { return l.movement != Movement::Same; }));
        act("inspect.reset-edits");
        settled();
    }

    void theHeaderFigureIsTheEvaluations() {
        const auto& evaluation = session().run(m_page->answer().columns[0].runId)->result->evaluation;
        int compared = 0;
        for (std::size_t k = 0; k < evaluation.users.size() && compared < 25; k += 7, ++compared) {
            session().selectUser(evaluation.users[k]);
            settled();
            QVERIFY(std::abs(listNdcg(m_page->answer().columns[0], 10) -
                             static_cast<double>(evaluation.perUser.at("ndcg@10")[k])) < 1e-5);
        }
        QVERIFY(compared > 10);
        const QString help =
            ndcgHelp(m_page->answer().columns[0], 10, QStringLiteral("user <b>"), QStringLiteral("EASE"), *session().dataset());
        QVERIFY(help.contains(format::bounded(listNdcg(m_page->answer().columns[0], 10))) &&
                help.contains(QStringLiteral("IDCG")));
    }

    void partsAddUpAsPrinted() {
        for (const Run* run : session().doneRuns()) {
            const AppliedHistory history = applyChanges(session().split()->train->row(*session().user()), {});
            const HistoryChanges none;
            const WhyContext context{*session().dataset(), none, run->name, FoldIn::Exact};
            for (const ItemIndex item : shown(0)) {
                for (const Explanation& view :
                     run->result->model->explain(queryFor(*session().split(), *session().user(), history), item)) {
                    const auto lines = reasonLines(view, context, {});
                    std::int64_t sum = 0;
                    for (std::size_t k = 0; k + 1 < lines.size(); ++k) sum += lines[k].row.printed;
                    QCOMPARE(sum, lines.back().row.printed);
                    for (const ReasonLine& line : lines) QVERIFY(!line.help.isEmpty());
                }
            }
        }
    }

    void sentencesAreHonest() {
        WhyAnswer answer;
        answer.raters = 3;
        answer.users = 9;
        Explanation approximate;
        approximate.view = "history";
        approximate.exact = false;
        approximate.score = 4.2;
        approximate.baseline = 3.5;
        approximate.residual = 0.2;
        approximate.residualShare = 0.31;
        Contribution part;
        part.id = 0;
        part.amount = 0.5;
        part.value = 5;
        approximate.contributions = {part};
        const HistoryChanges none;
        const WhyContext context{*session().dataset(), none, QStringLiteral("Biased MF"), FoldIn::Approximate};
        const QString text = plainText(whySentence(answer, approximate, context));
        QVERIFY2(text.contains(QStringLiteral("Approximate")) && text.contains(format::share(0.31)), qPrintable(text));
        Explanation bare;
        const WhyContext popularity{*session().dataset(), none, QStringLiteral("Popularity"), FoldIn::None};
        QVERIFY(plainText(whySentence(answer, bare, popularity)).contains(QStringLiteral("same list for everyone")));
        answer.removal = Removal{ItemIndex(std::int32_t{0}), {2, 0.4F, false}, {7, 0.3F, false}};
        QVERIFY(plainText(removalSentence(answer, context)).contains(QStringLiteral("falls from 2 to 7")));
        const HistoryChanges one{{ItemIndex(std::int32_t{0}), 5.0F}}, gone{{ItemIndex(std::int32_t{0}), std::nullopt}};
        const QString title = format::title(session().dataset()->titleOf(ItemIndex(std::int32_t{0})));
        const auto moved = [&](const HistoryChanges& changes, std::int32_t before, std::int32_t now) {
            return plainText(moveSentence(changes, {before, 0, false}, {now, 0, false}, *session().dataset()));
        };
        QCOMPARE(moved(one, 5, 2), QStringLiteral("With %1: rank 5 → 2.").arg(title));
        QCOMPARE(moved(gone, 5, 5), QStringLiteral("Without %1: still rank 5.").arg(title));
        QVERIFY(moved(none, 5, 2).isEmpty() && moved(one, 0, 2).isEmpty());
        answer.item = ItemIndex(std::int32_t{0});
        answer.removal->before.rank = 0;
        QVERIFY(plainText(removalSentence(answer, context)).startsWith(QStringLiteral("Taken out of the history it has rank 7")));
        answer.coRatings = {{answer.item, 3}};
        QVERIFY(coRatingSentence(answer, context, false).empty());
        answer.coRatings.clear();
        Drop none_found{true, {}, {}, 5};
        QVERIFY(plainText(dropSentence(answer, none_found, context, 10)).startsWith(QStringLiteral("No 5 reasons")));
        QVERIFY(plainText(dropSentence(answer, {}, context, 10)).startsWith(QStringLiteral("Looking")));
        const Drop found{true, {ItemIndex(std::int32_t{0}), ItemIndex(std::int32_t{1})}, Standing{12, 0.2F, false}, 5};
        QVERIFY(plainText(dropSentence(answer, found, context, 10)).contains(QStringLiteral("take away that and")));
    }

    void picturesAndListsExplainThemselves() {
        auto* columns = m_window->findChild<RibbonColumns*>(QStringLiteral("inspect.columns"));
        auto* bars = m_window->findChild<ReasonBars*>(QStringLiteral("inspect.bars"));
        auto* history = m_window->findChild<HistoryList*>(QStringLiteral("inspect.history"));
        for (const Exportable* content : std::initializer_list<const Exportable*>{columns, bars, history})
            QVERIFY(content->explanation().size() > 80);
        QCOMPARE(csv::parse(history->toCsv()).size(), static_cast<std::size_t>(history->history().rowCount()) + 1);
        QCOMPARE(csv::parse(columns->toCsv()).size(), std::size_t{31} + (columns->columns()[0].beyond ? 1 : 0) +
                                                          (columns->columns()[1].beyond ? 1 : 0) +
                                                          (columns->columns()[2].beyond ? 1 : 0));
        QTest::keyClick(history, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), history->toCsv());
        QVERIFY(!imageOf(*history, {300, 400}, 1).isNull());
    }

    void modelsKeepTheirContract() {
        HistoryModel history;
        const QAbstractItemModelTester historyTester(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto row = session().split()->train->row(*session().user());
        history.setHistory(session().dataset(), row, {{row.items[0], std::nullopt}, {row.items[1], 1.0F}});
        QCOMPARE(history.rowCount(), static_cast<int>(row.size()));
        history.setFilter(QStringLiteral("zzzz"));
        QCOMPARE(history.rowCount(), 0);
        history.setFilter({});
        history.setOrder(HistoryModel::Order::Year);
        QCOMPARE(history.editCount(), std::size_t{2});
        PickerModel picker;
        const QAbstractItemModelTester pickerTester(&picker, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QStringList lines{QStringLiteral("b a"), QStringLiteral("a"), QStringLiteral("Abba")};
        picker.setTexts(std::make_shared<const PickerTexts>(3, [lines](std::int32_t k) { return lines[k]; }));
        QCOMPARE(picker.rowCount(), 3);
        QCOMPARE(picker.texts()->matching(QStringLiteral("A B"), {}), (std::vector<std::int32_t>{0, 2}));
        picker.showOnly({2});
        QCOMPARE(picker.index(0).data().toString(), lines[2]);
        QCOMPARE(picker.idAt(0), 2);
        picker.showAll();
        QCOMPARE(picker.rowCount(), 3);
        ReasonModel reasons;
        const QAbstractItemModelTester reasonTester(&reasons, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ReasonLine line;
        line.label = QStringLiteral("x");
        line.row.amount = 0.25;
        reasons.setLines({line}, 1);
        QCOMPARE(reasons.index(0, ReasonModel::Share).data().toString(), format::share(0.25));
        reasons.setLines({line}, -1);
        QCOMPARE(reasons.index(0, ReasonModel::Share).data().toString(), format::undefined());
    }

    /// Enter right after the last letter, before the worker has found anything, picks what those words find.
    void whatIfRatesTheTitleThatWasTyped() {
        act("inspect.typical-user");
        settled();
        act("inspect.what-if-suggested");
        settled();
        auto* whatIf = m_page->findChild<WhatIf*>();
        whatIf->findChild<IconButton*>()->click();
        const auto all = m_page->findChildren<PickerPopup*>();
        const auto open = std::ranges::find_if(all, [](const PickerPopup* picker) { return picker->isVisible(); });
        QVERIFY(open != all.end());
        const PickerPopup& picker = **open;
        const Dataset& data = *session().dataset();
        QCOMPARE(picker.model().rowCount(), data.items.size());
        const ItemIndex wanted{data.items.size() / 2};
        const QString title = format::title(data.titleOf(wanted));
        auto* field = picker.findChild<QLineEdit*>();
        field->setText(title);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!picker.isVisible());
        QTRY_VERIFY2(whatIf->findChild<EvidenceText*>()->text().contains(title), qPrintable(title));
        settled();
    }

    void casesLeadToRealUsers() {
        act("inspect.many-ratings");
        settled();
        std::size_t most = 0;
        for (std::int32_t u = 0; u < session().split()->train->userCount(); ++u)
            most = std::max(most, session().split()->train->rowSize(UserIndex(u)));
        QTRY_COMPARE(session().split()->train->rowSize(*session().user()), most);
        const UserIndex busiest = *session().user();
        act("inspect.models-disagree");
        QTRY_VERIFY(*session().user() != busiest);
        act("go.back");
        QTRY_COMPARE(*session().user(), busiest);
        act("inspect.niche-taste");
        QTRY_VERIFY(*session().user() != busiest);
        settled();
    }

    void everySizeFits() {
        for (const int zoom : {100, 200}) {
            for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
                Appearance::instance().setZoom(zoom);
                m_window->resize(size);
                QTest::qWait(30);
                QVERIFY2(m_window->width() == size.width(), qPrintable(QString::number(m_window->width())));
                for (const QWidget* part : m_page->findChildren<QPushButton*>()) {
                    if (!part->isVisible()) continue;
                    const int right = part->mapTo(m_page, QPoint(part->width(), 0)).x();
                    QVERIFY2(right <= m_page->width(),
                             qPrintable(QStringLiteral("%1 at %2 %: %3 of %4")
                                            .arg(part->accessibleName(), QString::number(zoom), QString::number(right),
                                                 QString::number(m_page->width()))));
                }
            }
        }
        Appearance::instance().setZoom(100);
        m_window->resize(1440, 900);
    }

    void whatIfStaysUnderATenthOfASecond() {
        const auto row = session().split()->train->row(*session().user());
        session().editRating(row.items[0], 1.0F);
        settled();
        qInfo("re-ranked 3 lists in %.2f ms", m_page->answer().milliseconds);
        QVERIFY(m_page->answer().milliseconds < 100);
        act("inspect.reset-edits");
        settled();
    }

    void hostileTitles() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        std::ofstream movies(path + "/movies.csv");
        movies << "movieId,title,genres\n";
        for (int i = 1; i <= 30; ++i) {
            std::string title = "Film " + std::to_string(i);
            if (i == 1) title = std::string(20000, 'W');
            if (i == 2) title = "<b>bold</b><img src=x onerror=y>&amp;";
            if (i == 3) title = "\u202Eevil\u202C %1 %2";
            movies << i << ",\"" << title << " (1999)\",<i>Drama</i>|Comedy\n";
        }
        movies.close();
        std::ofstream ratings(path + "/ratings.csv");
        ratings << "userId,movieId,rating,timestamp\n";
        for (int u = 1; u <= 60; ++u)
            for (int i = 1; i <= 30; ++i)
                if ((u * 7 + i * 3) % 5 < 3) ratings << u << ',' << i << ',' << 1 + (u + i) % 5 << ",1000\n";
        ratings.close();
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        window.openData(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
        window.session().train({"ease", {}});
        window.session().train({"ials", {{"epochs", std::int64_t{3}}, {"factors", std::int64_t{8}}}});
        QTRY_COMPARE_WITH_TIMEOUT(window.session().doneRuns().size(), std::size_t{2}, 30000);
        window.actions().find(QStringLiteral("page.inspect"))->trigger();
        auto* page = window.findChild<InspectPage*>();
        for (const char* id : {"page.inspect", "page.map"}) {
            window.actions().find(QLatin1String(id))->trigger();
            for (std::int32_t i = 0; i < 3; ++i) {
                window.session().selectItem(ItemIndex(i));
                QTRY_VERIFY_WITH_TIMEOUT(!page->isBusy(), 20000);
                QVERIFY(!window.grab().isNull());
                QVERIFY2(window.width() <= 1440, qPrintable(QString::number(window.width())));
            }
            for (const QLabel* label : window.findChildren<QLabel*>())
                QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(),
                         qPrintable(label->objectName() + label->text().left(40)));
        }
    }
};
RECOSCOPE_TEST(TestInspect)
#include "tst_inspect.moc"
