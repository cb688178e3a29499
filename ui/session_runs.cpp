#include "core/models/registry.h"
#include "ui/models/run_text.h"
#include "ui/session.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <cmath>
#include <ranges>

namespace recoscope::ui {

const Run* Session::run(int id) const {
    const std::vector<Run>& among = id < 0 ? m_now.references : m_now.runs;
    const auto it = std::ranges::find(among, id, &Run::id);
    return it == among.end() ? nullptr : &*it;
}

Run* Session::find(int id) { return const_cast<Run*>(std::as_const(*this).run(id)); }

std::vector<const Run*> Session::doneRuns() const {
    std::vector<const Run*> done;
    for (const Run& r : m_now.runs)
        if (r.isDone()) done.push_back(&r);
    return done;
}

bool Session::hasActiveRuns() const { return std::ranges::any_of(m_now.runs, &Run::isActive); }

/// The same settings under another protocol are the same model: same colour, dash and marker.
ModelSignature Session::freeSignature(const ModelSpec& spec, const ExperimentSpec& protocol) const {
    const auto beside = [&](const Run& r) { return sameProtocol(r.experiment, protocol); };
    for (const Run& r : m_now.runs) {
        if (beside(r) || r.spec.algorithm != spec.algorithm || r.spec.params != spec.params) continue;
        const bool used =
            std::ranges::any_of(m_now.runs, [&](const Run& other) { return beside(other) && other.signature == r.signature; });
        if (!used) return r.signature;
    }
    const auto taken = [&](int slot) {
        return std::ranges::any_of(m_now.runs, [slot](const Run& r) { return r.signature.slot == slot; });
    };
    const int fixed = fixedSlotOf(QString::fromStdString(spec.algorithm));
    if (fixed != -3 && (fixed < 0 || !taken(fixed))) return {fixed};
    int slot = 6;
    while (taken(slot)) ++slot;
    return {slot};
}

QString Session::freeName(const QString& name, int exceptRun) const {
    const auto taken = [&](const QString& n) {
        return std::ranges::any_of(m_now.runs, [&](const Run& r) { return r.name == n && r.id != exceptRun; });
    };
    if (!taken(name)) return name;
    for (int k = 2;; ++k)
        if (QString numbered = name + ' ' + QString::number(k); !taken(numbered)) return numbered;
}

int Session::train(const ModelSpec& spec) {
    const AlgorithmInfo* algorithm = findAlgorithm(spec.algorithm);
    if (!m_now.dataset || !algorithm) return 0;
    Run run;
    run.id = d->nextRunId++;
    run.name = freeName(QString::fromStdString(algorithm->name));
    run.signature = freeSignature(spec, m_now.protocol);
    run.spec = spec;
    run.experiment = m_now.protocol;
    run.experiment.models = {spec};
    const int id = run.id;
    m_now.runs.push_back(std::move(run));
    Q_EMIT runAdded(id);
    startNext();
    return id;
}

bool Session::wouldKeep(const Run& run) {
    const bool working = run.state == Run::State::Running || (run.state == Run::State::Cancelling && run.keeps);
    return working && run.experiment.split.kind != SplitKind::KFold &&
           std::ranges::any_of(run.epochs, [](const EpochPoint& e) { return std::isfinite(e.validation); });
}

void Session::stopRun(int id) {
    Run* run = find(id);
    if (!run) return;
    if (run->state != Run::State::Running || !wouldKeep(*run)) {
        cancelRun(id);
        return;
    }
    run->state = Run::State::Cancelling;
    run->keeps = true;
    d->finishing.request_stop();
    Q_EMIT runChanged(id);
}

void Session::cancelRun(int id) {
    Run* run = find(id);
    if (!run) return;
    if (run->state == Run::State::Queued) {
        std::erase_if(m_now.runs, [id](const Run& r) { return r.id == id; });
        Q_EMIT runRemoved(id);
    } else if (run->state == Run::State::Running || (run->state == Run::State::Cancelling && run->keeps)) {
        run->state = Run::State::Cancelling;
        run->keeps = false;
        d->training.request_stop();
        Q_EMIT runChanged(id);
    }
}

void Session::cancelAll() {
    std::vector<int> active;
    for (const Run& r : m_now.runs)
        if (r.isActive()) active.push_back(r.id);
    for (const int id : std::views::reverse(active)) cancelRun(id);
    cancelOpening();
    m_downloads->cancelAll();
}

void Session::insertRun(std::size_t at, Run run) {
    const int id = run.id;
    // Others may have taken them while it was away.
    run.name = freeName(run.name);
    const bool taken = std::ranges::any_of(m_now.runs, [&](const Run& other) {
        return other.signature == run.signature && sameProtocol(other.experiment, run.experiment);
    });
    if (taken) run.signature = freeSignature(run.spec, run.experiment);
    m_now.runs.insert(m_now.runs.begin() + static_cast<std::ptrdiff_t>(std::min(at, m_now.runs.size())), std::move(run));
    Q_EMIT runAdded(id);
}

Run Session::takeRun(int id) {
    const auto it = std::ranges::find(m_now.runs, id, &Run::id);
    Run run = std::move(*it);
    m_now.runs.erase(it);
    if (m_now.selectedRun == id) selectRun(doneRuns().empty() ? 0 : doneRuns().front()->id);
    Q_EMIT runRemoved(id);
    return run;
}

void Session::removeRun(int id) {
    const Run* target = run(id);
    if (!target || target->isActive()) return;
    const auto at = static_cast<std::size_t>(target - m_now.runs.data());
    auto kept = std::make_shared<Run>();
    m_undo.push(new SessionCommand(
        tr("Delete %1").arg(target->name), [this, id, kept] { *kept = takeRun(id); },
        [this, at, kept] { insertRun(at, *kept); }));
}

void Session::renameRun(int id, const QString& wanted) {
    Run* target = find(id);
    const QString name = freeName(wanted.simplified(), id);
    if (!target || name.isEmpty() || target->name == name) return;
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
