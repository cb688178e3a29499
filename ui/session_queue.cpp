#include "core/models/registry.h"
#include "ui/session.h"
#include "ui/session_state.h"
#include <algorithm>

namespace recoscope::ui {

void Session::startNext() {
    if (d->runningId != 0 || !m_now.split) return;
    const auto next = std::ranges::find(m_now.runs, Run::State::Queued, &Run::state);
    if (next == m_now.runs.end()) return;
    makeReferences();
    next->state = Run::State::Running;
    next->stage = tr("starting");
    // What waited in the queue is trained under the protocol in force when it starts.
    next->experiment = m_now.protocol;
    next->experiment.models = {next->spec};
    d->runningId = next->id;
    d->training = {};
    d->finishing = {};
    d->trainingClock.start();
    trainInBackground(
        d->mailbox, [this](TrainEvent&& event) { take(std::move(event)); }, next->id, next->experiment, m_now.dataset,
        m_now.split, d->training.get_token(), d->finishing.get_token());
    Q_EMIT runChanged(next->id);
}

/// Cheap beside any training, and what every value is read against; so nobody has to ask for them.
void Session::makeReferences() {
    if (m_now.referencesSplit == m_now.split) return;
    m_now.referencesSplit = m_now.split;
    d->referencing = {};
    const int job = ++d->referencesJob;
    ExperimentSpec spec = m_now.protocol;
    spec.models = {{"popularity", {}}, {"random", {}}};
    runInBackground(0, [this, mailbox = d->mailbox, spec, dataset = m_now.dataset, split = m_now.split, job,
                        stop = d->referencing.get_token()] {
        auto made = std::make_shared<Result<ExperimentResult>>(runGuarded(spec, dataset, split, TaskContext(stop, {})));
        mailbox->post([this, made, spec, job] {
            if (job != d->referencesJob || !made->hasValue()) return; // the scale is then missing, nothing else
            for (ModelResult& model : made->value().models) {
                Run run;
                run.spec = model.spec;
                run.signature = {fixedSlotOf(QString::fromStdString(model.spec.algorithm))};
                run.id = run.signature.slot;
                run.name = QString::fromStdString(findAlgorithm(model.spec.algorithm)->name);
                run.experiment = spec;
                run.experiment.models = {model.spec};
                run.state = Run::State::Done;
                run.protocol = made->value().protocol;
                run.result = std::make_shared<const ModelResult>(std::move(model));
                m_now.references.push_back(std::move(run));
            }
            Q_EMIT referencesChanged();
        });
    });
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
    finishRun(*run, *event.end);
    Q_EMIT runChanged(event.run);
    Q_EMIT runFinished(event.run);
    startNext();
}

void Session::finishRun(Run& run, Result<ExperimentResult>& end) {
    run.keeps = false;
    if (end.isCancelled()) {
        run.state = Run::State::Cancelled;
    } else if (end.hasError()) {
        run.state = Run::State::Failed;
        run.error = end.error();
    } else {
        run.state = Run::State::Done;
        run.fraction = 1;
        run.protocol = end.value().protocol;
        run.result = std::make_shared<const ModelResult>(std::move(end.value().models.front()));
        if (m_now.selectedRun == 0) selectRun(run.id);
    }
}

} // namespace recoscope::ui
