#pragma once
#include "ui/jobs/map_space.h"
#include "ui/pages/map/item_map.h"
#include <vector>

namespace recoscope::ui {

enum class MapColour { Genre, Popularity, Mean };

/// The genre slot of every item: a film with several takes its rarest that has a colour; -1 = other.
[[nodiscard]] std::vector<int> genreGroups(const Dataset& dataset);
/// The items that have a place, on two axes.
[[nodiscard]] std::vector<MapItem> mapItems(const MapSpace& space, const Dataset& dataset, int x, int y, MapColour colour);
/// The legend that goes with the colours.
[[nodiscard]] MapLegend mapLegend(const std::vector<MapItem>& items, const MapSpace& space, const Dataset& dataset,
                                  MapColour colour);
/// Title and year; genres; "121 ratings, mean 4.17"; "Nearest in all 64: A, B, C".
[[nodiscard]] QStringList itemCard(const MapSpace& space, const FactorView& factors, const Dataset& dataset, ItemIndex item);

} // namespace recoscope::ui
