#include "core/models/registry.h"
#include "core/version.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_popup.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QDialog>
#include <QFileDialog>
#include <QHeaderView>
#include <QMessageBox>
#include <QSettings>
#include <QTableWidget>
#include <QVBoxLayout>

namespace recoscope::ui {

void MainWindow::addFileActions() {
    m_actions.add(
        QStringLiteral("file.open"), QStringLiteral("File"), tr("&Open file…"), QKeySequence::Open,
        [this] {
            const QString path = QFileDialog::getOpenFileName(this, tr("Open ratings"));
            if (!path.isEmpty()) openData(path);
        },
        QStringLiteral("open"));
    m_actions.add(
        QStringLiteral("file.open-folder"), QStringLiteral("File"), tr("Open &folder…"), QKeySequence(tr("Ctrl+Shift+O")),
        [this] {
            const QString path = QFileDialog::getExistingDirectory(this, tr("Open a folder of ratings"));
            if (!path.isEmpty()) openData(path);
        },
        QStringLiteral("open"));
    m_actions.add(
        QStringLiteral("file.open-demo"), QStringLiteral("File"), tr("Open the &demo world"), {},
        [this] { openData(QStringLiteral("demo")); }, QStringLiteral("film"));
    m_actions.add(
        QStringLiteral("file.reload"), QStringLiteral("File"), tr("&Reload"), QKeySequence(Qt::Key_F5),
        [this] {
            if (!m_session.openedRef().isEmpty()) openData(m_session.openedRef());
        },
        QStringLiteral("reload"));
    m_actions.add(QStringLiteral("file.close"), QStringLiteral("File"), tr("&Close data"), QKeySequence::Close,
                  [this] { m_session.closeDataset(); });
    m_actions.add(QStringLiteral("file.quit"), QStringLiteral("File"), tr("&Quit"), QKeySequence::Quit, [this] { close(); });
    m_actions.add(
        QStringLiteral("edit.undo"), QStringLiteral("Edit"), tr("&Undo"), QKeySequence::Undo,
        [this] { m_session.undoStack().undo(); }, QStringLiteral("undo"));
    m_actions.add(
        QStringLiteral("edit.redo"), QStringLiteral("Edit"), tr("&Redo"), QKeySequence::Redo,
        [this] { m_session.undoStack().redo(); }, QStringLiteral("redo"));
    m_actions.add(
        QStringLiteral("edit.find"), QStringLiteral("Edit"), tr("&Find anything"), QKeySequence(tr("Ctrl+K")),
        [this] { m_palette->open(); }, QStringLiteral("search"));
    QAction* back = m_actions.add(
        QStringLiteral("go.back"), QStringLiteral("View"), tr("Go &back to the previous selection"), QKeySequence(tr("Alt+Left")),
        [this] { m_session.goBack(); }, QStringLiteral("left"));
    QAction* forward = m_actions.add(
        QStringLiteral("go.forward"), QStringLiteral("View"), tr("Go &forward to the next selection"),
        QKeySequence(tr("Alt+Right")), [this] { m_session.goForward(); }, QStringLiteral("right"));
    const auto refresh = [this, back, forward] {
        back->setEnabled(m_session.canGoBack());
        forward->setEnabled(m_session.canGoForward());
    };
    connect(&m_session, &Session::selectionHistoryChanged, this, refresh);
    connect(&m_session, &Session::datasetChanged, this, refresh);
    refresh();
    QAction* undo = m_actions.find(QStringLiteral("edit.undo"));
    QAction* redo = m_actions.find(QStringLiteral("edit.redo"));
    undo->setEnabled(false);
    redo->setEnabled(false);
    connect(&m_session.undoStack(), &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    connect(&m_session.undoStack(), &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
}

void MainWindow::addPageActions() {
    int number = 1;
    for (const PageInfo& page : m_pages)
        m_actions.add(
            QStringLiteral("page.") + page.id, QStringLiteral("View"), tr("Go to %1").arg(page.title),
            QKeySequence(QStringLiteral("Ctrl+%1").arg(number++)), [this, id = page.id] { showPage(id); }, page.icon);
    for (const AlgorithmInfo& a : algorithms())
        m_actions.add(
            QStringLiteral("train.train:") + QString::fromStdString(a.id), QStringLiteral("Run"),
            tr("Train %1").arg(QString::fromStdString(a.name)), {},
            [this, id = a.id] {
                m_session.train({id, {}});
            },
            QStringLiteral("train"));
    m_actions.add(
        QStringLiteral("run.cancel-all"), QStringLiteral("Run"), tr("Cancel all running work"), {},
        [this] { m_session.cancelAll(); }, QStringLiteral("close"));
}

void MainWindow::addViewActions() {
    const auto theme = [this](const char* id, const QString& text, ThemeChoice choice) {
        m_actions.add(QLatin1String(id), QStringLiteral("View"), text, {},
                      [choice] { Appearance::instance().setChoice(choice); });
    };
    theme("view.light", tr("Light theme"), ThemeChoice::Light);
    theme("view.dark", tr("Dark theme"), ThemeChoice::Dark);
    theme("view.system", tr("Theme of the system"), ThemeChoice::System);
    m_actions.add(QStringLiteral("view.zoom-in"), QStringLiteral("View"), tr("Zoom in"), QKeySequence(tr("Ctrl+=")),
                  [] { Appearance::instance().zoomBy(1); });
    m_actions.add(QStringLiteral("view.zoom-out"), QStringLiteral("View"), tr("Zoom out"), QKeySequence(tr("Ctrl+-")),
                  [] { Appearance::instance().zoomBy(-1); });
    m_actions.add(QStringLiteral("view.zoom-reset"), QStringLiteral("View"), tr("Zoom 100 %"), QKeySequence(tr("Ctrl+0")),
                  [] { Appearance::instance().setZoom(100); });
    m_actions.add(QStringLiteral("view.projector"), QStringLiteral("View"), tr("Projector mode"), QKeySequence(Qt::Key_F11),
                  [this] { setProjector(!Appearance::instance().projector()); });
    m_actions.add(QStringLiteral("view.reset-layout"), QStringLiteral("View"), tr("Reset layout"), {}, [this] {
        QSettings().remove(QStringLiteral("layout"));
        setProjector(false);
        Appearance::instance().setZoom(100);
        resize(1440, 900);
    });
}

void MainWindow::addHelpActions() {
    m_actions.add(QStringLiteral("help.shortcuts"), QStringLiteral("Help"), tr("Keyboard shortcuts"), QKeySequence(tr("Ctrl+?")),
                  [this] { showShortcuts(); });
    m_actions.add(QStringLiteral("help.about"), QStringLiteral("Help"), tr("About Recoscope"), {}, [this] {
        auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Recoscope"), tr("Recoscope %1").arg(QLatin1String(kVersion)),
                                    QMessageBox::Close, this);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(tr("A workbench for recommender systems: open ratings, train, compare, ask "
                                   "why.\nGPL-3.0-or-later. Nothing leaves this computer."));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void MainWindow::showShortcuts() {
    auto* dialog = new QDialog(this);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* table = new QTableWidget(0, 2, dialog);
    table->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (const QAction* action : m_actions.all()) {
        if (action->shortcut().isEmpty()) continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(QString(action->text()).remove('&')));
        table->setItem(row, 1, new QTableWidgetItem(action->shortcut().toString(QKeySequence::NativeText)));
    }
    (new QVBoxLayout(dialog))->addWidget(table);
    dialog->resize(px(480), px(520));
    dialog->open();
}

} // namespace recoscope::ui
