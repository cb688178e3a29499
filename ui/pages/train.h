#pragma once
#include "ui/pages/page.h"

namespace recoscope::ui {

/// Gallery by family, generated form, runs with live curves, and the same from a terminal.
[[nodiscard]] PageInfo trainPage();

} // namespace recoscope::ui
