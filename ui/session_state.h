#pragma once
#include "ui/jobs/mailbox.h"
#include "ui/session.h"
#include <QElapsedTimer>
#include <stop_token>
#include <utility>

namespace recoscope::ui {

/// What a training tells the session, in order.
struct TrainEvent {
    int run = 0;
    double fraction = -1; ///< Negative: no news of progress.
    QString stage;
    std::optional<EpochPoint> epoch;
    std::shared_ptr<Result<ExperimentResult>> end; ///< Once, at the end.
};

struct Session::Private {
    explicit Private(Session* session) : mailbox(std::make_shared<Mailbox>(session)) {}
    std::shared_ptr<Mailbox> mailbox;
    std::stop_source opening, splitting, training;
    int openingJob = 0, splittingJob = 0; ///< Answers of older jobs are dropped.
    bool isOpening = false;
    QString openingRef;
    QElapsedTimer openingClock, trainingClock;
    int nextRunId = 1;
    int runningId = 0;
    std::vector<std::pair<std::optional<UserIndex>, std::optional<ItemIndex>>> visited;
    std::size_t visitedAt = 0;
    bool travelling = false;
};

/// Metrics and cut-offs of every training in the window: curves against K up to 50, the table at 10.
[[nodiscard]] ExperimentSpec windowDefaults();

/// Runs one model and posts its events. Knows only copies and the mailbox.
void trainInBackground(const std::shared_ptr<Mailbox>& mailbox, std::function<void(TrainEvent&&)> deliver, int run,
                       ExperimentSpec spec, std::shared_ptr<const Dataset> dataset, std::shared_ptr<const Split> split,
                       std::stop_token stop);

} // namespace recoscope::ui
