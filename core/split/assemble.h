#pragma once
#include "core/split/split.h"
#include <vector>

namespace recoscope {

/// Where an entry of the data went. Dropped: in no part (its user has no train row, or no file of a predefined split holds it).
enum class RowPart : std::uint8_t { Train, Valid, Test, FoldIn, Dropped };
/// One letter an interaction, in the order of Interactions::items().
using RowParts = std::vector<RowPart>;

/// Builds the matrices of the parts. Users without train rows are dropped from the other parts and counted, but for held-out
/// users (those with FoldIn rows).
[[nodiscard]] Split assemble(const Interactions& interactions, RowParts parts, int fold);

/// The inverse: of each entry of `interactions` the part of `split` that holds it. O(n).
[[nodiscard]] RowParts partsOf(const Interactions& interactions, const Split& split);

/// Marks what the files of a predefined split hold. Errors: Io and InvalidInput, naming the file.
[[nodiscard]] Result<RowParts> cutPredefined(const Dataset& dataset, const SplitSpec& spec, const TaskContext& context);

} // namespace recoscope
