#pragma once
#include "ui/jobs/downloads.h"
#include <QString>

namespace recoscope::ui {

/// Where a download stands, in few words: "4.9 MB", "1.2 MB of 5.9 MB, 4 s left", "on this computer", "failed".
[[nodiscard]] QString stateWords(const Download& download);
/// The same with what the data holds, for screen readers and narrow lines.
[[nodiscard]] QString wordsOf(const Download& download);

} // namespace recoscope::ui
