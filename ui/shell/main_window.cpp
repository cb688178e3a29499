#include "ui/shell/main_window.h"
#include "ui/format.h"
#include "ui/shell/job_strip.h"
#include "ui/shell/palette_popup.h"
#include "ui/shell/rail.h"
#include "ui/shell/recent.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

constexpr int kLayoutVersion = 1;

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent), m_pages(pages()) {
    setWindowIcon(QIcon(iconPixmap(QStringLiteral("recoscope"), theme().text, 64)));
    setAcceptDrops(true);
    addFileActions();
    addPageActions();
    addViewActions();
    addHelpActions();
    makeTopBar();

    auto* centre = new QWidget(this);
    auto* line = new QHBoxLayout(centre);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    m_rail = new Rail(m_pages, centre);
    m_stack = new QStackedWidget(centre);
    line->addWidget(m_rail);
    line->addWidget(m_stack, 1);
    auto* whole = new QWidget(this);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(centre, 1);
    makeStatusBar();
    column->addWidget(m_statusBar);
    setCentralWidget(whole);
    for (const PageInfo& page : m_pages) {
        QWidget* made = page.create({m_session, m_actions});
        made->setObjectName(page.id);
        m_stack->addWidget(made);
    }
    m_palette = new PalettePopup(m_session, m_actions, this);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(&m_session, &Session::datasetChanged, this, [this] {
        refreshTitle();
        if (m_session.dataset()) {
            rememberRecent(m_session.openedRef());
            refreshRecent();
            showPage(QStringLiteral("data"));
            m_message->setText(tr("Opened and profiled in %1").arg(format::seconds(m_session.openSeconds())));
        }
    });
    connect(&m_session, &Session::openingFailed, this, &MainWindow::showRefusal);
    connect(&m_session, &Session::runFinished, this, [this](int id) {
        const Run* run = m_session.run(id);
        if (run && run->isDone())
            m_message->setText(tr("%1 finished in %2").arg(run->name, format::seconds(run->result->trainSeconds)));
    });
    showPage(m_pages.front().id);
    refreshTitle();
    restore();
}

MainWindow::~MainWindow() = default;

void MainWindow::place(QAction* action) {
    const QString menu = action->property("menu").toString();
    if (!menu.isEmpty() && m_menus.contains(menu)) m_menus[menu]->addAction(action);
    addAction(action); // its shortcut works everywhere in the window
}

void MainWindow::makeTopBar() {
    m_topBar = new QWidget(this);
    auto* line = new QHBoxLayout(m_topBar);
    line->setContentsMargins(px(8), 0, px(12), 0);
    line->setSpacing(px(8));
    auto* bar = new QMenuBar(m_topBar);
    bar->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    bar->setNativeMenuBar(false);
    for (const char* name : {"File", "Edit", "View", "Run", "Help"})
        m_menus[QLatin1String(name)] = bar->addMenu(QLatin1Char('&') + QLatin1String(name));
    line->addWidget(bar);
    for (const char* id : {"go.back", "go.forward"}) {
        auto* button = new QToolButton(m_topBar);
        button->setAutoRaise(true);
        button->setDefaultAction(m_actions.find(QLatin1String(id)));
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        line->addWidget(button);
    }
    m_chip = new QPushButton(m_topBar);
    m_chip->setProperty("flat", true);
    m_chip->setIcon(icon(QStringLiteral("data")));
    m_recent = new QMenu(this);
    m_chip->setMenu(m_recent);
    line->addWidget(m_chip);
    line->addStretch(1);
    auto* find = new QPushButton(icon(QStringLiteral("search")), tr("Find an action, item or user      Ctrl K"), m_topBar);
    find->setMinimumWidth(px(300));
    connect(find, &QPushButton::clicked, this, [this] { m_palette->open(); });
    line->addWidget(find);
    setMenuWidget(m_topBar);
    m_topBar->setFixedHeight(px(40));
    connect(&Appearance::instance(), &Appearance::changed, m_topBar, [this] { m_topBar->setFixedHeight(px(40)); });
    for (QAction* action : m_actions.all()) place(action);
    connect(&m_actions, &ActionRegistry::added, this, &MainWindow::place);
    m_menus[QStringLiteral("File")]->addMenu(m_recent)->setText(tr("Open recent"));
    refreshRecent();
}

