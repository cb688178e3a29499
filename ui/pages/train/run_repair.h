#pragma once
#include "ui/session.h"
#include <QString>
#include <optional>

namespace recoscope::ui {

/// What one button can do about a failed run.
struct Repair {
    QString text; ///< "Retry with learning rate 0.005".
    ModelSpec spec;
};

/// Where the error names a number of the form: its default, or a tenth of what was tried where that was the default or less.
[[nodiscard]] std::optional<Repair> repairFor(const Run& run);

/// "Biased MF stopped at epoch 3", "EASE did not start".
[[nodiscard]] QString failureTitle(const Run& run);

} // namespace recoscope::ui
