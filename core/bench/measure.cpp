#include "core/bench/measure.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <malloc.h>
#include <sys/resource.h>

namespace recoscope::bench {
namespace {

double processorSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string processorName() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name")) return std::string(trim(std::string_view(line).substr(line.find(':') + 1)));
    return "unknown processor";
}

} // namespace

double smallest(const std::vector<double>& values) { return values.empty() ? std::nan("") : std::ranges::min(values); }

double quantile(std::vector<double> values, double q) {
    if (values.empty()) return std::nan("");
    std::ranges::sort(values);
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place), above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - std::floor(place)) * (values[above] - values[below]);
}

Result<Timing> measure(int runs, const std::function<Result<>()>& body) {
    Timing timing;
    for (int run = 0; run < runs; ++run) {
        const double cpu = processorSeconds();
        const auto start = std::chrono::steady_clock::now();
        if (auto done = body(); !done) return done.as<Timing>();
        timing.wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        timing.cpu.push_back(processorSeconds() - cpu);
    }
    return timing;
}

double peakMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return 1024 * parseNumber(trim(line.substr(6, line.find("kB") - 6))).value_or(std::nan(""));
    return std::nan("");
}

void resetPeakMemory() {
    malloc_trim(0);
    constexpr const char* kResetPeak = "5";
    std::ofstream("/proc/self/clear_refs") << kResetPeak;
}

std::string machineLine() {
#if defined(__AVX512F__)
    const char* build = "built for AVX-512";
#elif defined(__AVX2__)
    const char* build = "built for AVX2";
#else
    const char* build = "built for the oldest processors";
#endif
    return processorName() + ", " + counted(hardwareThreads(), "thread", "threads") + ", " + build;
}

} // namespace recoscope::bench
