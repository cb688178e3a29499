#pragma once
#include "ui/session.h"

namespace recoscope::ui {

/// What is told of a run in the strip, the panel, the status bar and the toast: the same words everywhere.
[[nodiscard]] QString trainedIn(double seconds);  ///< "trained in 0.06 s", "trained at once" where the clock shows nothing.
[[nodiscard]] QString resultOf(const Run& run);   ///< "NDCG@10 .3282, trained in 0.06 s"; why it failed; that it was cancelled.
[[nodiscard]] QString progressOf(const Run& run); ///< "epoch 31 of 48, 9 s left".

} // namespace recoscope::ui
