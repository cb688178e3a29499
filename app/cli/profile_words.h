#pragma once
#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "core/data/overlap.h"
#include "core/data/profile_details.h"
#include "core/data/tail.h"
#include <string>
#include <vector>

namespace recoscope::cli {

/// What `describe` says beyond the fixed figures.
struct DescribedDetails {
    Tail tail;
    double top1 = 0, top10 = 0; ///< NaN without interactions.
    ProfileDetails details;
    std::vector<DataProfile::Activity> bins; ///< Of the arrivals.
    std::int64_t binSeconds = 0;
    std::vector<Overlap> overlaps; ///< Users, then items; empty unless asked for.
};

[[nodiscard]] DescribedDetails describedDetails(const Call& call, const Dataset& dataset, const DataProfile& profile);
/// Keys "tail", "arrivals", "cold", "features", "overlap".
void addDetails(Json& document, const DescribedDetails& described);
void printDetails(const Call& call, const Dataset& dataset, const DescribedDetails& described,
                  std::vector<std::vector<std::string>>& rows);

} // namespace recoscope::cli
