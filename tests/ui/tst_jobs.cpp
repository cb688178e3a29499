#include "tests/support/patient_clock.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/shell/job_row.h"
#include "ui/shell/jobs_panel.h"
#include "ui/shell/toast.h"
#include "ui/theme/theme.h"
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::openDemo;

class TestJobs final : public QObject {
    Q_OBJECT
    static JobRow* rowNamed(const JobsPanel& panel, const QString& name) {
        for (JobRow* row : panel.findChildren<JobRow*>())
            if (row->accessibleName() == name) return row;
        return nullptr;
    }
    static int trainLong(MainWindow& window) { return window.session().train({"ials", {{"epochs", std::int64_t{500}}}}); }

private Q_SLOTS:
    void thePanelListsWhatRunsWaitsAndEnded() {
        MainWindow window;
        openDemo(window);
        act(window, "train.train:popularity");
        QTRY_COMPARE_WITH_TIMEOUT(window.session().doneRuns().size(), std::size_t{1}, 10000);
        const int running = trainLong(window);
        act(window, "train.train:ease");
        act(window, "view.jobs");
        auto* panel = window.findChild<JobsPanel*>();
        QVERIFY(panel->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(window.session().run(running)->epochs.size() > 1, 30000);
        JobRow* row = rowNamed(*panel, QStringLiteral("iALS"));
        QVERIFY(row);
        QTRY_VERIFY(row->accessibleDescription().contains(QLatin1String("epoch"))); // a row takes at most a few changes a second
        QVERIFY(rowNamed(*panel, QStringLiteral("EASE"))->accessibleDescription().contains(QLatin1String("waiting")));
        QVERIFY(rowNamed(*panel, QStringLiteral("Popularity"))->accessibleDescription().contains(QLatin1String("NDCG@10 .")));
        const test::PatientClock clock;
        row->findChild<QPushButton*>()->click();
        QTRY_COMPARE(window.session().run(running)->state, Run::State::Done);
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed()))); // the kept epoch is measured, too
        QVERIFY(window.session().run(running)->result->log.stoppedOnRequest);
        QVERIFY(row->accessibleDescription().contains(QLatin1String("kept")));
        act(window, "view.jobs");
        QVERIFY(!panel->isVisible());
    }
    void openingIsCancelledByEscape() {
        MainWindow window;
        window.show();
        act(window, "file.open-demo");
        QVERIFY(window.session().isOpening());
        QTest::keyClick(&window, Qt::Key_Escape);
        QTRY_VERIFY(!window.session().isOpening());
        QVERIFY(!window.session().dataset());
    }
    void whatEndsOutOfSightIsToldAndWhatIsSeenIsNot() {
        MainWindow window;
        openDemo(window);
        auto* toast = window.findChild<Toast*>();
        act(window, "page.train");
        act(window, "train.train:random");
        QTRY_COMPARE_WITH_TIMEOUT(window.session().doneRuns().size(), std::size_t{1}, 10000);
        QVERIFY(!toast->isVisible());
        act(window, "page.data");
        act(window, "train.train:popularity");
        QTRY_VERIFY_WITH_TIMEOUT(toast->isVisible(), 10000);
        QVERIFY(toast->text().startsWith(QLatin1String("Popularity: NDCG@10 .")));
        toast->findChild<QPushButton*>()->click();
        QCOMPARE(window.currentPage(), QStringLiteral("inspect"));
    }
    void closingAsksOnceThenEndsWithinASecond() {
        auto window = std::make_unique<MainWindow>();
        openDemo(*window);
        const int running = trainLong(*window);
        QTRY_VERIFY_WITH_TIMEOUT(window->session().run(running)->epochs.size() > 1, 30000);
        int asked = 0;
        const auto answer = [&](const char* text) {
            QTimer::singleShot(50, window.get(), [&asked, text] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                ++asked;
                for (QAbstractButton* b : box->buttons())
                    if (b->text().remove('&') == QLatin1String(text)) b->click();
            });
        };
        answer("Cancel");
        QVERIFY(!window->close());
        QVERIFY(window->session().hasActiveRuns());
        answer("End and close");
        const test::PatientClock clock;
        QVERIFY(window->close());
        QCOMPARE(asked, 2);
        window.reset();
        QVERIFY(Session::waitForWork(1000));
        QVERIFY2(clock.elapsed() < 1300, qPrintable(QString::number(clock.elapsed())));
    }
    void theLayoutComesBackAndCanBeReset() {
        {
            MainWindow window;
            window.resize(1111, 777);
            window.show();
            act(window, "page.compare");
            act(window, "view.zoom-in");
            act(window, "view.dark");
            QVERIFY(window.close());
        }
        MainWindow again;
        QCOMPARE(again.currentPage(), QStringLiteral("compare"));
        QCOMPARE(again.size(), QSize(1111, 777));
        QCOMPARE(Appearance::instance().zoom(), 110);
        QCOMPARE(Appearance::instance().choice(), ThemeChoice::Dark);
        act(again, "view.reset-layout");
        QCOMPARE(again.currentPage(), QStringLiteral("data"));
        QCOMPARE(Appearance::instance().zoom(), 100);
        QVERIFY(!QSettings().contains(QStringLiteral("layout/page")));
        Appearance::instance().setChoice(ThemeChoice::Light);
    }
};
RECOSCOPE_TEST(TestJobs)
#include "tst_jobs.moc"
