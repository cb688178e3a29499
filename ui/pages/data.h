#pragma once
#include "ui/pages/page.h"

namespace recoscope::ui {

/// What was found: counts, sparsity map, tail, histogram, activity. Without data it is the start page.
[[nodiscard]] PageInfo dataPage();

} // namespace recoscope::ui
