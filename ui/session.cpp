#include "ui/session.h"
#include "core/models/registry.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

Session::Session(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)), m_protocol(windowDefaults()) {}

Session::~Session() {
    d->mailbox->close();
    for (std::stop_source* stop : {&d->opening, &d->splitting, &d->training}) stop->request_stop();
}

bool Session::waitForWork(int milliseconds) { return waitForBackground(milliseconds); }

// ---- Protocol

void Session::setProtocol(const SplitSpec& split, std::uint64_t seed, double relevanceThreshold) {
    m_protocol.split = split;
    m_protocol.seed = seed;
    m_protocol.relevanceThreshold = relevanceThreshold;
    Q_EMIT protocolChanged();
    makeSplit();
}

void Session::makeSplit() {
    d->splitting.request_stop();
    d->splitting = {};
    m_split.reset();
    m_splitError.reset();
    if (!m_dataset) return;
    const int job = ++d->splittingJob;
    const auto stop = d->splitting.get_token();
    runInBackground(0, [this, mailbox = d->mailbox, dataset = m_dataset, spec = m_protocol, job, stop] {
        auto made =
            std::make_shared<Result<std::vector<Split>>>(makeSplits(*dataset, spec.split, spec.seed, TaskContext(stop, {})));
        mailbox->post([this, made, job] { // runs in the session's thread, and only while it lives
            if (job != d->splittingJob || made->isCancelled()) return;
            if (made->hasError()) {
                m_splitError = made->error();
                Q_EMIT splitFailed(*m_splitError);
            } else {
                m_split = std::make_shared<const Split>(std::move(made->value().front()));
                Q_EMIT splitReady();
            }
            startNext();
        });
    });
}

// ---- Runs

const Run* Session::run(int id) const {
    const auto it = std::ranges::find(m_runs, id, &Run::id);
    return it == m_runs.end() ? nullptr : &*it;
}

Run* Session::find(int id) { return const_cast<Run*>(std::as_const(*this).run(id)); }

std::vector<const Run*> Session::doneRuns() const {
    std::vector<const Run*> done;
    for (const Run& r : m_runs)
        if (r.isDone()) done.push_back(&r);
    return done;
}

bool Session::hasActiveRuns() const { return std::ranges::any_of(m_runs, &Run::isActive); }

ModelSignature Session::freeSignature(const std::string& algorithm) const {
    const auto taken = [&](int slot) {
        return std::ranges::any_of(m_runs, [slot](const Run& r) { return r.signature.slot == slot; });
    };
    const int fixed = fixedSlotOf(QString::fromStdString(algorithm));
    if (fixed != -3 && (fixed < 0 || !taken(fixed))) return {fixed};
    int slot = 6;
    while (taken(slot)) ++slot;
    return {slot};
}

QString Session::freeName(const QString& name) const {
    const auto taken = [&](const QString& n) { return std::ranges::any_of(m_runs, [&](const Run& r) { return r.name == n; }); };
    if (!taken(name)) return name;
    for (int k = 2;; ++k)
        if (const QString numbered = name + ' ' + QString::number(k); !taken(numbered)) return numbered;
}

int Session::train(const ModelSpec& spec) {
    const AlgorithmInfo* algorithm = findAlgorithm(spec.algorithm);
    if (!m_dataset || !algorithm) return 0;
    Run run;
    run.id = d->nextRunId++;
    run.name = freeName(QString::fromStdString(algorithm->name));
    run.signature = freeSignature(spec.algorithm);
    run.spec = spec;
    run.experiment = m_protocol;
    run.experiment.models = {spec};
    const int id = run.id;
    m_runs.push_back(std::move(run));
    Q_EMIT runAdded(id);
    startNext();
    return id;
}

