#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/shell/excerpt.h"
#include "ui/shell/jobs_panel.h"
#include "ui/shell/refusal_panel.h"
#include "ui/shell/toast.h"
#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUrl>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::openDemo;

/// What cannot be opened, and the ways in: drop, command line, recent.
class TestRefusal final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& text) const {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) return {};
        return path;
    }
    static QPushButton* button(QWidget& panel, const QString& text) {
        for (QPushButton* b : panel.findChildren<QPushButton*>())
            if (b->text() == text) return b;
        return nullptr;
    }
    static void drop(MainWindow& window, const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
    }
    static QByteArray broken() {
        return "user,item,rating,time\n196,242,3,881250949\n186,302,n/a,891717742\n22,377,n/a,878887116\n";
    }

private Q_SLOTS:
    void theOpenDataStaysAndThePlaceIsShown() {
        MainWindow window;
        openDemo(window);
        const auto before = window.session().dataset();
        window.openData(write(QStringLiteral("bad.csv"), broken()));
        auto* panel = window.findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        QCOMPARE(window.session().dataset(), before);
        QVERIFY2(panel->message().contains(QLatin1String("line 3")), qPrintable(panel->message()));
        QVERIFY(!panel->message().contains(QLatin1String("--columns")));
        QTRY_VERIFY(panel->excerpt()->isVisible());
        QVERIFY(panel->excerpt()->accessibleDescription().contains(QLatin1String("line 3: 186,302,n/a,891717742")));
        QTest::keyClick(panel, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
    }
    void openWithoutRatingsOpens() {
        MainWindow window;
        window.show();
        window.openData(write(QStringLiteral("bad2.csv"), broken()));
        auto* panel = window.findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        QPushButton* without = button(*panel, QStringLiteral("Open without ratings"));
        QVERIFY(without && without->isVisible());
        without->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QVERIFY(!window.session().dataset()->hasRatings);
        QCOMPARE(window.session().dataset()->interactions->size(), std::size_t{3});
    }
    void oneFileDroppedIsOpenedSeveralAreAnswered() {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        const QString one = write(QStringLiteral("one.csv"), "user,item,rating\na,x,1\nb,y,2\n"),
                      two = write(QStringLiteral("two.csv"), "user,item,rating\na,x,1\nb,y,2\n");
        drop(window, {QUrl::fromLocalFile(one), QUrl::fromLocalFile(two)});
        auto* toast = window.findChild<Toast*>();
        QVERIFY(toast->isVisible() && toast->text().contains(QLatin1String("2 files")));
        QVERIFY(!window.session().isOpening());
        drop(window, {QUrl(QStringLiteral("https://example.org/ratings.csv"))});
        QVERIFY(toast->text().contains(QLatin1String("this computer")));
        drop(window, {QUrl::fromLocalFile(one)});
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QCOMPARE(window.session().dataset()->users.size(), 2);
    }
    void aMissingPathIsRefusedInWords() {
        MainWindow window;
        window.show();
        window.openData(QStringLiteral("/nowhere/at/all.csv"));
        auto* panel = window.findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(!panel->message().isEmpty() && !panel->excerpt()->isVisible());
    }
    void placesAreReadFromErrors() {
        const auto place = placeIn(QStringLiteral("C:/x/ratings.csv:42:3"));
        QVERIFY(place && place->file == QLatin1String("C:/x/ratings.csv") && place->line == 42 && place->column == 3);
        QVERIFY(!placeIn(QStringLiteral("l2")));
    }
};
RECOSCOPE_TEST(TestRefusal)
#include "tst_refusal.moc"
