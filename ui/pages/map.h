#pragma once
#include "ui/pages/page.h"

namespace recoscope::ui {

/// The items of a factor model in two of its principal axes, and what each axis means.
[[nodiscard]] PageInfo mapPage();

} // namespace recoscope::ui
