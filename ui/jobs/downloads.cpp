#include "ui/jobs/downloads.h"
#include "core/catalogue/fetch.h"
#include "core/catalogue/place.h"
#include "ui/jobs/mailbox.h"
#include <QSettings>
#include <algorithm>
#include <cmath>
#include <new>

namespace recoscope::ui {
namespace {

constexpr int kLane = 2;

Result<std::string> fetchGuarded(const CatalogueEntry& entry, const std::string& folder, const FetchSettings& settings,
                                 const TaskContext& context) {
    try {
        return fetch(entry, folder, context, settings);
    } catch (const std::bad_alloc&) {
        return Error{ErrorKind::ResourceLimit, "There is not enough memory to fetch " + entry.name + ".", entry.id};
    } catch (const std::exception& e) {
        return Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), entry.id};
    }
}

Download::State idleState(const CatalogueEntry& entry) {
    if (!entry.byHand.empty()) return Download::State::ByHand;
    return downloadedPath(entry, downloadFolder()).empty() ? Download::State::Absent : Download::State::Here;
}

} // namespace

Downloads::Downloads(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) { reload(); }

Downloads::~Downloads() {
    m_mailbox->close();
    for (Running& running : m_running) running.stop.request_stop();
}

const Download* Downloads::find(const QString& id) const {
    const auto it = std::ranges::find(m_all, id, &Download::id);
    return it == m_all.end() ? nullptr : &*it;
}

Download* Downloads::get(const QString& id) { return const_cast<Download*>(std::as_const(*this).find(id)); }

const Download* Downloads::active() const {
    const auto running = std::ranges::find_if(
        m_all, [](const Download& d) { return d.state == Download::State::Running || d.state == Download::State::Cancelling; });
    if (running != m_all.end()) return &*running;
    const auto waiting = std::ranges::find(m_all, Download::State::Waiting, &Download::state);
    return waiting == m_all.end() ? nullptr : &*waiting;
}

void Downloads::reload() {
    if (m_all.empty()) {
        auto catalogue = readCatalogue();
        m_problem.reset();
        if (catalogue)
            for (CatalogueEntry& entry : catalogue.value()) m_all.emplace_back().entry = std::move(entry);
        else
            m_problem = catalogue.error();
    }
    for (Download& download : m_all) {
        const bool settled = !download.isActive() && download.state != Download::State::Failed;
        if (settled && download.state != idleState(download.entry)) set(download, idleState(download.entry));
    }
}

void Downloads::set(Download& download, Download::State state) {
    download.state = state;
    Q_EMIT changed(download.id());
}

void Downloads::start(const QString& id) {
    Download* download = get(id);
    if (!download || (download->state != Download::State::Absent && download->state != Download::State::Failed)) return;
    const int job = ++m_lastJob;
    m_running.push_back({id, job, {}});
    download->fraction = std::nan("");
    download->secondsLeft = -1;
    download->problem.clear();
    download->stage = tr("waits for its turn");
    set(*download, Download::State::Waiting);
    FetchSettings settings;
    settings.proxy = QSettings().value(QStringLiteral("proxy")).toString().toStdString();
    runInBackground(kLane, [this, mailbox = m_mailbox, entry = download->entry, id, job, settings,
                            stop = m_running.back().stop.get_token()] {
        const TaskContext context(stop, [&](const Progress& p) {
            mailbox->post([this, id, job, fraction = p.fraction, stage = QString::fromStdString(p.stage)] {
                progressed(id, job, fraction, stage);
            });
        });
        const auto end = std::make_shared<Result<std::string>>(
            stop.stop_requested() ? Result<std::string>(Cancelled{}) : fetchGuarded(entry, downloadFolder(), settings, context));
        mailbox->post([this, id, job, end] { ended(id, job, *end); });
    });
}

bool Downloads::isCurrent(const QString& id, int job) const {
    return std::ranges::any_of(m_running, [&](const Running& r) { return r.id == id && r.job == job; });
}

void Downloads::progressed(const QString& id, int job, double fraction, const QString& stage) {
    Download* download = get(id);
    if (!download || !isCurrent(id, job) || download->state == Download::State::Cancelling) return;
    if (download->state == Download::State::Waiting) m_startedAt = -1;
    if (m_startedAt < 0 && std::isfinite(fraction)) {
        m_startedAt = fraction; // what an earlier download left is no measure of speed
        m_clock.start();
    }
    const double gained = fraction - m_startedAt, elapsed = static_cast<double>(m_clock.elapsed()) / 1000;
    download->secondsLeft = m_startedAt >= 0 && gained > 0.01 ? elapsed * (1 - fraction) / gained : -1;
    download->fraction = fraction;
    download->stage = stage;
    set(*download, Download::State::Running);
}

void Downloads::ended(const QString& id, int job, const Result<std::string>& end) {
    Download* download = get(id);
    if (!download || !isCurrent(id, job)) return;
    std::erase_if(m_running, [job](const Running& r) { return r.job == job; });
    m_startedAt = -1;
    if (end.hasError()) download->problem = QString::fromStdString(end.error().message);
    set(*download, end.hasError() ? Download::State::Failed : idleState(download->entry));
    Q_EMIT finished(id);
}

void Downloads::cancel(const QString& id) {
    Download* download = get(id);
    if (!download || !download->isActive()) return;
    for (Running& running : m_running)
        if (running.id == id) running.stop.request_stop();
    if (download->state == Download::State::Waiting) {
        std::erase_if(m_running, [&](const Running& r) { return r.id == id; });
        set(*download, Download::State::Absent);
        Q_EMIT finished(id);
    } else
        set(*download, Download::State::Cancelling);
}

void Downloads::cancelAll() {
    for (const Download& download : m_all) cancel(download.id());
}

} // namespace recoscope::ui
