#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/bench/measure.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace recoscope::bench {

/// One line of the table.
struct Measurement {
    std::string id;    ///< "ials-epoch": what --only takes.
    std::string world; ///< "ml-1m", "demo", "generated"...
    std::string what;  ///< In words.
    Timing timing;
    std::optional<double> target; ///< Seconds that must not be passed.
    std::optional<double> aim;    ///< Seconds that a bare prototype of the inner loop took, times 1.3: where to get to.
    std::string note;             ///< What was done, in numbers: "16 of 16 epochs", "NDCG@10 .31".
    std::optional<double> peakBytes, mostBytes; ///< Of the process while it ran, and what must not be passed.
    bool latency = false; ///< Runs differ on purpose (one user each): judged by the 95th percentile, not the minimum.

    /// What is held against the target: the minimum (other programs only ever add time), for latencies the 95th percentile.
    [[nodiscard]] double judged() const { return latency ? quantile(timing.wall, 0.95) : smallest(timing.wall); }
    [[nodiscard]] bool passes() const {
        return (!target || judged() <= *target) && (!mostBytes || !peakBytes || *peakBytes <= *mostBytes);
    }
};

struct SuiteOptions {
    std::vector<std::string> only; ///< Ids of measurements or names of worlds; empty = all.
    int runs = 3;                  ///< Of each measurement that repeats the same work.
    bool large = true;             ///< The generated worlds of MovieLens 20M's and 25M's shape, too: some minutes and 3 GB.
    int threads = 0;
};

/// The ids and worlds that --only takes.
[[nodiscard]] std::vector<std::string> suiteWords();

/// Measures reading, training, evaluating, ranking, and asking why, on the demo world, on MovieLens 100K and 1M where they are
/// present ($RECOSCOPE_DATASETS, else beside the source folder) and on the generated world; hands over each line when it is done.
/// Errors: the first failing measurement's, with its name; InvalidParameter for unknown words. Cancellable.
[[nodiscard]] Result<> runSuite(const SuiteOptions& options, const TaskContext& context,
                                const std::function<void(const Measurement&)>& onLine);

} // namespace recoscope::bench
