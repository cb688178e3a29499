#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/shell/palette_popup.h"
#include "ui/theme/theme.h"
#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <ctime>
#include <random>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::openDemo;

class TestPalette final : public QObject {
    Q_OBJECT
    static bool shows(const PalettePopup& palette, const QString& text, PaletteRow::Kind kind) {
        for (int row = 0; row < palette.model().rowCount(); ++row) {
            const PaletteRow* r = palette.model().row(palette.model().index(row));
            if (r->kind == kind && r->text == text) return true;
        }
        return false;
    }

private Q_SLOTS:
    void findsActionsItemsAndUsers() {
        MainWindow window;
        openDemo(window);
        auto* palette = window.findChild<PalettePopup*>();
        QVERIFY(palette);
        act(window, "edit.find");
        QVERIFY(palette->isVisible());
        auto* edit = palette->findChild<QLineEdit*>();
        edit->setText(QStringLiteral("dark theme"));
        QVERIFY(shows(*palette, QStringLiteral("Dark theme"), PaletteRow::Kind::Action));
        edit->setText(QStringLiteral("casablanca"));
        QTRY_VERIFY(shows(*palette, QStringLiteral("Casablanca"), PaletteRow::Kind::Item));
        const QString user = QString::fromStdString(window.session().dataset()->users.id(7));
        edit->setText(QStringLiteral("user ") + user);
        QTRY_VERIFY(shows(*palette, QStringLiteral("User ") + user, PaletteRow::Kind::User));
        const QAbstractItemModelTester tester(&const_cast<PaletteModel&>(palette->model()),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        edit->setText(QStringLiteral("casablanca"));
        QTRY_VERIFY(shows(*palette, QStringLiteral("Casablanca"), PaletteRow::Kind::Item));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(window.currentPage(), QStringLiteral("inspect"));
        QCOMPARE(window.session().dataset()->titleOf(*window.session().item()), std::string("Casablanca"));
        act(window, "edit.find");
        QCOMPARE(edit->text(), QStringLiteral("casablanca")); // the last query is still there
        palette->close();
    }
    void tabNarrowsToOneKind() {
        MainWindow window;
        openDemo(window);
        auto* palette = window.findChild<PalettePopup*>();
        act(window, "edit.find");
        auto* edit = palette->findChild<QLineEdit*>();
        const auto kinds = [&] {
            QSet<int> found;
            for (int row = 0; row < palette->model().rowCount(); ++row)
                if (const auto kind = palette->model().row(palette->model().index(row))->kind; kind != PaletteRow::Kind::Heading)
                    found << static_cast<int>(kind);
            return found;
        };
        edit->setText(QStringLiteral("the"));
        QTRY_COMPARE(kinds().size(), 2);
        QTest::keyClick(edit, Qt::Key_Tab);
        QTRY_COMPARE(kinds(), QSet<int>{static_cast<int>(PaletteRow::Kind::Action)});
        QTest::keyClick(edit, Qt::Key_Tab);
        QTRY_COMPARE(kinds(), QSet<int>{static_cast<int>(PaletteRow::Kind::Item)});
        palette->close();
    }
    void headingsSayHowManyThereAre() {
        PaletteIndex index;
        auto data = std::make_shared<Dataset>();
        index.dataset = data;
        for (int k = 0; k < 30; ++k) index.titles.push_back(QStringLiteral("Film %1").arg(k));
        const PaletteHits hits = searchPalette(index, {QStringLiteral("film")});
        QCOMPARE(hits.itemCount, 30);
        QCOMPARE(hits.items.size(), PaletteHits::kShown);
        QVERIFY(dataRows(index, hits, PaletteScope::All).front().text.contains(QLatin1String("8 of 30")));
    }
    void aHundredThousandTitlesAreSearchedAtOnce() {
        PaletteIndex index;
        index.dataset = std::make_shared<Dataset>();
        std::mt19937 random(1);
        for (int k = 0; k < 100000; ++k) {
            QString title;
            for (int c = 0; c < 24; ++c) title += QChar('a' + static_cast<int>(random() % 26));
            index.titles.push_back(title);
            index.users.push_back(QString::number(k));
        }
        index.titles[99999] = QStringLiteral("the needle in it");
        const std::clock_t start = std::clock();
        const PaletteHits hits = searchPalette(index, {QStringLiteral("needle"), QStringLiteral("the")});
        QCOMPARE(hits.items, std::vector<std::int32_t>{99999});
        QVERIFY((std::clock() - start) * 1000 / CLOCKS_PER_SEC < 400); // of processor, on a worker; typing waits for none of it
    }
};
RECOSCOPE_TEST(TestPalette)
#include "tst_palette.moc"