void MainWindow::makeStatusBar() {
    m_statusBar = new QWidget(this);
    auto* line = new QHBoxLayout(m_statusBar);
    line->setContentsMargins(px(12), 0, px(12), 0);
    m_message = new PlainLabel(tr("Ready"), m_statusBar);
    m_message->setRole(PlainLabel::Role::Muted);
    m_message->setType(Appearance::Type::Secondary);
    m_message->setElided(true);
    line->addWidget(m_message, 1);
    line->addWidget(new JobStrip(m_session, m_statusBar));
    m_statusBar->setFixedHeight(px(28));
    connect(&Appearance::instance(), &Appearance::changed, m_statusBar, [this] { m_statusBar->setFixedHeight(px(28)); });
}

void MainWindow::showPage(const QString& id) {
    for (std::size_t k = 0; k < m_pages.size(); ++k)
        if (m_pages[k].id == id) {
            m_current = id;
            m_stack->setCurrentIndex(static_cast<int>(k));
            m_rail->setCurrent(id);
        }
}

void MainWindow::openData(const QString& ref) { m_session.open(ref); }

void MainWindow::refreshTitle() {
    const auto dataset = m_session.dataset();
    if (!dataset) {
        m_chip->setText(tr("No data open"));
        setWindowTitle(QStringLiteral("Recoscope"));
        return;
    }
    const QString name = format::safe(dataset->name),
                  counts = format::counted(dataset->users.size(), tr("user"), tr("users")) + QStringLiteral(" · ") +
                           format::counted(dataset->items.size(), QString::fromStdString(dataset->itemNoun),
                                           QString::fromStdString(dataset->itemNounPlural)) +
                           QStringLiteral(" · ") +
                           format::counted(static_cast<std::int64_t>(dataset->interactions->size()), tr("rating"), tr("ratings"));
    m_chip->setText(QString(name).replace('&', QStringLiteral("&&")) + (dataset->simulated ? tr(" (simulated)") : QString()) +
                    QStringLiteral("   ") + counts);
    setWindowTitle(name + QStringLiteral(" – Recoscope"));
}

void MainWindow::refreshRecent() {
    m_recent->clear();
    for (const QString& ref : recentRefs())
        m_recent->addAction(QString(ref).replace('&', QStringLiteral("&&")), this, [this, ref] { openData(ref); });
    m_recent->addSeparator();
    for (const char* id : {"file.open", "file.open-folder", "file.open-demo"})
        m_recent->addAction(m_actions.find(QLatin1String(id)));
}

void MainWindow::showRefusal(const Error& error) {
    auto* box =
        new QMessageBox(QMessageBox::Warning, tr("Not opened"), QString::fromStdString(error.message), QMessageBox::Close, this);
    box->setObjectName(QStringLiteral("refusal"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(m_session.dataset() ? tr("The open data is untouched.") : tr("Nothing was opened."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::setProjector(bool on) {
    Appearance::instance().setProjector(on);
    m_topBar->setVisible(!on);
    m_statusBar->setVisible(!on);
    m_rail->setVisible(!on);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_session.hasActiveRuns() || m_session.isOpening()) {
        QMessageBox box(QMessageBox::Question, tr("Work is running"), tr("End the running work and close?"), QMessageBox::Cancel,
                        this);
        box.setTextFormat(Qt::PlainText);
        QPushButton* end = box.addButton(tr("End and close"), QMessageBox::AcceptRole);
        box.exec();
        if (box.clickedButton() != end) {
            event->ignore();
            return;
        }
        m_session.cancelAll();
    }
    remember();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && !event->mimeData()->urls().isEmpty() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    openData(event->mimeData()->urls().first().toLocalFile());
}

void MainWindow::restore() {
    const QSettings settings;
    if (settings.value(QStringLiteral("layout/version")).toInt() != kLayoutVersion) return;
    restoreGeometry(settings.value(QStringLiteral("layout/geometry")).toByteArray());
    Appearance::instance().setZoom(settings.value(QStringLiteral("layout/zoom"), 100).toInt());
    Appearance::instance().setChoice(
        static_cast<ThemeChoice>(std::clamp(settings.value(QStringLiteral("layout/theme"), 2).toInt(), 0, 2)));
}

void MainWindow::remember() {
    QSettings settings;
    settings.setValue(QStringLiteral("layout/version"), kLayoutVersion);
    settings.setValue(QStringLiteral("layout/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("layout/zoom"), Appearance::instance().zoom());
    settings.setValue(QStringLiteral("layout/theme"), static_cast<int>(Appearance::instance().choice()));
}

} // namespace recoscope::ui
