#pragma once
#include "core/base/task_context.h"
#include <functional>

namespace recoscope::ui {

/// Lets a report of progress through every 50 ms, the first after as long: the GUI thread is not flooded. Called on one worker at
/// a time.
[[nodiscard]] std::function<void(const Progress&)> seldom(std::function<void(const Progress&)> report);

} // namespace recoscope::ui
