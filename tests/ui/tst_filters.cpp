#include "core/data/filters.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/filters/funnel_bar.h"
#include "ui/filters/funnel_card.h"
#include "ui/filters/step_row.h"
#include "ui/pages/data/findings.h"
#include "ui/theme/theme.h"
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
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
        m_funnel->rows()[1]->setText(QStringLiteral("7"));
        settled();
        const auto expected = forecastFilters(*whole, parsed({"min-rating=4", "k-core=7"}), {}).value().funnel;
        for (std::size_t k = 0; k < 2; ++k) QCOMPARE(m_funnel->rows()[k]->rows().left(), expected.steps[k].left.rows);
        QVERIFY(expected.steps[1].left.rows < expected.steps[0].left.rows);
        QVERIFY(m_funnel->rows()[1]->note().contains(QLatin1String("7-core")));
        QVERIFY(m_funnel->applyButton().isEnabled());
        QCOMPARE(session().dataset(), whole); // nothing takes effect before Apply
    }
    void whatCannotBeIsSaidInItsRow() {
        m_funnel->rows()[1]->setText(QStringLiteral("100000"));
        settled();
        QVERIFY2(m_funnel->rows()[1]->note().contains(QLatin1String("leaves nothing")), qPrintable(m_funnel->rows()[1]->note()));
        QVERIFY(!m_funnel->rows()[1]->rows().left() && m_funnel->rows()[0]->rows().left());
        QVERIFY(!m_funnel->applyButton().isEnabled());
        m_funnel->rows()[1]->setText(QStringLiteral("many"));
        settled();
        QVERIFY2(m_funnel->rows()[1]->note().contains(QLatin1String("k-core=N")), qPrintable(m_funnel->rows()[1]->note()));
        QVERIFY(!m_funnel->applyButton().isEnabled());
        m_funnel->rows()[1]->setText(QStringLiteral("7"));
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
        QCOMPARE(m_funnel->rows()[0]->step().value().kind, FilterStep::Kind::KCore);
        QCOMPARE(m_funnel->rows()[0]->rows().left(),
                 forecastFilters(*session().openedDataset(), parsed({"k-core=7"}), {}).value().funnel.steps[0].left.rows);
        for (QPushButton* button : m_funnel->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Remove all")) button->click();
        settled();
        QVERIFY(m_funnel->rows().empty() && m_funnel->applyButton().isEnabled());
        m_funnel->applyButton().click();
        QTRY_VERIFY_WITH_TIMEOUT(session().dataset() == session().openedDataset(), 20000);
        settled();
        QVERIFY(session().filters().empty());
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
