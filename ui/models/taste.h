#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/interactions.h"
#include <cstdint>
#include <span>
#include <vector>

namespace recoscope::ui {

/// What the taste of one user is held against: computed once a split, off the GUI thread. Immutable.
struct TasteBackground {
    std::vector<double> genreShares;  ///< Of all training interactions, the share whose item has the genre; by genre.
    std::vector<std::int32_t> counts; ///< Training interactions of each item.
    std::vector<std::int32_t>
        popularityRanks; ///< 1-based place of each item, most interactions first; equal counts share the best place.
};
[[nodiscard]] TasteBackground tasteBackground(const Dataset& dataset, const Interactions& train, const TaskContext& context = {});

struct GenreShare {
    std::size_t genre = 0; ///< Position in genreNames.
    double user = 0,
           all = 0; ///< Shares of items in [0, 1]; an item counts for each of its genres, so they add up to more than 1.
};
/// The genres of a history, largest share first, ties by position; genres that do not occur are left out.
[[nodiscard]] std::vector<GenreShare> tasteOf(const Dataset& dataset, const TasteBackground& background,
                                              std::span<const ItemIndex> history);

/// Smallest share of the items, most popular first, that holds half of the history; NaN for an empty history.
[[nodiscard]] double halfAmongTop(const TasteBackground& background, std::span<const ItemIndex> history);

/// Up to `most` genres whose share exceeds that of all users by at least `margin`, the largest excess first.
[[nodiscard]] std::vector<std::size_t> likesMoreThanMost(std::span<const GenreShare> taste, std::size_t most, double margin);

} // namespace recoscope::ui
