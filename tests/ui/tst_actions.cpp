#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/shell/palette_model.h"
#include "ui/theme/theme.h"
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSet>
#include <QTableWidget>
#include <QTimer>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::openDemo;

/// One registry feeds menus, palette, shortcuts, tests and captures.
class TestActions final : public QObject {
    Q_OBJECT
    /// Closes whatever an action opens, so that a nested loop never waits for a person.
    struct Closer {
        QTimer timer;
        Closer() {
            QObject::connect(&timer, &QTimer::timeout, &timer, [] {
                if (QWidget* popup = QApplication::activePopupWidget()) popup->close();
                if (QWidget* modal = QApplication::activeModalWidget()) modal->close();
            });
            timer.start(20);
        }
    };

private Q_SLOTS:
    void everyActionHasATextAnIdAndKeysOfItsOwn() {
        MainWindow window;
        QSet<QString> ids;
        QSet<QKeySequence> keys;
        QVERIFY(window.actions().all().size() > 25);
        for (const QAction* action : window.actions().all()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(action->objectName().contains('.'), qPrintable(action->objectName()));
            QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
            ids << action->objectName();
            for (const QKeySequence& sequence : action->shortcuts()) {
                QVERIFY2(!keys.contains(sequence), qPrintable(action->objectName() + ' ' + sequence.toString()));
                keys << sequence;
            }
        }
    }
    void everyActionIsReachedByThePalette() {
        MainWindow window;
        openDemo(window);
        for (const QAction* action : window.actions().all()) {
            if (!action->isEnabled()) continue;
            const auto rows = actionRows(window.actions(), QString(action->text()).remove('&').split(' '));
            const bool found = std::ranges::any_of(rows, [&](const PaletteRow& r) { return r.action == action->objectName(); });
            QVERIFY2(found, qPrintable(action->objectName()));
        }
    }
    void everyActionWithAMenuStandsInIt() {
        MainWindow window;
        QSet<QAction*> placed;
        for (QMenu* menu : window.findChildren<QMenu*>())
            for (QAction* action : menu->actions()) placed << action;
        for (QAction* action : window.actions().all())
            if (!action->property("menu").toString().isEmpty())
                QVERIFY2(placed.contains(action), qPrintable(action->objectName()));
    }
    void everyActionWorksWithoutData() {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        const Closer closer;
        const QSet<QString> leaves{QStringLiteral("file.quit"), QStringLiteral("file.open-demo")};
        QStringList ids;
        for (const QAction* action : window.actions().all()) ids << action->objectName();
        for (const QString& id : ids) {
            if (leaves.contains(id)) continue;
            if (QAction* action = window.actions().find(id)) action->trigger();
            QTest::qWait(1);
        }
        QTest::qWait(50);
        QVERIFY(!window.session().dataset());
        QVERIFY(window.session().runs().empty());
        if (Appearance::instance().projector()) act(window, "view.projector");
        act(window, "view.zoom-reset");
        act(window, "view.light");
    }
    void theShortcutSheetListsEveryShortcut() {
        MainWindow window;
        window.show();
        act(window, "help.shortcuts");
        auto* dialog = window.findChild<QDialog*>(QStringLiteral("shortcuts"));
        QVERIFY(dialog);
        auto* table = dialog->findChild<QTableWidget*>();
        for (const QAction* action : window.actions().all())
            if (!action->shortcut().isEmpty())
                QVERIFY2(!table->findItems(QString(action->text()).remove('&'), Qt::MatchExactly).isEmpty(),
                         qPrintable(action->objectName()));
        dialog->findChild<QLineEdit*>()->setText(QStringLiteral("projector"));
        int shown = 0;
        for (int row = 0; row < table->rowCount(); ++row) shown += table->isRowHidden(row) ? 0 : 1;
        QCOMPARE(shown, 1);
        dialog->close();
    }
    void theAboutBoxSaysVersionLicenceAndQt() {
        MainWindow window;
        window.show();
        act(window, "help.about");
        auto* dialog = window.findChild<QDialog*>(QStringLiteral("about"));
        QVERIFY(dialog);
        QString all;
        for (const QLabel* label : dialog->findChildren<QLabel*>()) all += label->text() + '\n';
        QVERIFY(all.contains(QLatin1String("GPL-3.0-or-later")) && all.contains(QLatin1String(qVersion())));
        dialog->close();
    }
};
RECOSCOPE_TEST(TestActions)
#include "tst_actions.moc"
