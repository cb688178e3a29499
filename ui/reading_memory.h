#pragma once
#include "core/data/load.h"
#include <optional>
#include <string>

namespace recoscope::ui {

/// How files of one shape (SourcePreview::shape) were read last time, because a person said so. Kept in the settings; any thread.
/// Only what says how to read is kept, and which file; no filter.
[[nodiscard]] std::optional<LoadOptions> recallReading(const std::string& shape);
void rememberReading(const std::string& shape, const LoadOptions& options);
void forgetReading(const std::string& shape);

} // namespace recoscope::ui
