#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/split_page.h"
#include "ui/pages/split/timelines.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace recoscope;
using namespace recoscope::ui;

/// A published split whose test part is not open: it is offered, and the data is opened again with it.
class TestPublishedSplit final : public QObject {
    Q_OBJECT
    std::unique_ptr<MainWindow> m_window;
    SplitPage* m_page = nullptr;
    QTemporaryDir m_folder;

    Session& session() { return m_window->session(); }
    QPushButton* useButton() { return m_window->findChild<QPushButton*>(QStringLiteral("split.use")); }
    QWidget* reopenText() { return m_window->findChild<QWidget*>(QStringLiteral("split.reopen")); }
    void settled() { QTRY_VERIFY_WITH_TIMEOUT(m_page->state() == SplitPage::State::Full && !m_page->isBusy(), 20000); }
    void choosePublished() {
        const int last = static_cast<int>(m_page->list().protocols().size()) - 1;
        QCOMPARE(m_page->list().protocols()[static_cast<std::size_t>(last)].spec.kind, SplitKind::Predefined);
        m_page->list().setFocus();
        QTest::keyClick(&m_page->list(), Qt::Key_End);
        QCOMPARE(m_page->list().current(), last);
        settled();
    }
    /// 40 users of seven to nine items in train.txt, and of one to four others in test.txt.
    void write(int common) {
        for (const bool test : {false, true}) {
            QFile file(m_folder.filePath(test ? "test.txt" : "train.txt"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            for (int u = 0; u < 40; ++u) {
                QByteArray line = QByteArray::number(u);
                for (int k = test ? 9 : 0; k < (test ? 10 + u % 4 : 7 + u % 3); ++k)
                    line += ' ' + QByteArray::number((u + k) % 30);
                if (test && u < common) line += ' ' + QByteArray::number(u);
                file.write(line + '\n');
            }
        }
    }
    void openTrain() {
        session().open(m_folder.filePath(QStringLiteral("train.txt")));
        QTRY_VERIFY_WITH_TIMEOUT(!session().isOpening() && session().split(), 20000);
        test::act(*m_window, "page.split");
        settled();
    }

private Q_SLOTS:
    void initTestCase() {
        m_window = test::start("page.split");
        m_page = m_window->findChild<SplitPage*>();
        QVERIFY(m_page);
    }
    void cleanupTestCase() { m_window.reset(); }

    void theTestIsOpenedWhenAskedFor() {
        write(0);
        openTrain();
        const auto rows = session().dataset()->interactions->size();
        session().train({"popularity", {}});
        QTRY_COMPARE_WITH_TIMEOUT(session().doneRuns().size(), std::size_t{1}, 60000);
        choosePublished();
        QVERIFY(m_page->study()->needsParts);
        QVERIFY(reopenText()->isVisible() && !m_page->timelines().isVisible());
        QStringList said;
        for (const auto* words : reopenText()->findChildren<PlainLabel*>()) said << words->text();
        QVERIFY2(said.join(' ').contains(QStringLiteral("1 training")), qPrintable(said.join(' '))); // what ends is said before
        QCOMPARE(session().dataset()->interactions->size(), rows);                                   // looking changes nothing
        QCOMPARE(useButton()->text(), QStringLiteral("Open with its files"));
        QVERIFY(useButton()->isEnabled());
        useButton()->click();
        QVERIFY(session().dataset()); // what is open stays meanwhile
        QTRY_VERIFY_WITH_TIMEOUT(!session().isOpening() && session().split(), 20000);
        settled();
        QCOMPARE(session().protocol().split.kind, SplitKind::Predefined);
        QCOMPARE(session().dataset()->interactions->size(), rows + 100);
        QCOMPARE(session().split()->train->size(), rows);
        QCOMPARE(session().split()->test->size(), std::size_t{100});
        QVERIFY(session().runs().empty());
        QVERIFY(m_page->isVisible()); // still on this page, with the split in use shown
        QCOMPARE(m_page->list().protocols()[static_cast<std::size_t>(m_page->list().current())].spec, session().protocol().split);
        QVERIFY(!reopenText()->isVisible() && m_page->timelines().isVisible());
        QVERIFY(!m_page->study()->needsParts && m_page->study()->problem.isEmpty());
        QCOMPARE(useButton()->text(), QStringLiteral("Use this split"));
    }
    void aFileThatIsGoneKeepsWhatIsOpen() {
        write(0);
        openTrain();
        choosePublished();
        QVERIFY(m_page->study()->needsParts);
        const auto open = session().dataset();
        QVERIFY(QFile::remove(m_folder.filePath(QStringLiteral("test.txt"))));
        QSignalSpy failed(&session(), &Session::openingFailed);
        useButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
        QCOMPARE(session().dataset(), open);
        QVERIFY(failed[0][0].value<Error>().message.find("test.txt") != std::string::npos);
    }
    void whatTheFilesShareIsSaid() {
        write(5);
        openTrain();
        choosePublished();
        useButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!session().isOpening() && session().split(), 20000);
        settled();
        QVERIFY2(m_page->side().shownText().contains(QStringLiteral("shares 5 pairs")), qPrintable(m_page->side().shownText()));
    }
};
RECOSCOPE_TEST(TestPublishedSplit)
#include "tst_published_split.moc"
