#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/plot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/picker_popup.h"
#include "ui/widgets/plain_label.h"
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QMetaMethod>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSet>
#include <QSettings>
#include <QTableWidget>
#include <QToolButton>
#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::openDemo;

/// Zoom, projector, sizes, names for those who do not see the screen.
class TestAppearance final : public QObject {
    Q_OBJECT
    using Fonts = std::vector<std::pair<QPointer<PlainLabel>, int>>;
    static Fonts fontsOf(MainWindow& window) {
        Fonts sizes;
        for (PlainLabel* label : window.findChildren<PlainLabel*>()) sizes.emplace_back(label, label->font().pixelSize());
        return sizes;
    }
    static QString nameOf(const QWidget& widget) {
        if (const auto* button = qobject_cast<const QAbstractButton*>(&widget); button && !button->text().isEmpty())
            return button->text();
        return widget.accessibleName();
    }
    /// Parts of a bar that are shown, none over another and none out of it.
    static int partsSideBySide(const QWidget& bar) {
        QList<QRect> shown;
        for (const QWidget* part : bar.findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (!part->isVisible()) continue;
            if (!bar.rect().contains(part->geometry())) return 0;
            if (std::ranges::any_of(shown, [&](const QRect& other) { return other.intersects(part->geometry()); })) return 0;
            shown << part->geometry();
        }
        return static_cast<int>(shown.size());
    }

