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

/// What the files of a predefined split hold, and what has to be known of them.
struct PredefinedCut {
    RowParts parts;
    std::vector<std::string> warnings; ///< Sentences.
};
/// Reads the files as the data was read. A pair that several of them hold counts as the last of train, validation, test, and is
/// told. Errors: those of readPart, naming the file; InvalidInput where a file holds pairs that the open data does not.
[[nodiscard]] Result<PredefinedCut> cutPredefined(const Dataset& dataset, const SplitSpec& spec, const TaskContext& context);

} // namespace recoscope
