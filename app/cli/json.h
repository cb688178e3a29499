#pragma once
#include "core/models/algorithm.h"
#include <nlohmann/json.hpp>

namespace recoscope::cli {

using Json = nlohmann::ordered_json;

/// Texts that are no UTF-8 are repaired, never an exception; numbers read back exactly.
[[nodiscard]] std::string dump(const Json& json);
[[nodiscard]] Json numberJson(double value);             ///< null where not finite.
[[nodiscard]] std::string isoTime(std::int64_t seconds); ///< "" where no calendar reaches that far.
[[nodiscard]] Json timeJson(std::int64_t seconds);       ///< null there.
[[nodiscard]] Json paramJson(const ParamValue& value);
[[nodiscard]] Json titleJson(const Dataset& dataset, ItemIndex item); ///< null where the item has none.
[[nodiscard]] Json rejectsJson(const LoadReport& report);             ///< The first 100.
[[nodiscard]] Json algorithmJson(const AlgorithmInfo& algorithm);
[[nodiscard]] Json explanationJson(const Explanation& explanation, const Dataset& dataset);

} // namespace recoscope::cli
