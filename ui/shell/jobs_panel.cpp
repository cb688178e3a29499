#include "ui/shell/jobs_panel.h"
#include "ui/actions.h"
#include "ui/catalogue/download_words.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/shell/job_row.h"
#include "ui/shell/run_words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kOpening = 0;

} // namespace

JobsPanel::JobsPanel(Session& session, ActionRegistry& actions, QWidget* parent)
    : Overlay(parent),
      m_session(session),
      m_actions(actions),
      m_rows(new QVBoxLayout),
      m_inside(new QWidget),
      m_empty(new PlainLabel(tr("Nothing has run yet. Downloads, opening data and training models are listed here."), this)) {
    setObjectName(QStringLiteral("jobs-panel"));
    setAccessibleName(tr("Jobs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(10), px(10), px(10));
    auto* head = new QHBoxLayout;
    auto* title = new PlainLabel(tr("Jobs"), this);
    title->setType(Appearance::Type::CardTitle);
    auto* all = new QPushButton(tr("Cancel all"), this);
    all->setProperty("flat", true);
    all->setProperty("compact", true);
    connect(all, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("run.cancel-all"))->trigger(); });
    auto* close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAccessibleName(tr("Close the list of jobs"));
    connect(close, &QToolButton::clicked, this, &Overlay::dismiss);
    head->addWidget(title, 1);
    head->addWidget(all);
    head->addWidget(close);
    column->addLayout(head);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    m_rows->setContentsMargins(0, 0, px(8), 0);
    m_rows->setSpacing(px(4));
    m_empty->setRole(PlainLabel::Role::Muted);
    m_empty->setWordWrap(true);
    m_rows->addWidget(m_empty);
    m_rows->addStretch(1);
    m_inside->setLayout(m_rows);
    area->setWidget(m_inside);
    m_inside->setAutoFillBackground(false);
    column->addWidget(area, 1);
    for (auto signal : {&Session::runAdded, &Session::runRemoved}) connect(&session, signal, this, &JobsPanel::refreshRuns);
    for (auto signal : {&Session::runChanged, &Session::runFinished}) connect(&session, signal, this, &JobsPanel::refreshRun);
    connect(&session, &Session::datasetChanged, this, [this] {
        refreshRuns();
        if (m_session.dataset())
            endOpening(tr("%1 opened and profiled in %2")
                           .arg(format::safe(m_session.dataset()->name), format::seconds(m_session.openSeconds())),
                       false);
    });
    connect(&session, &Session::openingStarted, this, [this](const QString&) { refreshOpening(0, tr("opening"), -1); });
    connect(&session, &Session::openingProgressed, this, &JobsPanel::refreshOpening);
    connect(&session, &Session::openingCancelled, this, [this] { endOpening(tr("Cancelled. Nothing was changed."), false); });
    connect(&session, &Session::openingAsks, this, [this] { endOpening(tr("Not opened: how to read it was asked."), false); });
    connect(&session, &Session::openingFailed, this, [this](const Error& e) {
        endOpening(tr("Not opened: %1").arg(format::safe(e.where.empty() ? e.message : e.where)), true);
    });
    connect(&session.downloads(), &Downloads::changed, this, &JobsPanel::refreshDownload);
    refreshRuns();
}

void JobsPanel::open() {
    show();
    raise();
    takeFocus(*findChild<QToolButton*>());
}

JobRow* JobsPanel::rowOf(int id) {
    if (const auto it = m_byRun.find(id); it != m_byRun.end()) return it->second;
    auto* row = new JobRow(this);
    m_byRun[id] = row;
    m_empty->hide();
    connect(row, &JobRow::pressed, this, [this, id] {
        if (id == kOpening) {
            m_session.cancelOpening();
            return;
        }
        if (id < kOpening) {
            pressDownload(id);
            return;
        }
        const Run* run = m_session.run(id);
        if (run && run->isActive()) {
            m_session.stopRun(id); // as everywhere: the best epoch is kept where there is one
        } else if (run && run->isDone()) {
            m_session.selectRun(id);
            m_actions.find(QStringLiteral("page.inspect"))->trigger();
            dismiss();
        }
    });
    return row;
}

QSize JobsPanel::sizeHint() const {
    const int width = px(380),
              rows = m_rows->hasHeightForWidth() ? m_rows->heightForWidth(width - px(44)) : m_rows->sizeHint().height();
    return {width, std::min(px(460), rows + px(66))};
}

