#pragma once
#include "ui/pages/inspect/reason_bars.h"
#include "ui/pages/inspect/sentences.h"
#include <vector>

namespace recoscope::ui {

/// The waterfall's rows with real titles and the help of each number; amounts add up as printed.
[[nodiscard]] std::vector<ReasonLine> reasonLines(const Explanation& view, const WhyContext& context, const ReasonLimits& limits);
/// "score 0.349" as everywhere on the page.
[[nodiscard]] QString scoreText(float score);

} // namespace recoscope::ui
