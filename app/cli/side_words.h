#pragma once
#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "core/data/dataset.h"
#include <string>
#include <vector>

namespace recoscope::cli {

[[nodiscard]] Json formatJson(const LoadReport& r);
/// What came with the ratings: titles, columns of items and users, edges between users, ready-made splits.
[[nodiscard]] Json sideJson(const Dataset& d);
[[nodiscard]] Json contextJson(const Dataset& d);
void printSide(const Call& call, const Dataset& d, std::vector<std::vector<std::string>>& rows);
/// Warnings, and the first few rejected lines.
void printRejects(const Call& call, const LoadReport& report, std::vector<std::vector<std::string>>& rows);
/// A file that holds no ratings: what it holds instead.
void printSideTable(const Call& call, const SideTable& table);

} // namespace recoscope::cli
