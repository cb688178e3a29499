#include "ui/jobs/seldom.h"
#include <chrono>
#include <memory>
#include <utility>

namespace recoscope::ui {

std::function<void(const Progress&)> seldom(std::function<void(const Progress&)> report) {
    static constexpr std::chrono::milliseconds kBetween{50};
    auto last = std::make_shared<std::chrono::steady_clock::time_point>(std::chrono::steady_clock::now()); // of all its copies
    return [report = std::move(report), last = std::move(last)](const Progress& p) {
        if (std::chrono::steady_clock::now() - *last < kBetween) return;
        *last = std::chrono::steady_clock::now();
        report(p);
    };
}

} // namespace recoscope::ui