void Session::startNext() {
    if (d->runningId != 0 || !m_split) return;
    const auto next = std::ranges::find(m_runs, Run::State::Queued, &Run::state);
    if (next == m_runs.end()) return;
    next->state = Run::State::Running;
    next->stage = tr("starting");
    // What waited in the queue is trained under the protocol in force when it starts.
    next->experiment = m_protocol;
    next->experiment.models = {next->spec};
    d->runningId = next->id;
    d->training = {};
    d->trainingClock.start();
    trainInBackground(
        d->mailbox, [this](TrainEvent&& event) { take(std::move(event)); }, next->id, next->experiment, m_dataset, m_split,
        d->training.get_token());
    Q_EMIT runChanged(next->id);
}

void Session::take(TrainEvent&& event) {
    Run* run = find(event.run);
    if (event.end) {
        if (d->runningId == event.run) d->runningId = 0;
    }
    if (!run) { // its data was closed while it ran
        if (event.end) startNext();
        return;
    }
    if (event.epoch) run->epochs.push_back(*event.epoch);
    if (event.fraction >= 0) {
        run->fraction = event.fraction;
        run->stage = event.stage;
        const double elapsed = static_cast<double>(d->trainingClock.elapsed()) / 1000;
        run->secondsLeft = event.fraction > 0.05 ? elapsed * (1 - event.fraction) / event.fraction : -1;
    }
    if (!event.end) {
        Q_EMIT runChanged(event.run);
        return;
    }
    auto& end = *event.end;
    if (end.isCancelled())
        run->state = Run::State::Cancelled;
    else if (end.hasError()) {
        run->state = Run::State::Failed;
        run->error = end.error();
    } else {
        run->state = Run::State::Done;
        run->fraction = 1;
        run->protocol = end.value().protocol;
        run->result = std::make_shared<const ModelResult>(std::move(end.value().models.front()));
        if (m_selectedRun == 0) selectRun(run->id);
    }
    Q_EMIT runChanged(event.run);
    Q_EMIT runFinished(event.run);
    startNext();
}

void Session::cancelRun(int id) {
    Run* run = find(id);
    if (!run) return;
    if (run->state == Run::State::Queued) {
        std::erase_if(m_runs, [id](const Run& r) { return r.id == id; });
        Q_EMIT runRemoved(id);
    } else if (run->state == Run::State::Running) {
        run->state = Run::State::Cancelling;
        d->training.request_stop();
        Q_EMIT runChanged(id);
    }
}

void Session::cancelAll() {
    std::vector<int> active;
    for (const Run& r : m_runs)
        if (r.isActive()) active.push_back(r.id);
    for (auto it = active.rbegin(); it != active.rend(); ++it) cancelRun(*it);
    cancelOpening();
}

void Session::insertRun(std::size_t at, Run run) {
    const int id = run.id;
    m_runs.insert(m_runs.begin() + static_cast<std::ptrdiff_t>(std::min(at, m_runs.size())), std::move(run));
    Q_EMIT runAdded(id);
}

Run Session::takeRun(int id) {
    const auto it = std::ranges::find(m_runs, id, &Run::id);
    Run run = std::move(*it);
    m_runs.erase(it);
    if (m_selectedRun == id) selectRun(doneRuns().empty() ? 0 : doneRuns().front()->id);
    Q_EMIT runRemoved(id);
    return run;
}

void Session::removeRun(int id) {
    const Run* target = run(id);
    if (!target || target->isActive()) return;
    const auto at = static_cast<std::size_t>(target - m_runs.data());
    auto kept = std::make_shared<Run>();
    m_undo.push(new SessionCommand(
        tr("Delete %1").arg(target->name), [this, id, kept] { *kept = takeRun(id); },
        [this, at, kept] { insertRun(at, *kept); }));
}

void Session::renameRun(int id, const QString& name) {
    Run* target = find(id);
    if (!target || target->name == name) return;
    const QString before = target->name;
    const auto set = [this, id](const QString& text) {
        if (Run* r = find(id)) {
            r->name = text;
            Q_EMIT runChanged(id);
        }
    };
    m_undo.push(new SessionCommand(
        tr("Rename %1").arg(before), [set, name] { set(name); }, [set, before] { set(before); }));
}

} // namespace recoscope::ui
