#pragma once
#include "core/data/dataset.h"
#include "core/data/filter_rows.h"

namespace recoscope {

/// The data set of the rows that are kept. Users and items without rows leave the vocabularies, and everything that belongs to
/// them goes along: titles and features, edges between users (an edge that loses an end counts as a stranger's), the truth of a
/// synthetic world. Whatever is added to Dataset by user, item or entry must be taken along here. Path, name and report stay;
/// scale and checksum are those of what is left. At least one row must be kept.
[[nodiscard]] std::shared_ptr<Dataset> restricted(const Dataset& whole, const FilterRows& rows);

} // namespace recoscope
