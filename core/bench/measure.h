#pragma once
#include "core/base/result.h"
#include <functional>
#include <string>
#include <vector>

namespace recoscope::bench {

/// Seconds of each run: by the clock on the wall, and of the processor, summed over the process's threads (user and system).
struct Timing {
    std::vector<double> wall, cpu;
};

[[nodiscard]] double smallest(const std::vector<double>& values);    ///< NaN where there is none.
[[nodiscard]] double quantile(std::vector<double> values, double q); ///< By linear interpolation; q in [0, 1].
[[nodiscard]] inline double median(const std::vector<double>& values) { return quantile(values, 0.5); }

/// Runs `body` `runs` times and times each. The first failure or stop ends it and is passed on.
[[nodiscard]] Result<Timing> measure(int runs, const std::function<Result<>()>& body);

/// The most memory that the process held since resetPeakMemory(), shared and mapped pages included, in bytes; NaN where the
/// system does not say.
[[nodiscard]] double peakMemory();
void resetPeakMemory();

/// What a reader needs to know of the machine, in one line without names: processor, threads, vector width of the build.
[[nodiscard]] std::string machineLine();

} // namespace recoscope::bench
