#pragma once
#include "core/base/task_context.h"
#include "core/experiment/experiment.h"
#include <QString>
#include <memory>

namespace recoscope::ui {

/// What a protocol gives on the open data, counted before anybody trains under it.
struct SplitCounts {
    QString problem; ///< A sentence where it gives nothing; then the rest is 0.
    std::int64_t train = 0, positives = 0, valid = 0, test = 0;
    std::int32_t testUsers = 0;    ///< Users with something relevant held out for the test.
    std::int32_t droppedUsers = 0; ///< Users without a training rating.
    std::int32_t coldItems = 0;    ///< Items tested that training never saw.
    int folds = 1;                 ///< The counts are of the first.
    bool cancelled = false;
};
/// Cuts the data and counts. Slow on large data: for a worker.
[[nodiscard]] SplitCounts countSplit(const Dataset& dataset, const ExperimentSpec& protocol, const TaskContext& context);

/// "Learns from 80,808 ratings, chooses epochs on 9,596, tests 943 users on 9,596. 29 items are tested that training never saw."
[[nodiscard]] QString splitSentence(const SplitCounts& counts);

} // namespace recoscope::ui
