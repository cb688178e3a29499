#pragma once
#include "core/data/interactions.h"
#include <string>
#include <vector>

namespace recoscope::test {

struct NaiveKnn {
    bool byUser = true; ///< Neighbours are users; else items.
    std::string form = "ranking", similarity = "cosine";
    int neighbors = 100, minCommon = 1;
    double shrink = 0, l2Users = 15, l2Items = 10;
};

/// The scores of a training user for every item, straight from the definitions of the command line's manual, over dense tables
/// in double precision: O(rows^2 columns) each.
[[nodiscard]] std::vector<double> naiveScores(const Interactions& x, const NaiveKnn& settings, std::int32_t user);

} // namespace recoscope::test
