#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include <cstdint>
#include <string>
#include <vector>

namespace recoscope {

/// The items with one value of a feature, and what they hold.
struct FeatureShare {
    std::string value;       ///< A label; of numbers the bin in words: "1990 to 1999".
    double from = 0, to = 0; ///< Of numbers: from <= x < to, in the last bin x <= to. NaN for labels.
    std::int64_t items = 0, interactions = 0;
    double meanRating = 0; ///< Of those interactions; NaN without ratings or interactions.
};

/// How the items and their interactions fall on the values of one feature.
struct FeatureShares {
    std::string name; ///< "genre", "year" or the column's.
    FeatureKind kind = FeatureKind::Category;
    bool several = false;             ///< An item may have several values: the parts add up to more than the whole.
    std::vector<FeatureShare> shares; ///< Labels by falling number of items, then name; numbers ascending, empty bins kept.
    std::int64_t unknownItems = 0, unknownInteractions = 0; ///< Of items without a value.
};

/// Genres, years, and every column of items that is a category, labels, tags or a number; in this order. Texts and vectors have
/// no shares. Numbers fall into at most 12 bins of a round width. Texts are UTF-8 and untrusted. O(interactions + values). A stop
/// request gives an unfinished result; callers then drop it. Thread-safe.
[[nodiscard]] std::vector<FeatureShares> featureSharesOf(const Dataset& dataset, const TaskContext& context = {});

} // namespace recoscope
