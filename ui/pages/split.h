#pragma once
#include "ui/pages/page.h"

namespace recoscope::ui {

/// Who may learn from what: every protocol on the open data, drawn and measured, before anybody trains under it.
[[nodiscard]] PageInfo splitPage();

} // namespace recoscope::ui