    /// Opens the protected question whether anyone listens.
    struct Heard : QObject {
        static bool isHeard(const QObject& sender, const QMetaMethod& signal) {
            return (sender.*(&Heard::isSignalConnected))(signal);
        }
    };
    static bool doesSomething(const QAbstractButton& button) {
        const auto* tool = qobject_cast<const QToolButton*>(&button);
        const auto* push = qobject_cast<const QPushButton*>(&button);
        if ((tool && (tool->menu() || tool->defaultAction())) || (push && push->menu()) || button.group()) return true;
        return std::ranges::any_of(std::initializer_list<QMetaMethod>{QMetaMethod::fromSignal(&QAbstractButton::clicked),
                                                                      QMetaMethod::fromSignal(&QAbstractButton::toggled),
                                                                      QMetaMethod::fromSignal(&QAbstractButton::pressed),
                                                                      QMetaMethod::fromSignal(&QAbstractButton::released)},
                                   [&](const QMetaMethod& signal) { return Heard::isHeard(button, signal); });
    }

private Q_SLOTS:
    void cleanup() {
        QSettings().clear();
        Appearance::instance().setProjector(false);
        Appearance::instance().setZoom(100);
        Appearance::instance().setChoice(ThemeChoice::Light);
    }
    void fontsScaleWithTheZoom() {
        MainWindow window;
        openDemo(window);
        const auto before = fontsOf(window);
        const int bar = window.menuWidget()->height();
        for (int k = 0; k < 5; ++k) act(window, "view.zoom-in");
        QCOMPARE(Appearance::instance().zoom(), 200);
        int measured = 0;
        for (const auto& [label, size] : before)
            if (label) { // rows of lists may have been made anew
                QCOMPARE(label->font().pixelSize(), 2 * size);
                ++measured;
            }
        QVERIFY(measured > 20);
        QCOMPARE(window.menuWidget()->height(), 2 * bar);
        act(window, "view.zoom-out");
        QCOMPARE(Appearance::instance().zoom(), 175);
        act(window, "view.zoom-reset");
        QCOMPARE(window.menuWidget()->height(), bar);
    }
    void theProjectorHidesTheChromeAndEscapeLeaves() {
        MainWindow window;
        openDemo(window);
        const auto before = fontsOf(window);
        act(window, "view.projector");
        QVERIFY(!window.menuWidget()->isVisible());
        for (const auto& [label, size] : before)
            if (label) QCOMPARE(label->font().pixelSize(), std::max(24, qRound(size * 1.85)));
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!Appearance::instance().projector());
        QVERIFY(window.menuWidget()->isVisible());
    }
    void theWindowComesBackAsItWasLeft() {
        const QSize left(790, 700);
        {
            MainWindow window;
            window.show();
            window.resize(left);
            act(window, "view.zoom-in");
            QVERIFY(window.close());
        }
        Appearance::instance().setZoom(100);
        MainWindow window;
        window.show();
        QCOMPARE(window.size(), left);
        QCOMPARE(Appearance::instance().zoom(), 110);
        act(window, "view.reset-layout");
        QCOMPARE(Appearance::instance().zoom(), 100);
        QVERIFY(window.size() != left);
        const QSize room = window.screen()->availableSize();
        QVERIFY(window.width() <= room.width() && window.height() < room.height());
    }
    void theWindowFitsSmallScreens() {
        MainWindow window;
        openDemo(window);
        for (const QSize size : {QSize(1024, 700), QSize(1280, 800)}) {
            window.resize(size);
            QTest::qWait(20);
            QCOMPARE(window.size(), size);
        }
        for (int k = 0; k < 5; ++k) act(window, "view.zoom-in");
        window.resize(1440, 900);
        QTest::qWait(20);
        QCOMPARE(window.size(), QSize(1440, 900));
        auto* menus = window.findChild<QMenuBar*>();
        QVERIFY(menus->width() >= menus->sizeHint().width()); // all menus are there
    }
    void theTopBarOfTheSmallestWindowInTheLargestTypeHidesNothing() {
        MainWindow window;
        openDemo(window);
        for (int k = 0; k < 5; ++k) act(window, "view.zoom-in");
        window.resize(1024, 700);
        auto* menus = window.findChild<QMenuBar*>();
        QTRY_VERIFY(menus->width() >= menus->sizeHint().width());
        QTRY_COMPARE(partsSideBySide(*window.menuWidget()), 5); // menus, back, forward, data, search
    }
    /// The name of a column stands where the text of its cells does, at either side, at any zoom.
    void headersStandAboveTheirCells() {
        const auto ink = [](const QImage& picture, int from, int to, int bottom) {
            int first = to, last = from;
            for (int x = from; x < to; ++x)
                for (int y = 0; y < bottom; ++y)
                    if (qGray(picture.pixel(x, y)) < 160) {
                        first = std::min(first, x);
                        last = std::max(last, x);
                    }
            return std::pair{first, last};
        };
        for (const int zoom : {100, 200}) {
            Appearance::instance().setZoom(zoom);
            QTableWidget table(1, 2);
            table.setShowGrid(false);
            table.verticalHeader()->hide();
            table.setFont(ui::font(Appearance::Type::Secondary)); // that of the header: the same letters are as wide
            for (int column = 0; column < 2; ++column) {
                const Qt::Alignment side = (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
                for (QTableWidgetItem* item :
                     {new QTableWidgetItem(QStringLiteral("HIH")), new QTableWidgetItem(QStringLiteral("HIH"))}) {
                    item->setTextAlignment(side);
                    if (!table.horizontalHeaderItem(column))
                        table.setHorizontalHeaderItem(column, item);
                    else
                        table.setItem(0, column, item);
                }
                table.setColumnWidth(column, px(120));
            }
            table.setRowHeight(0, px(30));
            table.resize(px(300), px(160));
            table.show();
            const QImage head = table.horizontalHeader()->viewport()->grab().toImage(),
                         cells = table.viewport()->grab().toImage();
            for (int column = 0; column < 2; ++column) {
                const int from = table.columnViewportPosition(column), to = from + px(120);
                const auto above = ink(head, from, to, head.height() - 2), below = ink(cells, from, to, px(30));
                QVERIFY(above.first < above.second && below.first < below.second);
                QVERIFY2(std::abs(above.first - below.first) <= 1 && std::abs(above.second - below.second) <= 1,
                         qPrintable(QStringLiteral("%1 %: %2 to %3 above %4 to %5")
                                        .arg(zoom)
                                        .arg(above.first)
                                        .arg(above.second)
                                        .arg(below.first)
                                        .arg(below.second)));
            }
        }
        Appearance::instance().setZoom(100);
    }
    void everyControlHasAName() {
        MainWindow window;
        openDemo(window);
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                                 qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
                                 qobject_cast<QAbstractItemView*>(widget) || dynamic_cast<Exportable*>(widget);
            if (!control || widget->objectName().startsWith(QLatin1String("qt_")) || widget->focusPolicy() == Qt::NoFocus)
                continue;
            const QWidget* parent = widget->parentWidget();
            if (parent && (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent))) continue;
            const QString where = QLatin1String(widget->metaObject()->className()) + QStringLiteral(" in ") +
                                  QLatin1String(parent ? parent->metaObject()->className() : "nothing");
            QVERIFY2(!nameOf(*widget).isEmpty(), qPrintable(where));
        }
    }
    /// No button, no action and no list to pick from is a picture of one.
    void everyControlDoesSomething() {
        MainWindow window;
        openDemo(window);
        window.session().train({"ials", {{"epochs", std::int64_t{2}}}});
        QTRY_VERIFY_WITH_TIMEOUT(!window.session().hasActiveRuns(), 20000);
        for (const char* page : {"page.split", "page.train", "page.compare", "page.inspect", "page.map", "page.data"}) {
            act(window, page);
            QTest::qWait(50);
        }
        int buttons = 0;
        for (const auto* button : window.findChildren<QAbstractButton*>()) {
            if (button->objectName().startsWith(QLatin1String("qt_"))) continue;
            const QWidget* parent = button->parentWidget();
            if (parent && (qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent))) continue;
            ++buttons;
            QVERIFY2(doesSomething(*button), qPrintable(QLatin1String(button->metaObject()->className()) + QStringLiteral(" \"") +
                                                        nameOf(*button) + QStringLiteral("\" in ") +
                                                        QLatin1String(parent ? parent->metaObject()->className() : "nothing")));
        }
        QVERIFY(buttons > 100);
        for (const QAction* action : window.actions().all())
            QVERIFY2(Heard::isHeard(*action, QMetaMethod::fromSignal(&QAction::triggered)) ||
                         Heard::isHeard(*action, QMetaMethod::fromSignal(&QAction::toggled)),
                     qPrintable(action->objectName()));
        for (const PickerPopup* picker : window.findChildren<PickerPopup*>())
            QVERIFY2(picker->model().rowCount() > 0, picker->parentWidget()->metaObject()->className());
    }
    void tabGoesRoundAndComesBack() {
        MainWindow window;
        openDemo(window);
        window.activateWindow();
        QTest::keyClick(&window, Qt::Key_Tab);
        QSet<QWidget*> seen;
        QWidget* first = QApplication::focusWidget();
        for (int k = 0; k < 200; ++k) {
            QWidget* now = QApplication::focusWidget();
            QVERIFY(now && now->isVisible());
            if (k > 0 && now == first) break;
            seen << now;
            QTest::keyClick(now, Qt::Key_Tab);
        }
        QCOMPARE(QApplication::focusWidget(), first);
        QVERIFY(seen.size() > 12);
    }
};
RECOSCOPE_TEST(TestAppearance)
#include "tst_appearance.moc"
