#pragma once
#include "ui/pages/page.h"

namespace recoscope::ui {

/// Leaderboard with intervals, curves against K, protocol card.
[[nodiscard]] PageInfo comparePage();

} // namespace recoscope::ui
