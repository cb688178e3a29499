#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include <cstdint>
#include <optional>
#include <span>
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
    std::string name;                  ///< "genre", "year" or the column's.
    std::optional<std::size_t> column; ///< Of ItemTable::columns; nothing for genres and years.
    FeatureKind kind = FeatureKind::Category;
    bool several = false;             ///< An item may have several values: the parts add up to more than the whole.
    std::vector<FeatureShare> shares; ///< Labels by falling number of items, then name; numbers ascending, empty bins kept.
    std::int64_t unknownItems = 0, unknownInteractions = 0; ///< Of items without a value.
};

/// Genres, years, and every column of items that is a category, labels, tags or a number; in this order. Texts and vectors have
/// no shares. Numbers fall into at most 12 bins of a round width. Texts are UTF-8 and untrusted. `countsOfItems`: the
/// interactions of each item, by index. O(interactions + values). A stop request gives an unfinished result; callers then drop
/// it. Thread-safe.
[[nodiscard]] std::vector<FeatureShares> featureSharesOf(const Dataset& dataset, std::span<const std::int32_t> countsOfItems,
                                                         const TaskContext& context = {});

/// What of one feature some rows hold, beside FeatureShares::shares.
struct FeaturePart {
    struct Count {
        std::int64_t items = 0, rows = 0; ///< Items with at least one of the rows, and their rows.
    };
    std::vector<Count> shares;
    Count unknown; ///< Items without a value.
};

/// `feature` is of this data, `rowsOfItem` the numbers of those rows by index. O(values of the feature). Thread-safe.
[[nodiscard]] FeaturePart featurePartOf(const Dataset& dataset, const FeatureShares& feature,
                                        const std::vector<std::int32_t>& rowsOfItem);

/// The items that at least one of some shares is of, ascending. The place behind the last share stands for those without a value.
[[nodiscard]] std::vector<ItemIndex> itemsOfShares(const Dataset& dataset, const FeatureShares& feature,
                                                   const std::vector<std::size_t>& shares);

} // namespace recoscope
