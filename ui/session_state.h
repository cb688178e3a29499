#pragma once
#include "ui/jobs/mailbox.h"
#include "ui/session.h"
#include <QElapsedTimer>
#include <span>
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
    std::stop_source opening, filtering, splitting, referencing;
    std::stop_source training, finishing;                                      ///< Of the run at work: drop it, or stop and keep.
    int openingJob = 0, filteringJob = 0, splittingJob = 0, referencesJob = 0; ///< Answers of older jobs are dropped.
    bool isOpening = false, isFiltering = false;
    QString openingRef;
    std::optional<SplitSpec> splitOfOpening; ///< What the data is to be cut by once it is open.
    QElapsedTimer openingClock, trainingClock;
    int nextRunId = 1;
    int runningId = 0;
    bool travelling = false;
};

/// What the worker that opens or filters data finds out about it at once.
struct DataFindings {
    std::shared_ptr<const DataProfile> profile;
    std::shared_ptr<const std::vector<QualityFinding>> quality;
};
[[nodiscard]] DataFindings findOut(const Dataset& dataset, const TaskContext& context);

/// The cut-offs at which all metrics are measured, for tables; the curves have every K up to the last of them.
[[nodiscard]] std::span<const int> shownCutoffs();

/// Metrics and cut-offs of every training in the window.
[[nodiscard]] ExperimentSpec windowDefaults();

/// Runs one model and posts its events. Knows only copies and the mailbox.
void trainInBackground(const std::shared_ptr<Mailbox>& mailbox, std::function<void(TrainEvent&&)> deliver, int run,
                       ExperimentSpec spec, const std::shared_ptr<const Dataset>& dataset,
                       const std::shared_ptr<const Split>& split, const std::stop_token& stop, const std::stop_token& finish);

/// runExperiment with what a worker must not let out turned into an Error.
[[nodiscard]] Result<ExperimentResult> runGuarded(const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset,
                                                  const std::shared_ptr<const Split>& split, const TaskContext& context,
                                                  const ExperimentObserver& observer = {}, const std::stop_token& finish = {});

} // namespace recoscope::ui
