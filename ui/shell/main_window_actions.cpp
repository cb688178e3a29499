#include "core/models/registry.h"
#include "ui/catalogue/catalogue_dialog.h"
#include "ui/catalogue/catalogue_view.h"
#include "ui/import/import_dialog.h"
#include "ui/shell/help_dialogs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_popup.h"
#include "ui/synthetic/world_dialog.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QStackedWidget>

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
        QStringLiteral("file.catalogue"), QStringLiteral("File"), tr("Data ca&talogue…"), QKeySequence(tr("Ctrl+Shift+D")),
        [this] { openCatalogue(); }, QStringLiteral("download"));
    m_actions.add(
        QStringLiteral("file.open-with-options"), QStringLiteral("File"), tr("Open &with options…"),
        QKeySequence(tr("Ctrl+Alt+O")),
        [this] {
            const QString path = QFileDialog::getOpenFileName(this, tr("Open ratings with options"));
            if (!path.isEmpty()) showImport(*this, m_session, path);
        },
        QStringLiteral("settings"));
    addReadingAction();
    m_actions.add(
        QStringLiteral("file.open-demo"), QStringLiteral("File"), tr("Open the &demo world"), {},
        [this] { openData(QStringLiteral("demo")); }, QStringLiteral("film"));
    m_actions.add(
        QStringLiteral("file.new-world"), QStringLiteral("File"), tr("&New synthetic world…"), QKeySequence::New,
        [this] { showWorldBuilder(*this, m_session); }, QStringLiteral("dice"));
    m_actions.add(
        QStringLiteral("file.reload"), QStringLiteral("File"), tr("&Reload"), QKeySequence(Qt::Key_F5),
        [this] {
            if (!m_session.openedRef().isEmpty()) m_session.open(m_session.openedRef(), m_session.openedOptions());
        },
        QStringLiteral("reload"));
    m_actions.add(QStringLiteral("file.close"), QStringLiteral("File"), tr("&Close data"), QKeySequence::Close,
                  [this] { m_session.closeDataset(); });
    m_actions.add(QStringLiteral("file.quit"), QStringLiteral("File"), tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

/// On the start page, where it stands; over the window where data is open.
void MainWindow::openCatalogue() {
    if (m_session.dataset() || m_session.isOpening()) {
        showCatalogue(*this, m_session);
        return;
    }
    showPage(QStringLiteral("data"));
    if (auto* view = m_stack->currentWidget()->findChild<CatalogueView*>()) view->focusSearch();
}

/// Only what was read from a file can be read in another way.
void MainWindow::addReadingAction() {
    QAction* action = m_actions.add(
        QStringLiteral("data.change-reading"), QStringLiteral("File"), tr("Change how it was &read…"), {},
        [this] { showImport(*this, m_session, m_session.openedRef(), m_session.openedOptions()); }, QStringLiteral("settings"));
    const auto refresh = [this, action] { action->setEnabled(m_session.dataset() && QFileInfo::exists(m_session.openedRef())); };
    connect(&m_session, &Session::datasetChanged, action, refresh);
    refresh();
}

void MainWindow::addEditActions() {
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
    addThemeActions();
    addZoomActions();
    m_actions.add(
        QStringLiteral("view.jobs"), QStringLiteral("View"), tr("&Jobs"), QKeySequence(tr("Ctrl+J")), [this] { toggleJobs(); },
        QStringLiteral("clock"));
    m_actions.add(
        QStringLiteral("view.content-menu"), QStringLiteral("View"), tr("&Menu of the chart or table"),
        QKeySequence(tr("Shift+F10")), [this] { openContentMenu(); }, QStringLiteral("more"));
    m_actions.add(
        QStringLiteral("view.reset-layout"), QStringLiteral("View"), tr("&Reset layout"), {}, [this] { resetLayout(); },
        QStringLiteral("reload"));
}

void MainWindow::addThemeActions() {
    auto* group = new QActionGroup(this);
    const auto add = [&](const char* id, const QString& text, ThemeChoice choice) {
        QAction* action = m_actions.add(QLatin1String(id), QStringLiteral("View"), text, {},
                                        [choice] { Appearance::instance().setChoice(choice); });
        action->setCheckable(true);
        group->addAction(action);
        const auto follow = [action, choice] { action->setChecked(Appearance::instance().choice() == choice); };
        connect(&Appearance::instance(), &Appearance::changed, action, follow);
        follow();
    };
    add("view.light", tr("&Light theme"), ThemeChoice::Light);
    add("view.dark", tr("&Dark theme"), ThemeChoice::Dark);
    add("view.system", tr("Theme of the s&ystem"), ThemeChoice::System);
}

void MainWindow::addZoomActions() {
    QAction* in = m_actions.add(
        QStringLiteral("view.zoom-in"), QStringLiteral("View"), tr("Zoom &in"), QKeySequence(tr("Ctrl+=")),
        [] { Appearance::instance().zoomBy(1); }, QStringLiteral("plus"));
    in->setShortcuts({QKeySequence(tr("Ctrl+=")), QKeySequence(tr("Ctrl++"))});
    m_actions.add(
        QStringLiteral("view.zoom-out"), QStringLiteral("View"), tr("Zoom &out"), QKeySequence(tr("Ctrl+-")),
        [] { Appearance::instance().zoomBy(-1); }, QStringLiteral("minus"));
    m_actions.add(
        QStringLiteral("view.zoom-reset"), QStringLiteral("View"), tr("Zoom to 100 %"), QKeySequence(tr("Ctrl+0")),
        [] { Appearance::instance().setZoom(100); }, QStringLiteral("search"));
    QAction* projector = m_actions.add(QStringLiteral("view.projector"), QStringLiteral("View"), tr("&Projector mode"),
                                       QKeySequence(Qt::Key_F11), [this] { setProjector(!Appearance::instance().projector()); });
    projector->setCheckable(true);
    connect(&Appearance::instance(), &Appearance::changed, projector,
            [projector] { projector->setChecked(Appearance::instance().projector()); });
}

void MainWindow::addHelpActions() {
    m_actions.add(
        QStringLiteral("help.shortcuts"), QStringLiteral("Help"), tr("Keyboard &shortcuts"), QKeySequence(tr("Ctrl+?")),
        [this] { showShortcuts(*this, m_actions); }, QStringLiteral("help"));
    m_actions.add(
        QStringLiteral("help.about"), QStringLiteral("Help"), tr("&About Recoscope"), {}, [this] { showAbout(*this); },
        QStringLiteral("info"));
}

} // namespace recoscope::ui
