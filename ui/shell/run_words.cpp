#include "ui/shell/run_words.h"
#include "ui/format.h"
#include <QObject>

namespace recoscope::ui {

QString trainedIn(double seconds) {
    return seconds < 0.005 ? QObject::tr("trained at once") : QObject::tr("trained in %1").arg(format::seconds(seconds));
}

QString resultOf(const Run& run) {
    if (run.state == Run::State::Cancelled) return QObject::tr("Cancelled. Nothing of it is kept.");
    if (run.state == Run::State::Failed) return format::safe(run.error.message);
    if (!run.isDone()) return {};
    const auto ndcg = run.result->means.find("ndcg@10");
    const TrainingLog& log = run.result->log;
    const QString words =
        log.stoppedOnRequest ? QObject::tr("stopped, epoch %1 kept").arg(log.keptEpoch) : trainedIn(run.result->trainSeconds);
    return ndcg == run.result->means.end() ? words
                                           : QStringLiteral("NDCG@10 %1, %2").arg(format::bounded(ndcg->second.value), words);
}

QString progressOf(const Run& run) {
    if (run.state == Run::State::Queued) return QObject::tr("waiting for its turn");
    if (run.state == Run::State::Cancelling) return QObject::tr("cancelling, ends within 1 s");
    return run.secondsLeft >= 0 ? QObject::tr("%1, %2 left").arg(run.stage, format::seconds(run.secondsLeft)) : run.stage;
}

} // namespace recoscope::ui
