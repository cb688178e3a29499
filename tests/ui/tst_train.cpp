#include "core/models/registry.h"
#include "tests/support/patient_clock.h"
#include "tests/support/test_registry.h"
#include "ui/actions.h"
#include "ui/models/run_text.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/pages/train/run_card.h"
#include "ui/pages/train/run_curves.h"
#include "ui/pages/train/run_face.h"
#include "ui/pages/train/run_repair.h"
#include "ui/pages/train/shell_lines.h"
#include "ui/pages/train/split_dialog.h"
#include "ui/pages/train/split_preview.h"
#include "ui/pages/train/terminal_card.h"
#include "ui/pages/train/train_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/param_form.h"
#include "ui/widgets/plain_label.h"
#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontMetricsF>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <memory>

using namespace recoscope;
using namespace recoscope::ui;

/// Runs from queue to result, and the page on which they are made.
class TestTrain final : public QObject {
    Q_OBJECT
    std::unique_ptr<Session> m_session;
    ActionRegistry* m_actions = nullptr;

    const Run& run(int id) const { return *m_session->run(id); }
    void waitUntilIdle() const { QTRY_VERIFY_WITH_TIMEOUT(!m_session->hasActiveRuns(), 60000); }
    static ModelSpec ials(std::int64_t epochs) { return {"ials", {{"epochs", epochs}, {"factors", std::int64_t{48}}}}; }
    std::unique_ptr<TrainPage> makePage() {
        auto page = std::make_unique<TrainPage>(PageContext{*m_session, *m_actions});
        page->resize(1360, 800);
        page->show();
        return page;
    }
    template <class T>
    static T* child(const QWidget& in, const char* name) {
        return in.findChild<T*>(QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase() {
        Appearance::install(*qApp);
        Appearance::instance().setChoice(ThemeChoice::Light);
    }
    void init() {
        m_session = std::make_unique<Session>();
        m_actions = new ActionRegistry(m_session.get());
        m_session->open(QStringLiteral("demo"));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->split() != nullptr, 30000);
    }
    void cleanup() {
        m_session->cancelAll();
        m_session.reset();
        QVERIFY(Session::waitForWork(5000));
    }

    void stoppingKeepsTheBestEpoch() {
        const int id = m_session->train(ials(900));
        QTRY_VERIFY_WITH_TIMEOUT(Session::wouldKeep(run(id)) && run(id).epochs.size() > 3, 30000);
        QVERIFY(curvesOf(run(id), {}).sentence.contains(QLatin1String("whenever you stop")));
        const test::PatientClock clock;
        m_session->stopRun(id);
        QVERIFY(run(id).state == Run::State::Cancelling && run(id).keeps);
        QTRY_VERIFY_WITH_TIMEOUT(run(id).isDone(), 5000);
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
        const TrainingLog& log = run(id).result->log;
        QVERIFY(log.stoppedOnRequest && log.keptEpoch == log.bestEpoch && log.keptEpoch >= 1);
        const RunFace face = faceOf(run(id), *m_session);
        QCOMPARE(face.note, QStringLiteral("Stopped at epoch %1; epoch %2 kept").arg(log.epochs.size()).arg(log.keptEpoch));
        QVERIFY(face.repeat.does == RunFace::Does::TrainAgain && face.main.does == RunFace::Does::Inspect);
    }
    void cancellingKeepsNothing() {
        const int id = m_session->train(ials(900));
        QTRY_VERIFY_WITH_TIMEOUT(run(id).epochs.size() > 2, 30000);
        m_session->cancelRun(id);
        QTRY_VERIFY_WITH_TIMEOUT(run(id).state == Run::State::Cancelled, 5000);
        QVERIFY(!run(id).result);
        QVERIFY(faceOf(run(id), *m_session).state.contains(QLatin1String("nothing kept")));
    }
    void stoppingWithoutValidationSaysThatNothingIsKept() {
        m_session->setProtocol({SplitKind::PerUser, 0.2, 0, 5, {}, {}, {}}, 1, std::nan(""));
        const int id = m_session->train(ials(900));
        QTRY_VERIFY_WITH_TIMEOUT(run(id).epochs.size() > 2, 30000);
        QVERIFY(!Session::wouldKeep(run(id)));
        QVERIFY(!curvesOf(run(id), {}).sentence.contains(QLatin1String("whenever you stop")));
        m_session->stopRun(id);
        QTRY_VERIFY_WITH_TIMEOUT(run(id).state == Run::State::Cancelled, 5000);
    }
    void theQueueSaysWhatItWaitsFor() {
        const int first = m_session->train(ials(900));
        const int second = m_session->train({"popularity", {}});
        QTRY_VERIFY_WITH_TIMEOUT(run(first).state == Run::State::Running, 10000);
        const RunFace face = faceOf(run(second), *m_session);
        QVERIFY(face.queued);
        QCOMPARE(face.time, QStringLiteral("starts after iALS"));
        m_session->cancelRun(second);
        QVERIFY(!m_session->run(second)); // a queued run leaves at once
    }
    void renameDeleteUndo() {
        const int a = m_session->train({"popularity", {}}), b = m_session->train({"ease", {}}),
                  c = m_session->train({"ease", {{"l2", 100.0}}});
        waitUntilIdle();
        QCOMPARE(run(c).name, QStringLiteral("EASE 2"));
        QVERIFY(run(b).signature != run(c).signature);
        m_session->renameRun(b, QStringLiteral("  mine  "));
        QCOMPARE(run(b).name, QStringLiteral("mine"));
        m_session->renameRun(c, QStringLiteral("mine"));
        QCOMPARE(run(c).name, QStringLiteral("mine 2")); // names tell runs apart
        m_session->undoStack().undo();
        QCOMPARE(run(c).name, QStringLiteral("EASE 2"));
        m_session->removeRun(b);
        QVERIFY(!m_session->run(b));
        const int d = m_session->train({"ease", {{"l2", 50.0}}}); // takes name and slot meanwhile
        waitUntilIdle();
        m_session->undoStack().undo();
        QVERIFY(m_session->run(b) && run(b).isDone() && run(b).result);
        QVERIFY(run(b).signature != run(d).signature);
        QVERIFY(run(a).isDone());
    }
    void aFailedRunCanBeRepaired() {
        const int id = m_session->train({"mf_sgd", {{"learning_rate", 1000.0}, {"epochs", std::int64_t{2}}}});
        waitUntilIdle();
        QVERIFY(run(id).state == Run::State::Failed);
        QCOMPARE(failureTitle(run(id)), QStringLiteral("Biased MF stopped at epoch 1"));
        const auto repair = repairFor(run(id));
        QVERIFY(repair);
        QCOMPARE(repair->text, QStringLiteral("Retry with learning rate 0.005"));
        auto page = makePage();
        auto* button = child<QPushButton>(*page, "repair");
        QVERIFY(button && button->isVisible());
        button->click();
        QCOMPARE(m_session->runs().size(), std::size_t{2});
        waitUntilIdle();
        QVERIFY(m_session->runs().back().isDone());
        QVERIFY(!repairFor(m_session->runs().back()));
    }
    void trainBothFillsTheEmptyPage() {
        auto page = makePage();
        auto* both = child<QPushButton>(*page, "train-both");
        QVERIFY(both && both->isVisible());
        both->click();
        QCOMPARE(m_session->runs().size(), std::size_t{2});
        QVERIFY(!both->isVisible());
        waitUntilIdle();
        QCOMPARE(m_session->doneRuns().size(), std::size_t{2});
    }
    void retrainLoadsTheFormAndMarksWhatChanged() {
        const int id = m_session->train({"ease", {{"l2", 100.0}}});
        waitUntilIdle();
        auto page = makePage();
        auto* card = page->findChild<RunCard*>(QStringLiteral("run-%1").arg(id));
        QVERIFY(card);
        Q_EMIT card->retrainRequested(id);
        auto* l2 = child<QDoubleSpinBox>(*page, "l2");
        QVERIFY(l2);
        QCOMPARE(l2->value(), 100.0);
        const auto bars = [&] {
            QStringList names;
            for (QWidget* w : card->findChildren<QWidget*>())
                if (w->isVisible() && w->accessibleName().contains(QLatin1String("Settings changed")))
                    names << w->accessibleName();
            return names;
        };
        QVERIFY(bars().isEmpty());
        l2->setValue(300);
        QCOMPARE(bars(), QStringList{QStringLiteral("Settings changed since this run. l2 100 → 300")});
        child<QPushButton>(*page, "train")->click();
        QVERIFY(bars().isEmpty());
        waitUntilIdle();
        QCOMPARE(std::get<double>(m_session->runs().back().spec.params.at("l2")), 300.0);
    }
    void renamingInPlace() {
        const int id = m_session->train({"popularity", {}});
        waitUntilIdle();
        auto page = makePage();
        auto* card = page->findChild<RunCard*>(QStringLiteral("run-%1").arg(id));
        auto* edit = card->findChild<QLineEdit*>();
        card->beginRename();
        QVERIFY(edit->isVisible());
        edit->setText(QStringLiteral("floor <b>"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(run(id).name, QStringLiteral("floor <b>"));
        card->beginRename();
        edit->setText(QStringLiteral("other"));
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(run(id).name, QStringLiteral("floor <b>"));
    }
    void referencesComeByThemselves() {
        QVERIFY(m_session->references().empty());
        m_session->train({"ease", {}});
        QTRY_COMPARE_WITH_TIMEOUT(m_session->references().size(), std::size_t{2}, 30000);
        for (const Run& reference : m_session->references()) {
            QVERIFY(reference.id < 0 && reference.signature.isReference());
            QVERIFY(!std::isnan(reference.result->means.at("ndcg@10").value));
            QCOMPARE(m_session->run(reference.id), &reference);
        }
        waitUntilIdle();
        QCOMPARE(m_session->doneRuns().size(), std::size_t{1});
        m_session->setProtocol({SplitKind::Holdout, 0.2, 0, 5, {}, {}, {}}, 1, std::nan(""));
        QVERIFY(m_session->references().empty());
    }
    void runsOfAnOldSplitAreMarked() {
        const int id = m_session->train({"ease", {}});
        waitUntilIdle();
        QVERIFY(!faceOf(run(id), *m_session).otherProtocol);
        m_session->setProtocol(m_session->protocol().split, 2, std::nan(""));
        QVERIFY(faceOf(run(id), *m_session).otherProtocol);
        const int again = m_session->train({"ease", {}});
        QCOMPARE(run(again).signature, run(id).signature); // the same model under other rules
    }
    void theSplitDialogRefusesAndCounts() {
        SplitDialog dialog(*m_session);
        auto* use = child<QPushButton>(dialog, "use-split");
        auto* problem = child<QLabel>(dialog, "split-problem");
        auto* counts = child<QLabel>(dialog, "split-counts");
        auto* test = child<QDoubleSpinBox>(dialog, "split-test");
        test->setValue(0.9);
        child<QDoubleSpinBox>(dialog, "split-valid")->setValue(0.1);
        QVERIFY(!use->isEnabled() && !problem->text().isEmpty());
        test->setValue(0.2);
        QVERIFY(use->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(counts->text().startsWith(QLatin1String("Learns from ")), 20000);
        child<QAbstractButton>(dialog, "split-thresholded")->setChecked(true);
        child<QDoubleSpinBox>(dialog, "split-threshold")->setValue(100);
        QTRY_VERIFY_WITH_TIMEOUT(!use->isEnabled(), 20000); // no rating reaches 100: known once it was counted
        QVERIFY(problem->text().contains(QLatin1String("threshold")));
        child<QDoubleSpinBox>(dialog, "split-threshold")->setValue(4);
        QTRY_VERIFY_WITH_TIMEOUT(counts->text().contains(QLatin1String("positive")), 20000);
        child<QDoubleSpinBox>(dialog, "split-seed")->setValue(7);
        use->click();
        QCOMPARE(m_session->protocol().seed, std::uint64_t{7});
        QCOMPARE(m_session->protocol().relevanceThreshold, 4.0);
        QCOMPARE(m_session->protocol().split.test, 0.2);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->split() != nullptr, 20000);
    }
    void everySplitCanBeChosen() {
        SplitDialog dialog(*m_session);
        auto* kind = child<QComboBox>(dialog, "split-kind");
        QCOMPARE(kind->count(), static_cast<int>(splitKinds().size()));
        const SplitCounts counts = countSplit(*m_session->dataset(), m_session->protocol(), {});
        const Split& split = *m_session->split();
        QCOMPARE(counts.train, static_cast<std::int64_t>(split.train->size()));
        QCOMPARE(counts.positives, counts.train);
        QCOMPARE(counts.test, static_cast<std::int64_t>(split.test->size()));
        QVERIFY(counts.testUsers > 0 && counts.testUsers <= split.test->userCount());
    }
    void commandsWrapWithoutChangingThem() {
        const QString command = QStringLiteral("recoscope-cli evaluate '/data/my films/x y.csv' --split "
                                               "per-user:test=0.1,valid=0.1 --seed 1 \\\n  --model ials --set "
                                               "factors=256 --set epochs=48 \\\n  --model ease");
        const QString wrapped = shellLines(command, 60);
        for (const QString& line : wrapped.split('\n')) QVERIFY2(line.size() <= 62, qPrintable(line));
        const auto joined = [](QString text) { return text.replace(QLatin1String("\\\n"), QLatin1String(" ")).simplified(); };
        QCOMPARE(joined(wrapped), joined(command));
        QVERIFY(!wrapped.contains(QLatin1String("--model \\")));
        TerminalCard card;
        card.resize(560, 120);
        const QString path = QStringLiteral("/a/very/long/path/to/some/folder/of/ratings/ml-100k");
        card.setCommand(QStringLiteral("recoscope-cli evaluate ") + path + QStringLiteral(" --model ease"), path);
        QVERIFY(!card.shown().contains(path) && card.shown().contains(QLatin1String("ml-100k")));
        QVERIFY(card.copied().contains(path));
        // Every line is seen to its end, the backslash that goes on included.
        card.setCommand(QStringLiteral("recoscope-cli evaluate %1 --split per-user:test=0.1,valid=0.1 --seed 1 --model ease "
                                       "--set l2=250 --model ials --set factors=256")
                            .arg(path),
                        path);
        card.show();
        const auto labels = card.findChildren<PlainLabel*>();
        const auto shown = std::ranges::find_if(labels, [&](const PlainLabel* l) { return l->text() == card.shown(); });
        QVERIFY(shown != labels.end());
        for (int width = 420; width < 900; width += 3) {
            card.resize(width, 160);
            card.layout()->activate();
            for (const QString& line : card.shown().split('\n'))
                QVERIFY2(QFontMetricsF((*shown)->font()).horizontalAdvance(line) <= (*shown)->contentsRect().width(),
                         qPrintable(QString::number(width) + ' ' + line));
        }
    }
    void boundsOfSettingsAreReadable() {
        bool million = false;
        for (const AlgorithmInfo& algorithm : algorithms()) {
            const ParamForm form(algorithm.params);
            for (const PlainLabel* label : form.findChildren<PlainLabel*>()) {
                QVERIFY2(!label->text().contains(QLatin1String("e+0")), qPrintable(label->text()));
                million = million || label->text() == QLatin1String("0 to 1,000,000");
            }
        }
        QVERIFY(million);
    }
    void wordsForProtocolsAndSettings() {
        QCOMPARE(splitWords({SplitKind::PerUser, 0.1, 0.1, 5, {}, {}, {}}), QStringLiteral("per user 80 / 10 / 10"));
        QCOMPARE(splitWords({SplitKind::PerUserTemporal, 0.2, 0, 5, {}, {}, {}}), QStringLiteral("per user by time 80 / 20"));
        QCOMPARE(settingsShort({"item_knn", {}}), QStringLiteral("k 100"));
        QCOMPARE(settingsShort({"ials", {}}), QStringLiteral("64 factors"));
        QCOMPARE(settingsText(ials(48)), QStringLiteral("factors 48 · epochs 48"));
        QCOMPARE(settingsChange({"ease", {}}, {"ease", {{"l2", 9.0}}}), QStringLiteral("l2 250 → 9"));
        QVERIFY(settingsChange({"ease", {{"l2", 250.0}}}, {"ease", {}}).isEmpty());
    }
    void theGalleryKeepsItsContractWhileRunsComeAndGo() {
        GalleryModel gallery(*m_session);
        const QAbstractItemModelTester tester(&gallery, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int id = m_session->train({"popularity", {}});
        const auto state = [&] { return gallery.indexOf(QStringLiteral("popularity")).data(GalleryModel::State).toString(); };
        waitUntilIdle();
        QCOMPARE(state(), QStringLiteral("✓ 1 run"));
        m_session->removeRun(id);
        QCOMPARE(state(), QString());
        gallery.setFilter(QStringLiteral("nothing like this"));
        QCOMPARE(gallery.rowCount(), 0);
        gallery.setFilter({});
        QVERIFY(gallery.rowCount() > static_cast<int>(algorithms().size()));
    }
    void thePageFitsNarrowWindows() {
        auto page = makePage();
        m_session->train({"ease", {}});
        waitUntilIdle();
        for (const int width : {928, 700, 620}) {
            page->resize(width, 640);
            QCoreApplication::processEvents();
            for (const RunCard* card : page->findChildren<RunCard*>())
                QVERIFY2(card->mapTo(page.get(), QPoint(card->width(), 0)).x() <= width,
                         qPrintable(QString::number(card->mapTo(page.get(), QPoint(card->width(), 0)).x())));
        }
    }
};
RECOSCOPE_TEST(TestTrain)
#include "tst_train.moc"
