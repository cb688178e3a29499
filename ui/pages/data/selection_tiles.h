#pragma once
#include "core/data/selection.h"
#include <array>

namespace recoscope::ui {

class Tile;

/// What is selected in the tiles of the Data page (users, items, ratings, density, scale, time span), each with its whole.
void showPartTiles(const std::array<Tile*, 6>& tiles, const Dataset& dataset, const DataProfile& whole,
                   const SelectionProfile& part);

} // namespace recoscope::ui
