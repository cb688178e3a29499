#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/charts/export.h"
#include "ui/charts/plot.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/theme/theme.h"
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QImage>
#include <QMenu>
#include <QTableView>
#include <QTemporaryDir>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::openDemo;

/// The menu of every chart and big picture: what it offers, and that all of it works.
class TestContent final : public QObject {
    Q_OBJECT
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static LinePlot& makePlot(QWidget& parent) {
        auto* plot = new LinePlot(&parent);
        plot->setName(QStringLiteral("curve"), QStringLiteral("A curve"));
        plot->setExplanation(QStringLiteral("It goes up."));
        LineSeries line;
        line.label = QStringLiteral("=1+1");
        for (int k = 0; k < 20; ++k) line.points.emplace_back(k, k * k);
        plot->setAxes({QStringLiteral("x"), 0, 20, false, {}, {}}, {QStringLiteral("y"), 0, 400, false, {}, {}});
        plot->setSeries({line});
        plot->resize(400, 300);
        return *plot;
    }

private Q_SLOTS:
    void cellsOfAFormulaAreText() {
        QCOMPARE(csv::cell(QStringLiteral("=1+1")), QStringLiteral("'=1+1"));
        QCOMPARE(csv::cell(QStringLiteral("@x")), QStringLiteral("'@x"));
        QCOMPARE(csv::cell(QStringLiteral("-0.5")), QStringLiteral("-0.5"));
        QCOMPARE(csv::cell(QStringLiteral("a \"b\", c")), QStringLiteral("\"a \"\"b\"\", c\""));
        const auto rows =
            csv::parse(csv::line({QStringLiteral("a\"b"), QStringLiteral("c,d\ne")}) + csv::line({QStringLiteral("1"), {}}));
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0], (QStringList{QStringLiteral("a\"b"), QStringLiteral("c,d\ne")}));
        QCOMPARE(rows[1].size(), 2);
    }
    void filesAreWhatTheirEndingSays() {
        QWidget parent;
        const LinePlot& plot = makePlot(parent);
        const QTemporaryDir folder;
        for (const char* name : {"p.png", "p.svg", "p.pdf"})
            QVERIFY(writePicture(plot, {400, 300}, folder.filePath(QLatin1String(name))));
        const QImage png(folder.filePath(QStringLiteral("p.png")));
        QCOMPARE(png.size(), QSize(800, 600));
        QVERIFY(bytesOf(folder.filePath(QStringLiteral("p.svg"))).contains("<svg"));
        QVERIFY(bytesOf(folder.filePath(QStringLiteral("p.svg"))).trimmed().endsWith("</svg>"));
        const QByteArray pdf = bytesOf(folder.filePath(QStringLiteral("p.pdf")));
        QVERIFY(pdf.startsWith("%PDF") && pdf.trimmed().endsWith("%%EOF"));
        const auto rows = csv::parse(plot.toCsv());
        QCOMPARE(rows.size(), std::size_t{21});
        QCOMPARE(rows[1].front(), QStringLiteral("'=1+1"));
        QVERIFY(!writePicture(plot, {400, 300}, QStringLiteral("/nowhere/p.png")));
    }
    void theMenuIsTheSameEverywhere() {
        MainWindow window;
        openDemo(window);
        int contents = 0;
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            auto* content = dynamic_cast<Exportable*>(widget);
            if (!content || !content->isPicture()) continue;
            ++contents;
            QMenu menu;
            fillExportMenu(menu, *widget, *content);
            QStringList texts;
            for (const QAction* action : menu.actions()) texts << action->text();
            for (const char* wanted : {"Copy picture", "Save picture… PNG, SVG, PDF", "Save the data shown… CSV", "Show as table",
                                       "Enlarge", "What is this?"})
                QVERIFY2(texts.contains(QString::fromUtf8(wanted)), wanted);
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
            QVERIFY(!content->exportName().isEmpty());
        }
        QVERIFY(contents >= 6);
    }
    void keysDoWhatTheMenuSays() {
        QWidget parent;
        parent.resize(500, 400);
        LinePlot& plot = makePlot(parent);
        parent.show();
        QApplication::clipboard()->clear();
        QTest::keyClick(&plot, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(!QApplication::clipboard()->image().isNull());
        QTest::keyClick(&plot, Qt::Key_T);
        auto* table = parent.findChild<QDialog*>(QStringLiteral("content-table"));
        QVERIFY(table);
        auto* model = table->findChild<QTableView*>()->model();
        QCOMPARE(model->rowCount(), 20);
        QCOMPARE(model->columnCount(), 3);
        model->sort(2, Qt::DescendingOrder);
        QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("361")); // as a number, not as text
        table->close();
        QTest::keyClick(&plot, Qt::Key_F);
        auto* large = parent.findChild<QDialog*>(QStringLiteral("content-large"));
        QVERIFY(large);
        large->close();
        QTest::keyClick(&plot, Qt::Key_F1);
        auto* words = parent.findChild<QWidget*>(QStringLiteral("explanation"));
        QVERIFY(words && words->isVisible());
        words->close();
    }
    void dialogsOfAContentThatDiesAreClosed() {
        QWidget parent;
        LinePlot* plot = &makePlot(parent);
        parent.show();
        QTest::keyClick(plot, Qt::Key_F);
        QTest::keyClick(plot, Qt::Key_T);
        delete plot;
        QTest::qWait(20);
        QVERIFY(!parent.findChild<QDialog*>(QStringLiteral("content-large")));
        QVERIFY(!parent.findChild<QDialog*>(QStringLiteral("content-table")));
    }
    void theSparsityMapZoomsPansAndTells() {
        MainWindow window;
        openDemo(window);
        auto* map = window.findChild<SparsityMap*>();
        QTRY_VERIFY(map->bins().columns > 0);
        const double all = map->bins().itemTo - map->bins().itemFrom;
        std::int64_t filled = 0;
        const SparsityBins& bins = map->bins();
        for (int r = 0; r < bins.rows; ++r)
            for (int c = 0; c < bins.columns; ++c) {
                const auto users = bins.usersOf(r), items = bins.itemsOf(c);
                const std::int64_t cells =
                    static_cast<std::int64_t>(users.second - users.first + 1) * (items.second - items.first + 1);
                QVERIFY(bins.at(r, c) <= cells); // a cell is never more than full
                filled += bins.at(r, c);
            }
        QCOMPARE(filled, static_cast<std::int64_t>(window.session().dataset()->interactions->size()));
        const auto words = map->readout(0, 0);
        QVERIFY2(words.first.contains(QLatin1String("tem")) && words.second.contains(QLatin1String("filled")),
                 qPrintable(words.first));
        for (int k = 0; k < 20; ++k) QTest::keyClick(map, Qt::Key_Plus);
        QTRY_VERIFY(map->bins().itemTo - map->bins().itemFrom < all / 10);
        QTRY_VERIFY(map->readout(0, 0).second.contains(QLatin1String("rated"))); // one user and one item a cell: their names
        const double left = map->bins().itemFrom;
        QTest::keyClick(map, Qt::Key_Right);
        QTRY_VERIFY(map->bins().itemFrom > left);
        QTest::keyClick(map, Qt::Key_0);
        QTRY_COMPARE(map->bins().itemTo - map->bins().itemFrom, all);
    }
};
RECOSCOPE_TEST(TestContent)
#include "tst_content.moc"
