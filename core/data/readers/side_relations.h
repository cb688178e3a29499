#pragma once
#include "core/data/dataset.h"
#include "core/data/readers/candidates.h"

namespace recoscope {

/// A name that says edges between users: friends, trust, social, user_user...
[[nodiscard]] bool namesUsersTwice(const std::string& name);

/// A header that names a user and a friend, trustee or followee.
[[nodiscard]] bool headerNamesUsersTwice(const Dialect& dialect);

/// Looks for a file of edges between users beside the ratings and joins it: two columns of known users, and a third that is
/// always the same or none. Where the second could be items as well, the name decides. Fills Dataset::social.
void joinSocial(const Candidates& candidates, const std::string& ratings, Dataset& dataset, const TaskContext& context);

/// A name that says "train", "valid" or "test" as a word, without that word: equal for the parts of one split. "" for others.
[[nodiscard]] std::string groupOfPart(const std::string& name);
/// The files whose names say that they are parts of a split, with the split that each belongs to; each split has a test part.
[[nodiscard]] std::vector<PredefinedPart> findParts(const Candidates& candidates);

} // namespace recoscope
