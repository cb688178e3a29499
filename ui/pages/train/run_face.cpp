#include "ui/pages/train/run_face.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include "ui/pages/train/run_curves.h"
#include <QCoreApplication>
#include <cmath>

namespace recoscope::ui {
namespace {

using Does = RunFace::Does;
QString tr(const char* text) { return QCoreApplication::translate("RunFace", text); }

/// What stands before this run in the queue.
QString waitsFor(const Run& run, const Session& session) {
    if (!session.split()) return session.splitError() ? tr("waits for a split that works") : tr("waits for the split");
    QString before;
    for (const Run& other : session.runs()) {
        if (other.id == run.id) break;
        if (other.isActive()) before = other.name;
    }
    return before.isEmpty() ? tr("starts next") : tr("starts after %1").arg(before);
}

int bestEpochOf(const Run& run) {
    const auto points = curvesOf(run, {}).validation;
    if (points.empty() || points.front().points.empty() || !points.front().markedPoint) return 0;
    return static_cast<int>(points.front().points[*points.front().markedPoint].x());
}

void describeWorking(RunFace& face, const Run& run) {
    if (run.state == Run::State::Running) {
        face.state = run.stage;
        face.time = run.secondsLeft < 0 ? QString() : tr("%1 left").arg(format::seconds(run.secondsLeft));
        face.main = {tr("Cancel"),
                     Session::wouldKeep(run) ? tr("Stops now and keeps the best epoch so far")
                                             : tr("Stops now; there is no measured epoch to keep yet"),
                     Does::Stop};
        return;
    }
    face.state = run.keeps ? tr("stopping; epoch %1 is kept").arg(bestEpochOf(run)) : tr("cancelling, ends within 1 s");
    if (run.keeps) face.main = {tr("Discard"), tr("Keeps nothing of this run"), Does::Discard};
}

void describeDone(RunFace& face, const Run& run) {
    const TrainingLog& log = run.result->log;
    face.value = headlineOf(run);
    face.time = format::seconds(run.result->trainSeconds);
    face.main = {tr("Inspect"), tr("See what this model recommends"), Does::Inspect};
    if (log.stoppedOnRequest) {
        face.note =
            tr("Stopped at epoch %1; epoch %2 kept").arg(QString::number(log.epochs.size()), QString::number(log.keptEpoch));
        face.repeat = {tr("Train to the end"), tr("Starts over with the same settings; the same seed repeats the first epochs"),
                       Does::TrainAgain};
        return;
    }
    face.stateRole = PlainLabel::Role::Good;
    face.state = log.stoppedEarly ? tr("✓ stopped early, epoch %1").arg(log.epochs.size()) : tr("✓ done");
}

} // namespace

RunFace faceOf(const Run& run, const Session& session) {
    RunFace face;
    face.otherProtocol = run.state == Run::State::Done && !sameProtocol(run.experiment, session.protocol());
    switch (run.state) {
    case Run::State::Queued:
        face.queued = true;
        face.time = waitsFor(run, session);
        face.main = {tr("Remove"), tr("Takes this run out of the queue"), Does::Remove};
        break;
    case Run::State::Running:
    case Run::State::Cancelling:
        describeWorking(face, run);
        break;
    case Run::State::Done:
        describeDone(face, run);
        break;
    case Run::State::Cancelled:
        face.state =
            run.epochs.empty() ? tr("cancelled; nothing kept") : tr("cancelled at epoch %1; nothing kept").arg(run.epochs.size());
        face.main = {tr("Train again"), tr("The same settings from the start"), Does::TrainAgain};
        break;
    case Run::State::Failed:
        face.state = tr("failed");
        face.stateRole = PlainLabel::Role::Bad;
        face.main = {tr("Change settings"), tr("Puts these settings into the form"), Does::ChangeSettings};
        break;
    }
    return face;
}

} // namespace recoscope::ui
