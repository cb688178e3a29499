#include "ui/shell/main_window.h"
#include "ui/format.h"
#include "ui/import/import_dialog.h"
#include "ui/shell/edge.h"
#include "ui/shell/job_strip.h"
#include "ui/shell/jobs_panel.h"
#include "ui/shell/palette_popup.h"
#include "ui/shell/rail.h"
#include "ui/shell/recent.h"
#include "ui/shell/refusal_panel.h"
#include "ui/shell/run_words.h"
#include "ui/shell/toast.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout_scaler.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kLabelsFrom = 1100; ///< Narrower windows, in design pixels, show the rail without words.

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent), m_pages(pages()) {
    setWindowIcon(QIcon(iconPixmap(QStringLiteral("recoscope"), theme().text, 64)));
    setAcceptDrops(true);
    new LayoutScaler(*this);
    addFileActions();
    addEditActions();
    addPageActions();
    addViewActions();
    addHelpActions();
    for (QAction* action : m_actions.all()) addAction(action); // shortcuts work everywhere in the window
    connect(&m_actions, &ActionRegistry::added, this, [this](QAction* action) { addAction(action); });
    m_topBar = new TopBar(m_session, m_actions, this);
    connect(m_topBar, &TopBar::recentChosen, this, &MainWindow::openData);
    setMenuWidget(m_topBar);
    makeCentre();
    m_palette = new PalettePopup(m_session, m_actions, this);
    m_jobs = new JobsPanel(m_session, m_actions, this);
    m_refusal = new RefusalPanel(m_session, m_actions, this);
    m_toast = new Toast(this);
    for (Overlay* overlay : std::initializer_list<Overlay*>{m_jobs, m_refusal, m_toast})
        connect(overlay, &Overlay::resized, this, &MainWindow::placeOverlays);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(&m_session, &Session::openingStarted, this, [this](const QString& ref) {
        m_asked = ref;
        m_refusal->dismiss();
    });
    connect(&m_session, &Session::openingFailed, this, [this](const Error& error) { m_refusal->show(m_asked, error); });
    connect(&m_session, &Session::openingAsks, this, [this](const QString& ref, const auto& preview) {
        sayWhile(*showImport(*this, m_session, ref, {}, preview),
                 tr("%1 is not open: how to read it has to be said first").arg(wordsOf(ref).name));
    });
    connect(&m_session, &Session::openingCancelled, this,
            [this] { m_message->setText(tr("Opening cancelled; nothing was changed")); });
    connect(&m_session, &Session::datasetChanged, this, &MainWindow::dataChanged);
    connect(&m_session, &Session::runFinished, this, &MainWindow::runFinished);
    connect(&m_session.downloads(), &Downloads::finished, this, &MainWindow::downloadFinished);
    for (auto signal : {&Session::itemChanged, &Session::userChanged})
        connect(&m_session, signal, this, &MainWindow::saySelection);
    connect(&Appearance::instance(), &Appearance::changed, this, &MainWindow::follow);
    showPage(m_pages.front().id);
    dataChanged();
    restore();
    follow();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeCentre() {
    auto* whole = new QWidget(this);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    m_rail = new Rail(m_pages, whole);
    m_stack = new QStackedWidget(whole);
    line->addWidget(m_rail);
    line->addWidget(m_stack, 1);
    column->addLayout(line, 1);
    column->addWidget(makeStatusBar());
    setCentralWidget(whole);
    whole->setMinimumSize(1, 1); // pages give way and scroll; they do not hold the window open
    for (const PageInfo& page : m_pages) {
        QWidget* made = page.create({m_session, m_actions});
        made->setObjectName(page.id);
        m_stack->addWidget(made);
    }
}

QWidget* MainWindow::makeStatusBar() {
    m_statusBar = new EdgeWidget(EdgeWidget::Line::Top, this);
    auto* line = new QHBoxLayout(m_statusBar);
    line->setContentsMargins(px(12), 1, px(4), 0);
    m_message = new PlainLabel(tr("Ready"), m_statusBar);
    m_message->setObjectName(QStringLiteral("status.message"));
    m_message->setRole(PlainLabel::Role::Muted);
    m_message->setType(Appearance::Type::Secondary);
    m_message->setElided(true);
    line->addWidget(m_message, 1);
    auto* strip = new JobStrip(m_session, m_statusBar);
    connect(strip, &JobStrip::pressed, this, &MainWindow::toggleJobs);
    line->addWidget(strip);
    return m_statusBar;
}

/// Afterwards, where nothing else was said meanwhile, what stood there before holds again.
void MainWindow::sayWhile(const QDialog& dialog, const QString& words) {
    connect(&dialog, &QDialog::finished, this, [this, words, before = m_message->text()] {
        if (m_message->text() == words) m_message->setText(before);
    });
    m_message->setText(words);
}

/// Theme, zoom and projector mode: what has a size of its own takes the new one.
void MainWindow::follow() {
    m_statusBar->setFixedHeight(px(28));
    const bool shown = !Appearance::instance().projector();
    m_topBar->setVisible(shown);
    m_statusBar->setVisible(shown);
    m_rail->setVisible(shown);
    m_rail->setLabels(width() >= kLabelsFrom * Appearance::instance().scale());
    placeOverlays();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    follow();
}

void MainWindow::placeOverlays() {
    if (!m_toast) return;
    const int gap = px(12), bottom = height() - (m_statusBar->isVisible() ? m_statusBar->height() : 0) - gap,
              top = m_topBar->isVisible() ? m_topBar->height() + gap : gap;
    const auto place = [&](Overlay& overlay, int wish, bool centred, int lowest) {
        if (overlay.isHidden()) return lowest;
        const int width = std::min(wish, this->width() - 2 * gap);
        const int wanted = overlay.hasHeightForWidth() ? overlay.heightForWidth(width) : overlay.sizeHint().height();
        const int height = std::min(std::max(wanted, overlay.minimumSizeHint().height()), bottom - top);
        const int x = centred ? (this->width() - width) / 2 : this->width() - gap - width;
        overlay.setGeometry(x, centred ? std::max(top, (bottom - height) / 3) : lowest - height, width, height);
        return lowest - height - gap;
    };
    place(*m_refusal, px(560), true, bottom);
    const int above = place(*m_jobs, px(380), false, bottom);
    place(*m_toast, m_toast->wishedWidth(), false, above);
}

void MainWindow::showPage(const QString& id) {
    const auto page = std::ranges::find(m_pages, id, &PageInfo::id);
    if (page == m_pages.end()) return;
    m_current = id;
    m_stack->setCurrentIndex(static_cast<int>(page - m_pages.begin()));
    m_rail->setCurrent(id);
}

void MainWindow::openData(const QString& ref) { m_session.open(ref); }

void MainWindow::openPaths(const QStringList& paths) {
    if (paths.size() == 1) {
        openData(paths.first());
        return;
    }
    if (paths.isEmpty()) {
        m_toast->say(QStringLiteral("warn"),
                     tr("Only files of this computer can be opened; download the data first and drop the file."));
        return;
    }
    const QString folder = QFileInfo(paths.first()).absolutePath();
    const bool together = std::ranges::all_of(paths, [&](const QString& p) { return QFileInfo(p).absolutePath() == folder; });
    m_toast->say(QStringLiteral("warn"),
                 tr("%1 were dropped, and one data set is open at a time. Drop one of them, or the folder that holds them.")
                     .arg(format::counted(paths.size(), tr("file"), tr("files"))),
                 together ? tr("Open the folder") : QString(), [this, folder] { openData(folder); });
}

void MainWindow::dataChanged() {
    const auto dataset = m_session.dataset();
    setWindowTitle(dataset ? format::safe(dataset->name) + QStringLiteral(" – Recoscope") : QStringLiteral("Recoscope"));
    if (!dataset) {
        m_message->setText(tr("Ready"));
        return;
    }
    rememberRecent(m_session.openedRef());
    m_topBar->refreshRecent();
    const bool forSplit = m_session.protocol().split.kind == SplitKind::Predefined; // opened with the files of that split
    showPage(forSplit ? QStringLiteral("split") : QStringLiteral("data"));
    const auto rowsOf = [](const Dataset& d) { return static_cast<std::int64_t>(d.interactions->size()); };
    m_message->setText(m_session.filters().empty()
                           ? tr("Opened and profiled in %1").arg(format::seconds(m_session.openSeconds()))
                           : tr("Filtered: %1 of %2 left")
                                 .arg(format::count(rowsOf(*dataset)),
                                      format::counted(rowsOf(*m_session.openedDataset()), tr("rating"), tr("ratings"))));
}

void MainWindow::runFinished(int id) {
    const Run* run = m_session.run(id);
    if (!run) return;
    const QString words = run->name + QStringLiteral(": ") + resultOf(*run);
    m_message->setText(words);
    const bool seen = m_current == QLatin1String("train") || m_jobs->isVisible() || run->state == Run::State::Cancelled;
    if (seen || !isVisible()) return;
    if (run->isDone() && !m_session.hasActiveRuns())
        m_toast->say(QStringLiteral("check"), words, tr("Inspect"), [this, id] {
            m_session.selectRun(id);
            showPage(QStringLiteral("inspect"));
        });
    else if (run->state == Run::State::Failed)
        m_toast->say(QStringLiteral("error"), words, tr("Settings"), [this] { showPage(QStringLiteral("train")); });
}

/// The session opens what came where nothing was open; else, and where it failed out of sight, it is told.
void MainWindow::downloadFinished(const QString& id) {
    const Download* download = m_session.downloads().find(id);
    const QString name = format::safe(download->entry.name);
    if (download->state == Download::State::Failed) {
        m_message->setText(tr("Download of %1 failed: %2").arg(name, download->problem));
        const bool seen = !m_session.dataset() && m_current == QLatin1String("data");
        if (!seen && isVisible())
            m_toast->say(QStringLiteral("error"), tr("Download of %1 failed: %2").arg(name, download->problem), tr("Retry"),
                         [this, id] { m_session.downloads().start(id); });
    } else if (download->state == Download::State::Here && m_session.dataset() && isVisible()) {
        m_toast->say(QStringLiteral("check"), tr("%1 is on this computer").arg(name), tr("Open"),
                     [this, ref = download->ref()] { openData(ref); });
    } else if (download->state == Download::State::Absent)
        m_message->setText(tr("Download of %1 stopped; it goes on from there the next time").arg(name));
}

void MainWindow::saySelection() {
    const auto dataset = m_session.dataset();
    if (!dataset) return;
    QStringList selected;
    if (m_session.user()) selected << format::user(format::safe(dataset->users.id(m_session.user()->value)));
    if (m_session.item()) selected << format::title(dataset->titleOf(*m_session.item()));
    if (!selected.isEmpty()) m_message->setText(tr("Selected: %1").arg(selected.join(QStringLiteral(", "))));
}

void MainWindow::setProjector(bool on) { Appearance::instance().setProjector(on); }

void MainWindow::toggleJobs() {
    if (m_jobs->isVisible())
        m_jobs->dismiss();
    else
        m_jobs->open();
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    for (Overlay* overlay : std::initializer_list<Overlay*>{m_refusal, m_toast, m_jobs})
        if (overlay->isVisible()) {
            overlay->dismiss();
            return;
        }
    if (m_session.isOpening())
        m_session.cancelOpening();
    else if (Appearance::instance().projector())
        setProjector(false);
}

} // namespace recoscope::ui