void JobsPanel::sortRows() {
    std::vector<int> order;
    const auto rank = [this](int id) {
        if (id == kOpening) return m_session.isOpening() ? 0 : 3;
        if (const Download* download = downloadOf(id))
            return !download->isActive() ? 3 : download->state == Download::State::Waiting ? 1 : 0;
        const Run* run = m_session.run(id);
        return !run || !run->isActive() ? 2 : run->state == Run::State::Queued ? 1 : 0;
    };
    for (const auto& [id, row] : m_byRun) order.push_back(id);
    std::ranges::stable_sort(order, [&](int a, int b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : rank(a) == 2 ? a > b : a < b;
    });
    if (order == m_order) return;
    m_order = order;
    for (std::size_t k = 0; k < order.size(); ++k) m_rows->insertWidget(static_cast<int>(k), m_byRun[order[k]]);
    Q_EMIT resized();
}

void JobsPanel::refreshRuns() {
    for (auto it = m_byRun.begin(); it != m_byRun.end();) {
        if (it->first > kOpening && !m_session.run(it->first)) {
            it->second->deleteLater();
            it = m_byRun.erase(it);
        } else
            ++it;
    }
    for (const Run& run : m_session.runs()) refreshRun(run.id);
    m_empty->setVisible(m_byRun.empty());
    sortRows();
    Q_EMIT resized();
}

void JobsPanel::refreshRun(int id) {
    const Run* run = m_session.run(id);
    if (!run) return;
    JobRow* row = rowOf(id);
    row->setWho(run->signature, run->name);
    row->setProgress(run->state == Run::State::Running || run->state == Run::State::Cancelling ? run->fraction : -1);
    if (run->isActive())
        row->setWords(progressOf(*run));
    else
        row->setWords(resultOf(*run), run->state == Run::State::Failed ? JobRow::Tone::Bad : JobRow::Tone::Plain);
    row->setButton(run->state == Run::State::Running || run->state == Run::State::Queued ? tr("Cancel")
                   : run->isDone()                                                       ? tr("Inspect")
                                                                                         : QString());
    sortRows();
}

/// Downloads stand below 0, in the catalogue's order.
const Download* JobsPanel::downloadOf(int id) const {
    const auto& all = m_session.downloads().all();
    return id < kOpening ? &all.at(static_cast<std::size_t>(-1 - id)) : nullptr;
}

void JobsPanel::pressDownload(int id) {
    const Download* download = downloadOf(id);
    if (download->isActive())
        m_session.downloads().cancel(download->id());
    else if (download->state == Download::State::Here)
        m_session.open(download->ref());
    else
        m_session.downloads().start(download->id());
}

void JobsPanel::refreshDownload(const QString& id) {
    const auto& all = m_session.downloads().all();
    const Download* download = m_session.downloads().find(id);
    if (!download) return;
    const int key = -1 - static_cast<int>(download - all.data());
    if (!m_byRun.contains(key) && !download->isActive()) return; // was here before, or never asked for
    JobRow* row = rowOf(key);
    const bool failed = download->state == Download::State::Failed;
    row->setWho(tr("Download %1").arg(format::safe(download->entry.name)));
    row->setWords(failed                                       ? download->problem
                  : download->state == Download::State::Absent ? tr("cancelled; what came is kept for the next time")
                                                               : stateWords(*download),
                  failed ? JobRow::Tone::Bad : JobRow::Tone::Plain);
    row->setProgress(download->isActive() ? (std::isfinite(download->fraction) ? download->fraction : 0) : -1);
    row->setButton(download->state == Download::State::Cancelling ? QString()
                   : download->isActive()                         ? tr("Cancel")
                   : download->state == Download::State::Here     ? tr("Open")
                                                                  : tr("Retry"));
    sortRows();
}

void JobsPanel::refreshOpening(double fraction, const QString& text, double secondsLeft) {
    JobRow* row = rowOf(kOpening);
    row->setWho(tr("Open data"));
    row->setWords(secondsLeft > 0.3 ? tr("%1, %2 left").arg(text, format::seconds(secondsLeft)) : text);
    row->setProgress(fraction);
    row->setButton(tr("Cancel"));
    sortRows();
}

void JobsPanel::endOpening(const QString& text, bool failed) {
    JobRow* row = rowOf(kOpening);
    row->setWho(tr("Open data"));
    row->setWords(text, failed ? JobRow::Tone::Bad : JobRow::Tone::Plain);
    row->setProgress(-1);
    row->setButton({});
    sortRows();
}

} // namespace recoscope::ui
