#pragma once
#include "ui/pages/page.h"

namespace recoscope::ui {

/// One user: history, lists of the trained models side by side, why, and what if.
[[nodiscard]] PageInfo inspectPage();

} // namespace recoscope::ui
