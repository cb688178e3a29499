#pragma once
#include "core/bench/suite.h"
#include "core/bench/worlds.h"
#include <map>

namespace recoscope::bench {

/// What a measurement may use.
struct Bench {
    const World& world;
    const SuiteOptions& options;
    const TaskContext& context;
};

/// One measurement as the suite lists it.
struct Step {
    std::string id, what;
    std::vector<std::string> worlds;
    std::function<Result<Measurement>(const Bench&)> run; ///< Fills timing, note, latency.
    std::map<std::string, double> targets;                ///< Seconds, by world: the figures that must be reached.
    std::map<std::string, double> aims;                   ///< Seconds, by world: what a prototype reached, times 1.3.
};

[[nodiscard]] std::vector<Step> readingSteps();
[[nodiscard]] std::vector<Step> largeFileSteps();
[[nodiscard]] std::vector<Step> trainingSteps();
[[nodiscard]] std::vector<Step> queryingSteps();

/// Repeats equal work up to options.runs times, at most about 10 s in all.
[[nodiscard]] Result<Measurement> repeat(const Bench& bench, const std::function<Result<>()>& body);

} // namespace recoscope::bench
