#pragma once
#include "core/data/row_table.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// Brings rows into the order of a matrix, in place: ascending by user, then item, of each repeated pair only the latest by time,
/// then by former place. Returns where each user's rows begin (users + 1 values); leaves `rows.users` empty. Rows that stand
/// grouped by user already, as in most files, are not moved between users. Users are in [0, users). The result does not depend on
/// `threads` (0 = all). `repeats` takes the rows of repeated pairs, in their former order.
std::vector<std::int64_t> sortRows(RowTable& rows, std::int32_t users, int threads, RepeatedRows* repeats = nullptr);

} // namespace recoscope
