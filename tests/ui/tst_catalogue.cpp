#include "tests/catalogue/entries.h"
#include "tests/catalogue/loopback_server.h"
#include "tests/support/patient_clock.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/catalogue/catalogue_line.h"
#include "ui/catalogue/catalogue_row.h"
#include "ui/catalogue/catalogue_view.h"
#include "ui/shell/job_row.h"
#include "ui/shell/jobs_panel.h"
#include "ui/shell/recent.h"
#include "ui/shell/toast.h"
#include "ui/widgets/plain_label.h"
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::LoopbackServer;
using recoscope::test::openDemo;
using State = Download::State;

/// The catalogue in the window, against a server on this machine.
class TestCatalogueView final : public QObject {
    Q_OBJECT
    LoopbackServer m_server;
    const std::string m_body = recoscope::test::ratingsCsv(3000);
    std::unique_ptr<QTemporaryDir> m_place;

    static QByteArray entry(const QByteArray& id, const QByteArray& name, const QByteArray& rest) {
        return "{\"id\": \"" + id + "\", \"name\": \"" + name +
               "\", \"holds\": \"ratings 1 to 5\", \"page\": \"http://127.0.0.1/\", \"licence_short\": \"Free\", \"licence\": "
               "\"Free for all who ask.\", \"citation\": \"Nobody. 2001. On Nothing.\", \"format\": \"CSV\", \"users\": 300, "
               "\"items\": 40, \"interactions\": 3000, " +
               rest + "}";
    }
    QByteArray file(const std::string& path) const {
        return "\"files\": [{\"name\": \"r.csv\", \"addresses\": [\"" + QByteArray::fromStdString(m_server.address(path)) +
               "\"]}]";
    }
    static const Download& of(MainWindow& window, const char* id) {
        const Download* download = window.session().downloads().find(QLatin1String(id));
        if (!download) qFatal("no entry %s", id);
        return *download;
    }
    static CatalogueRow& row(QWidget& where, const char* id) {
        auto* view = where.findChild<CatalogueView*>();
        CatalogueRow* found = view ? view->row(QLatin1String(id)) : nullptr;
        if (!found) qFatal("no row %s", id);
        return *found;
    }
    static void show(MainWindow& window) {
        window.resize(1440, 900);
        window.show();
        act(window, "page.data");
    }
    static PlainLabel* label(QWidget& where, const QString& part) {
        for (PlainLabel* one : where.findChildren<PlainLabel*>())
            if (one->isVisible() && one->text().contains(part)) return one;
        return nullptr;
    }
    [[nodiscard]] QStringList left() const {
        return QDir(m_place->filePath("here/tiny")).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private Q_SLOTS:
    void init() {
        m_place = std::make_unique<QTemporaryDir>();
        QFile catalogue(m_place->filePath("c.json"));
        QVERIFY(catalogue.open(QIODevice::WriteOnly));
        catalogue.write("{\"version\": 1, \"sets\": [" + entry("tiny", "Tiny <b>ratings</b>", file("/tiny")) + "," +
                        entry("other", "Other ratings", file("/other")) + "," +
                        entry("hand", "By hand", "\"by_hand\": \"Sign the form first.\", \"files\": []") + "]}");
        catalogue.close();
        qputenv("RECOSCOPE_CATALOGUE", m_place->filePath("c.json").toUtf8());
        qputenv("RECOSCOPE_DOWNLOADS", m_place->filePath("here").toUtf8());
        qputenv("no_proxy", "127.0.0.1");
        m_server.set("/tiny", {.body = m_body, .etag = "\"1\""});
        m_server.set("/other", {.body = m_body, .etag = "\"1\""});
    }
    void cleanupTestCase() {
        qunsetenv("RECOSCOPE_CATALOGUE");
        qunsetenv("RECOSCOPE_DOWNLOADS");
    }

    void oneClickFetchesOpensAndRemembers() {
        MainWindow window;
        show(window);
        CatalogueRow& tiny = row(window, "tiny");
        QCOMPARE(tiny.line().action()->text(), QStringLiteral("Get"));
        QTest::mouseClick(tiny.line().action(), Qt::LeftButton);
        QVERIFY(of(window, "tiny").isActive());
        QCOMPARE(tiny.line().action()->text(), QStringLiteral("Cancel"));
        QTRY_VERIFY_WITH_TIMEOUT(window.session().dataset() != nullptr, 20000);
        QVERIFY(window.session().dataset()->name == "Tiny <b>ratings</b>");
        QCOMPARE(window.session().dataset()->interactions->size(), std::size_t{3000});
        QCOMPARE(recentRefs().first(), QStringLiteral("catalogue:tiny"));
        QCOMPARE(wordsOf(recentRefs().first()).name, QStringLiteral("Tiny <b>ratings</b>"));
        QVERIFY(of(window, "tiny").state == State::Here);
        MainWindow later; // another start of the program: it is still here
        show(later);
        QCOMPARE(row(later, "tiny").line().action()->text(), QStringLiteral("Open"));
        act(later, "file.close");
        QTest::mouseClick(row(later, "tiny").line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(later.session().dataset() != nullptr, 20000);
    }

    void openDataIsNotReplacedUnasked() {
        MainWindow window;
        openDemo(window);
        act(window, "file.catalogue");
        auto* dialog = window.findChild<QDialog*>(QStringLiteral("catalogue-dialog"));
        QVERIFY(dialog && dialog->isVisible());
        CatalogueRow& other = row(*dialog, "other");
        QTest::mouseClick(other.line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(of(window, "other").state == State::Here, 10000);
        QVERIFY(window.session().dataset()->name == "Demo world");
        auto* toast = window.findChild<Toast*>();
        QTRY_VERIFY(toast->isVisible() && label(*toast, QStringLiteral("Other ratings")));
        QCOMPARE(other.line().action()->text(), QStringLiteral("Open"));
        QTest::mouseClick(other.line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.session().dataset() && window.session().dataset()->name == "Other ratings", 20000);
        QTRY_VERIFY(!window.findChild<QDialog*>(QStringLiteral("catalogue-dialog")));
    }

    void cancelEndsAtOnceAndIsTakenUpAgain() {
        m_server.set("/tiny", {.body = m_body, .etag = "\"1\"", .pauseMilliseconds = 60});
        MainWindow window;
        show(window);
        CatalogueRow& tiny = row(window, "tiny");
        QTest::mouseClick(tiny.line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(of(window, "tiny").fraction > 0.1, 10000);
        auto* panel = window.findChild<JobsPanel*>();
        act(window, "view.jobs");
        QVERIFY(label(*panel, QStringLiteral("Download Tiny <b>ratings</b>")));
        const test::PatientClock clock;
        QTest::mouseClick(tiny.line().action(), Qt::LeftButton);
        QTRY_VERIFY(of(window, "tiny").state == State::Absent);
        QVERIFY2(clock.elapsed() < 400, QByteArray::number(clock.elapsed())); // 200 ms, and the clock of QTRY
        QVERIFY(label(*panel, QStringLiteral("what came is kept")));
        QCOMPARE(left(), (QStringList{"r.csv.part", "r.csv.part.etag"}));
        m_server.set("/tiny", {.body = m_body, .etag = "\"1\""});
        QTest::mouseClick(tiny.line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.session().dataset() != nullptr, 20000);
        QVERIFY(m_server.requests().back().find("\r\nRange: bytes=") != std::string::npos);
        QCOMPARE(left(), QStringList{"r.csv"});
    }

    void theSecondWaitsForTheFirst() {
        m_server.set("/tiny", {.body = m_body, .etag = "\"1\"", .pauseMilliseconds = 60});
        MainWindow window;
        show(window);
        QTest::mouseClick(row(window, "tiny").line().action(), Qt::LeftButton);
        QTest::mouseClick(row(window, "other").line().action(), Qt::LeftButton);
        QTRY_VERIFY(of(window, "tiny").state == State::Running);
        QVERIFY(of(window, "other").state == State::Waiting);
        QTest::mouseClick(row(window, "other").line().action(), Qt::LeftButton);
        QVERIFY(of(window, "other").state == State::Absent); // a waiting one leaves at once
        act(window, "run.cancel-all");
        QTRY_VERIFY(of(window, "tiny").state == State::Absent);
    }

    void aFailureIsSaidWhereItHappened() {
        m_server.set("/tiny", {.body = {}, .status = 404});
        MainWindow window;
        show(window);
        CatalogueRow& tiny = row(window, "tiny");
        QTest::mouseClick(tiny.line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(of(window, "tiny").state == State::Failed, 10000);
        QVERIFY(tiny.isUnfolded());
        QVERIFY(label(tiny, QStringLiteral("answered 404 (not found)")));
        QCOMPARE(tiny.line().action()->text(), QStringLiteral("Retry"));
        QVERIFY(!QDir(m_place->filePath("here/tiny")).exists());
        m_server.set("/tiny", {.body = m_body, .etag = "\"1\""});
        QTest::mouseClick(tiny.line().action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.session().dataset() != nullptr, 20000);
        QVERIFY(!label(tiny, QStringLiteral("404")));
    }

    void licenceAndCitationAreReadAndCopiedBefore() {
        MainWindow window;
        show(window);
        CatalogueRow& tiny = row(window, "tiny");
        QTest::keyClick(&tiny.line(), Qt::Key_Space);
        QVERIFY(tiny.isUnfolded());
        QVERIFY(label(tiny, QStringLiteral("Free for all who ask.")));
        PlainLabel* citation = label(tiny, QStringLiteral("On Nothing"));
        QVERIFY(citation && citation->textFormat() == Qt::PlainText);
        QVERIFY(citation->textInteractionFlags() & Qt::TextSelectableByMouse);
        for (auto* button : tiny.findChildren<QPushButton*>())
            if (button->accessibleName().contains(QLatin1String("citation"))) button->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Nobody. 2001. On Nothing."));
        QVERIFY(of(window, "tiny").state == State::Absent);
        QVERIFY(!QDir(m_place->filePath("here")).exists());
        QTest::keyClick(&tiny.line(), Qt::Key_Space);
        QVERIFY(!label(tiny, QStringLiteral("On Nothing")));
    }

    void whatIsByHandIsExplainedAndNotFetched() {
        MainWindow window;
        show(window);
        CatalogueRow& hand = row(window, "hand");
        QCOMPARE(hand.line().action()->text(), QStringLiteral("How"));
        QTest::mouseClick(hand.line().action(), Qt::LeftButton);
        QVERIFY(label(hand, QStringLiteral("Sign the form first.")));
        window.session().downloads().start(QStringLiteral("hand"));
        QVERIFY(of(window, "hand").state == State::ByHand);
    }

    void theFieldFindsByAnyWord() {
        MainWindow window;
        show(window);
        auto* search = window.findChild<CatalogueView*>()->findChild<QLineEdit*>();
        search->setText(QStringLiteral("other nothing"));
        QVERIFY(row(window, "other").isVisible() && !row(window, "tiny").isVisible() && !row(window, "hand").isVisible());
        search->setText(QStringLiteral("zebra"));
        QVERIFY(label(*window.findChild<CatalogueView*>(), QStringLiteral("Nothing in the catalogue")));
        search->clear();
        QVERIFY(row(window, "tiny").isVisible());
    }

    void aBrokenCatalogueIsSaid() {
        QFile catalogue(m_place->filePath("c.json"));
        QVERIFY(catalogue.open(QIODevice::WriteOnly));
        catalogue.write("{\"version\": 1, \"sets\": [{\"id\": \"x\"}]}");
        catalogue.close();
        MainWindow window;
        show(window);
        QVERIFY(label(*window.findChild<CatalogueView*>(), QStringLiteral("entry 1 (x): \"name\" should be a text")));
    }
};
RECOSCOPE_TEST(TestCatalogueView)
#include "tst_catalogue.moc"
