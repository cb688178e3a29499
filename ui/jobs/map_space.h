#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/linalg/principal_axes.h"
#include "core/models/model.h"
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// What the Map page computes off the GUI thread. Plain functions of plain values, without Qt.
namespace recoscope::ui {

/// Pearson correlations of an axis, over the items that have a place; NaN where undefined (nothing varies).
struct AxisTies {
    std::vector<double> genres; ///< By genre: with "has the genre" (0 or 1); NaN for genres of fewer than five items.
    double year = 0;            ///< With the year, over items whose year is known.
    double popularity = 0;      ///< With ln(1 + training ratings).
};

/// The items of a factor model, and what its principal axes go along with. Immutable.
struct MapSpace {
    PrincipalAxes axes;
    std::vector<std::int32_t> counts; ///< Training ratings of each item; items without any have no place.
    std::vector<double> means;        ///< Mean training rating of each item; NaN without ratings.
    std::vector<AxisTies> ties;       ///< By axis.
    int rank = 0;
    [[nodiscard]] double at(ItemIndex item, int axis) const {
        return static_cast<double>(
            axes.position[item.at() * static_cast<std::size_t>(axes.axes) + static_cast<std::size_t>(axis)]);
    }
    [[nodiscard]] bool hasPlace(ItemIndex item) const { return counts[item.at()] > 0; }
};
[[nodiscard]] MapSpace mapSpace(const FactorView& factors, const Dataset& dataset, const Interactions& train, int axes,
                                const TaskContext& context = {});

/// Two axes to begin with: the first two by spread that go along with popularity less than with something else, or with nothing.
[[nodiscard]] std::pair<int, int> axesToBeginWith(const MapSpace& space);

/// The n nearest items by Euclidean distance in all factors, nearest first, ties by index; only items that have a place.
[[nodiscard]] std::vector<ItemIndex> nearestItems(const FactorView& factors, std::span<const std::int32_t> counts, ItemIndex item,
                                                  int n);

/// How much of the neighbourhoods a picture of two axes keeps.
struct NeighboursKept {
    double mean = 0;        ///< Of an item's `nearest` nearest in all factors, how many are among its nearest in the picture.
    int nearest = 10;       ///< Fewer where there are fewer items.
    std::int64_t asked = 0; ///< Items asked: all, or an even sample where there are more than kMostAsked.
    std::int64_t of = 0;    ///< Items that have a place.
};
inline constexpr std::int64_t kMostAsked = 2000;
/// Nothing with fewer than three items or when asked to stop. O(asked x items x rank).
[[nodiscard]] std::optional<NeighboursKept> neighboursKept(const FactorView& factors, const MapSpace& space, int x, int y,
                                                           const TaskContext& context = {});

/// 1-based ranks of all items; 0 where an item has none (masked, or not scorable). Ties by lowest index, as topK.
[[nodiscard]] std::vector<std::int32_t> ranksOf(std::span<const float> scores, std::span<const ItemIndex> masked);

} // namespace recoscope::ui
