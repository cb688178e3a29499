#pragma once
#include "core/data/readers/candidates.h"
#include <string>

namespace recoscope {

/// Joins everything that lies beside the ratings: tables of items and users, tags, labels, vectors, edges between users. What is
/// not taken is said in report.leftOut; of the neighbours of a single file (`wholeFolder` false) only what begins to fit.
/// Cancellable: then the data set is incomplete, and the caller gives up.
void joinSideFiles(const Candidates& candidates, const std::string& ratings, bool wholeFolder, Dataset& dataset,
                   const TaskContext& context);

/// What a file beside the ratings holds, as far as its beginning tells: "items", "users", "genres", "tags", "vectors", "labels"
/// or "friends"; "" for any other.
[[nodiscard]] std::string sideKindOf(const Candidate& candidate);

} // namespace recoscope
