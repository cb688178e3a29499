#pragma once
#include "app/cli/json.h"
#include "core/data/funnel.h"
#include "core/data/quality.h"
#include <string>
#include <vector>

namespace recoscope::cli {

/// What each filter left; null without filters.
[[nodiscard]] Json funnelJson(const Funnel& funnel);
void printFunnel(const Funnel& funnel, std::vector<std::vector<std::string>>& rows);

/// Every check, passed ones included; `fix` is a step for --filter.
[[nodiscard]] Json qualityJson(const std::vector<QualityFinding>& findings);
void printQuality(const std::vector<QualityFinding>& findings, std::vector<std::vector<std::string>>& rows);

} // namespace recoscope::cli
