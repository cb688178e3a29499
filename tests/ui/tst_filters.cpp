#include "core/base/text.h"
#include "core/data/filter_bounds.h"
#include "core/data/filters.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/filters/funnel_bar.h"
#include "ui/filters/funnel_card.h"
#include "ui/filters/step_editor.h"
#include "ui/filters/step_row.h"
#include "ui/format.h"
#include "ui/pages/data/findings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <algorithm>

using namespace recoscope;
using namespace recoscope::ui;

/// The funnel on the Data page of the real window: steps, live figures, apply, undo and redo.
class TestFiltersUi final : public QObject {
    Q_OBJECT
    std::unique_ptr<MainWindow> m_window;
    FunnelCard* m_funnel = nullptr;

    Session& session() { return m_window->session(); }
    void settled() { QTRY_VERIFY_WITH_TIMEOUT(m_funnel->isUpToDate() && !session().isFiltering() && session().split(), 20000); }
    void addByMenu(const char* id) {
        QPushButton* add = nullptr;
        for (QPushButton* button : m_funnel->findChildren<QPushButton*>())
            if (button->menu()) add = button;
        QVERIFY(add);
        for (std::size_t k = 0; k < filterKinds().size(); ++k)
            if (filterKinds()[k].id == std::string_view(id)) add->menu()->actions()[static_cast<qsizetype>(k)]->trigger();
        settled();
    }
    template <class Control>
    Control& control(std::size_t row, int nth = 0) {
        const auto all = m_funnel->rows()[row]->editor().findChildren<Control*>();
        if (all.size() <= nth) qFatal("the step has no such control");
        return *all[nth];
    }
    NumberField& number(std::size_t row, int nth = 0) { return control<NumberField>(row, nth); }
    std::string stepAt(std::size_t row) { return formatFilterStep(m_funnel->rows()[row]->step()); }
    QString wordsOf(std::size_t row) {
        QStringList all;
        for (const PlainLabel* label : m_funnel->rows()[row]->editor().findChildren<PlainLabel*>()) all << label->text();
        return all.join(' ');
    }
    void removeAll() {
        for (QPushButton* button : m_funnel->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Remove all")) button->click();
        settled();
    }
    static std::vector<FilterStep> parsed(const std::vector<const char*>& texts) {
        std::vector<FilterStep> all;
        for (const char* text : texts) all.push_back(parseFilterStep(text).value());
        return all;
    }

private Q_SLOTS:
    void initTestCase() {
        Appearance::install(*qApp);
        m_window = std::make_unique<MainWindow>();
        test::openDemo(*m_window);
        m_funnel = m_window->findChild<FunnelCard*>();
        QVERIFY(m_funnel && !m_funnel->isVisible());
        test::act(*m_window, "data.filter");
        QVERIFY(m_funnel->isVisible());
        settled();
        QVERIFY(!m_funnel->applyButton().isEnabled());
    }
    void cleanupTestCase() { m_window.reset(); }

    /// The figures beside the steps are those of the filtered data itself.
    void forecastsFollowTheSteps() {
        const auto whole = session().dataset();
        addByMenu("min-rating");
        addByMenu("k-core");
        QCOMPARE(m_funnel->rows().size(), std::size_t{2});
        number(1).setValue(7);
        settled();
        const auto expected = forecastFilters(*whole, parsed({"min-rating=4", "k-core=7"}), {}).value().funnel;
        for (std::size_t k = 0; k < 2; ++k) QCOMPARE(m_funnel->rows()[k]->rows().left(), expected.steps[k].left.rows);
        QVERIFY(expected.steps[1].left.rows < expected.steps[0].left.rows);
        QVERIFY(m_funnel->rows()[1]->note().contains(QLatin1String("7-core")));
        QVERIFY(m_funnel->applyButton().isEnabled());
        QCOMPARE(session().dataset(), whole); // nothing takes effect before Apply
    }
    void whatCannotBeIsSaidInItsRow() {
        number(1).setValue(100000);
        settled();
        QVERIFY2(m_funnel->rows()[1]->note().contains(QLatin1String("leaves nothing")), qPrintable(m_funnel->rows()[1]->note()));
        QVERIFY(!m_funnel->rows()[1]->rows().left() && m_funnel->rows()[0]->rows().left());
        QVERIFY(!m_funnel->applyButton().isEnabled());
        number(1).setValue(7);
        settled();
    }
    void applyUndoRedo() {
        const auto whole = session().dataset();
        session().train({"popularity", {}});
        QTRY_VERIFY_WITH_TIMEOUT(session().doneRuns().size() == 1, 20000);
        const int run = session().doneRuns().front()->id;
        const auto split = session().split();
        session().selectUser(UserIndex{3});
        const auto left = *m_funnel->rows()[1]->rows().left();
        QTest::mouseClick(&m_funnel->applyButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(session().dataset() != whole, 20000);
        settled();
        const auto filtered = session().dataset();
        QCOMPARE(static_cast<std::int64_t>(filtered->interactions->size()), left);
        QCOMPARE(session().profile()->interactions, left);
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("status.message"))->text(),
                 QStringLiteral("Filtered: %1 of %2 ratings left")
                     .arg(format::count(left), format::count(static_cast<std::int64_t>(whole->interactions->size()))));
        QVERIFY(session().runs().empty() && session().filters().size() == 2 && m_funnel->isVisible());
        QVERIFY(session().split()->train->size() + session().split()->valid->size() + session().split()->test->size() <=
                filtered->interactions->size());
        if (session().user()) QCOMPARE(filtered->users.id(session().user()->value), whole->users.id(3));
        test::act(*m_window, "edit.undo");
        QCOMPARE(session().dataset(), whole);
        QCOMPARE(session().split(), split);
        QCOMPARE(session().doneRuns().size(), std::size_t{1});
        QCOMPARE(session().doneRuns().front()->id, run);
        QCOMPARE(session().user(), std::optional(UserIndex{3}));
        QVERIFY(session().filters().empty() && m_funnel->rows().empty());
        test::act(*m_window, "edit.redo");
        QCOMPARE(session().dataset(), filtered);
        QCOMPARE(m_funnel->rows().size(), std::size_t{2});
        settled();
    }
    void theLineForATerminalNamesATwinOnce() {
        ExperimentSpec spec;
        spec.models = {{"ials", {}}, {"popularity", {}}, {"ials", {{"factors", std::int64_t{8}}}}, {"ials", {}}};
        const std::string line = commandLineFor(spec, *session().dataset());
        const auto at = [&](const char* words) { return line.find(words); };
        QVERIFY(at("--model ials ") < at("--model popularity") && at("--model popularity") < at("--model ials --set factors=8"));
        QCOMPARE(line.size(), line.find("factors=8") + std::string("factors=8").size());
    }
    /// The protocol card and the line for a terminal name the steps.
    void runsRememberTheirFilters() {
        session().train({"popularity", {}});
        QTRY_VERIFY_WITH_TIMEOUT(session().doneRuns().size() == 1, 20000);
        const Run& run = *session().doneRuns().front();
        const auto line = std::ranges::find(run.protocol, std::string("filters"), &ProtocolLine::key);
        QVERIFY(line != run.protocol.end() && line->value.find("7-core") != std::string::npos);
        QVERIFY(commandLineFor(run.experiment, *session().dataset()).find("--filter min-rating=4 --filter k-core=7") !=
                std::string::npos);
    }
    /// Steps work on what was opened, not on what is left: another order is another result, and none gives all back.
    void stepsAreMovedAndRemoved() {
        for (QPushButton* button : m_funnel->findChildren<QPushButton*>())
            if (button->accessibleName() == QLatin1String("Later") && button->isEnabled() && button->isVisible()) {
                button->click();
                break;
            }
        settled();
        QCOMPARE(m_funnel->rows()[0]->step().kind, FilterStep::Kind::KCore);
        QCOMPARE(m_funnel->rows()[0]->rows().left(),
                 forecastFilters(*session().openedDataset(), parsed({"k-core=7"}), {}).value().funnel.steps[0].left.rows);
        removeAll();
        QVERIFY(m_funnel->rows().empty() && m_funnel->applyButton().isEnabled());
        m_funnel->applyButton().click();
        QTRY_VERIFY_WITH_TIMEOUT(session().dataset() == session().openedDataset(), 20000);
        settled();
        QVERIFY(session().filters().empty());
    }
    /// Each kind has controls of its own, which hold only what can be read; what they lie between is the data's.
    void everyKindHasItsControls() {
        const Dataset& data = *session().openedDataset();
        const FilterBounds bounds = filterBoundsOf(data);
        for (const char* id : {"min-rating", "k-core", "min-user", "max-user", "min-item", "from", "to", "sample-users",
                               "duplicates", "constant-users", "implicit"})
            addByMenu(id);
        QCOMPARE(m_funnel->rows().size(), std::size_t{11});
        QCOMPARE(number(0).minimum(), data.scale->minimum);
        QCOMPARE(number(0).maximum(), data.scale->maximum);
        number(0).setValue(2);
        number(0).stepUp();
        QCOMPARE(stepAt(0), "min-rating=" + formatNumber(2 + data.scale->step));
        QVERIFY(wordsOf(1).contains(format::count(bounds.perUser.second)));
        number(1).setValue(4); // both, until the second is set by itself
        QCOMPARE(stepAt(1), std::string("k-core=4"));
        number(1, 1).setValue(6);
        QCOMPARE(stepAt(1), std::string("k-core=4:6"));
        number(1).setValue(3);
        QCOMPARE(stepAt(1), std::string("k-core=3:6"));
        QCOMPARE(number(2).minimum(), 1.0);
        QVERIFY(wordsOf(4).contains(format::count(bounds.perItem.second)));
        auto& first = control<QDateTimeEdit>(5);
        QCOMPARE(first.minimumDateTime().toSecsSinceEpoch() / 86400, bounds.times->first / 86400);
        QCOMPARE(first.maximumDateTime().toSecsSinceEpoch() / 86400, bounds.times->second / 86400);
        const QDateTime later = first.dateTime().addDays(40);
        first.setDateTime(later);
        QCOMPARE(stepAt(5), "from=" + later.date().toString(Qt::ISODate).toStdString());
        auto& last = control<QDateTimeEdit>(6);
        QCOMPARE(stepAt(6), "to=" + last.date().toString(Qt::ISODate).toStdString());
        last.setDate(last.date().addYears(50)); // not beyond the data
        QCOMPARE(last.dateTime().toSecsSinceEpoch() / 86400, bounds.times->second / 86400);
        number(7).setValue(25);
        number(7, 1).setValue(9);
        QCOMPARE(stepAt(7), std::string("sample-users=0.25:9"));
        auto& rule = control<QComboBox>(8);
        QCOMPARE(rule.count(), 4);
        rule.setCurrentIndex(rule.findText(QStringLiteral("the sum of ratings")));
        QCOMPARE(stepAt(8), std::string("duplicates=sum"));
        QVERIFY(!m_funnel->rows()[10]->editor().isVisible()); // nothing to set
        settled();
        std::vector<FilterStep> steps;
        for (const StepRow* row : m_funnel->rows()) steps.push_back(row->step());
        const auto expected = forecastFilters(data, steps, {}).value();
        QCOMPARE(m_funnel->forecast().funnel.steps.size(), expected.funnel.steps.size());
        for (std::size_t k = 0; k < expected.funnel.steps.size(); ++k)
            QCOMPARE(m_funnel->rows()[k]->rows().left(), std::optional(expected.funnel.steps[k].left.rows));
        removeAll();
    }
    /// Scrolling the page changes no step; a value beyond the range, from a file, stays until it is edited.
    void nothingChangesByItself() {
        m_funnel->add(parseFilterStep("min-rating=77").value());
        m_funnel->add(parseFilterStep("from=1980-05-05").value());
        m_funnel->add(parseFilterStep("to=2001-02-03T04:05:06").value());
        m_funnel->add(parseFilterStep("duplicates=first").value());
        settled();
        QCOMPARE(stepAt(0), std::string("min-rating=77"));
        QCOMPARE(stepAt(1), std::string("from=1980-05-05"));
        QCOMPARE(m_funnel->rows()[2]->step(), parseFilterStep("to=2001-02-03T04:05:06").value());
        m_funnel->setFocus();
        for (QWidget* target : std::vector<QWidget*>{&number(0), &control<QDateTimeEdit>(1), &control<QComboBox>(3)}) {
            QWheelEvent wheel(QPointF(5, 5), target->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -240), Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(target, &wheel);
        }
        QCOMPARE(stepAt(0), std::string("min-rating=77"));
        QCOMPARE(stepAt(1), std::string("from=1980-05-05"));
        QCOMPARE(stepAt(3), std::string("duplicates=first"));
        removeAll();
    }
    /// Columns and values of the data are chosen from; what the data has nothing for is not offered.
    void circumstancesAreChosen() {
        const QTemporaryDir folder;
        QByteArray text = "user,item,rating,daytime,mood\n";
        for (int k = 0; k < 200; ++k)
            text += QByteArray::number(k % 25) + ',' + QByteArray::number(k * 7 % 40) + ',' + QByteArray::number(1 + k % 5) +
                    ',' +
                    (k % 3 == 0   ? "morning"
                     : k % 3 == 1 ? "R&B <b>night</b>"
                                  : "noon") +
                    ',' + (k % 2 == 0 ? "good" : "bad") + '\n';
        MainWindow window;
        test::openShown(window, test::writeFile(folder, QStringLiteral("evenings.csv"), text));
        QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
        test::act(window, "data.filter");
        auto* funnel = window.findChild<FunnelCard*>();
        QTRY_VERIFY(funnel->isUpToDate());
        QVERIFY(window.session().dataset()->context);
        QPushButton* add = nullptr;
        for (QPushButton* button : funnel->findChildren<QPushButton*>())
            if (button->menu()) add = button;
        for (std::size_t k = 0; k < filterKinds().size(); ++k) {
            const auto kind = filterKinds()[k].kind;
            QAction* action = add->menu()->actions()[static_cast<qsizetype>(k)];
            const bool offered = kind != FilterStep::Kind::From && kind != FilterStep::Kind::To &&
                                 kind != FilterStep::Kind::UntitledItems; // no times, no titles
            QCOMPARE(action->isEnabled(), offered);
            if (kind == FilterStep::Kind::Context) action->trigger();
        }
        const auto boxes = funnel->rows().front()->editor().findChildren<QComboBox*>();
        QCOMPARE(boxes.size(), 2);
        QCOMPARE(boxes[0]->count(), 2);
        QCOMPARE(boxes[1]->count(), 3);
        boxes[1]->setCurrentIndex(boxes[1]->findData(QStringLiteral("R&B <b>night</b>")));
        QCOMPARE(formatFilterStep(funnel->rows().front()->step()), std::string("context:daytime=R&B <b>night</b>"));
        QTRY_VERIFY(funnel->isUpToDate());
        QCOMPARE(funnel->rows().front()->rows().left(), std::optional<std::int64_t>(67));
        boxes[0]->setCurrentIndex(1);
        QCOMPARE(boxes[1]->count(), 2);
        QCOMPARE(formatFilterStep(funnel->rows().front()->step()), std::string("context:mood=bad"));
        QTRY_VERIFY(funnel->isUpToDate());
        QCOMPARE(funnel->rows().front()->rows().left(), std::optional<std::int64_t>(100));
    }
    void withoutRatingsNoneIsAskedFor() {
        const QTemporaryDir folder;
        QByteArray text = "user,item\n";
        for (int k = 0; k < 200; ++k) text += QByteArray::number(k % 25) + ',' + QByteArray::number(k * 7 % 40) + '\n';
        MainWindow window;
        test::openShown(window, test::writeFile(folder, QStringLiteral("seen.csv"), text));
        QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
        auto* funnel = window.findChild<FunnelCard*>();
        QTRY_VERIFY(funnel->isUpToDate());
        for (QPushButton* button : funnel->findChildren<QPushButton*>())
            for (std::size_t k = 0; button->menu() && k < filterKinds().size(); ++k) {
                const auto kind = filterKinds()[k].kind;
                const QAction* action = button->menu()->actions()[static_cast<qsizetype>(k)];
                if (kind != FilterStep::Kind::MinRating && kind != FilterStep::Kind::MaxRating) continue;
                QVERIFY(!action->isEnabled());
                QVERIFY2(action->toolTip().contains(QLatin1String("no ratings")), qPrintable(action->toolTip()));
            }
        // One that a file brings along is shown, cannot be set, and says why.
        funnel->add(parseFilterStep("min-rating=4").value());
        const StepEditor& editor = funnel->rows().front()->editor();
        QVERIFY(!editor.findChild<NumberField*>()->isEnabled());
        QCOMPARE(formatFilterStep(editor.step()), std::string("min-rating=4"));
    }
    /// In the largest type, too, the funnel is what one sees when one asks for it.
    void theFunnelIsInSight() {
        auto* shown = m_window->findChild<QPushButton*>(QStringLiteral("data.show-filters"));
        shown->setChecked(false);
        for (int k = 0; k < 5; ++k) test::act(*m_window, "view.zoom-in");
        test::act(*m_window, "data.filter");
        QTRY_VERIFY(m_funnel->isVisible());
        QTRY_VERIFY(m_funnel->visibleRegion().boundingRect().top() == 0 &&
                    m_funnel->visibleRegion().boundingRect().height() > px(60));
        test::act(*m_window, "view.zoom-reset");
    }
    /// A check's figure stands as core says it; "Remove" adds its filter, and Undo takes it back.
    void whatACheckFindsCanBeTakenAway() {
        QualityFinding finding;
        finding.id = "same-second";
        finding.count = 943; // users, while the sentence counts rows
        finding.sentence = "75,772 rows share their second with another of the same user, of 943 users";
        finding.fix = parseFilterStep("min-item=30").value();
        const auto all = findingsOf(*session().dataset(), {finding});
        const auto shown = std::ranges::find_if(all, [](const Finding& f) { return f.quality.has_value(); });
        QVERIFY(shown != all.end());
        QCOMPARE(shown->lead, QStringLiteral("75,772"));
        QVERIFY(shown->text.startsWith(QLatin1String("rows share their second")));
        auto* list = m_window->findChild<FindingsList*>();
        list->setFindings(all);
        const auto buttons = list->findChildren<QPushButton*>();
        const auto remove =
            std::ranges::find_if(buttons, [](const QPushButton* b) { return b->text() == QLatin1String("Remove"); });
        QVERIFY(remove != buttons.end());
        const auto before = session().dataset()->interactions->size();
        (*remove)->click();
        QTRY_VERIFY_WITH_TIMEOUT(session().filters().size() == 1, 20000);
        settled();
        QVERIFY(session().dataset()->interactions->size() < before);
        test::act(*m_window, "edit.undo");
        QVERIFY(session().filters().empty() && session().dataset()->interactions->size() == before);
        settled();
    }
};
RECOSCOPE_TEST(TestFiltersUi)
#include "tst_filters.moc"
