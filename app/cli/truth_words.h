#pragma once
#include "app/cli/json.h"
#include "core/data/dataset.h"
#include <string>

namespace recoscope::cli {

/// What a synthetic world's truth says; null for other data.
[[nodiscard]] Json truthJson(const Dataset& d);
/// The same as words; of synthetic worlds only.
[[nodiscard]] std::string truthWords(const Dataset& d);

} // namespace recoscope::cli
