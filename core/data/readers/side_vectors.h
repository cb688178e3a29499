#pragma once
#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/readers/side_rows.h"
#include <string>
#include <string_view>

namespace recoscope {

/// Ready-made embeddings, joined as a column of vectors of the items, or of the users where the ids are theirs: rows of an id and
/// equally many finite numbers. A row with another number of numbers, or one that is not finite, is left out and said.
/// False where too few ids are known.
bool joinVectors(const SideRows& table, Dataset& dataset);

/// The same from a .npy array: the first column holds the ids; without one, and with as many rows as items (or users), the rows
/// follow their natural order. Errors: as parseNpy.
[[nodiscard]] Result<bool> joinNpyVectors(std::string_view bytes, const std::string& file, Dataset& dataset);

} // namespace recoscope
