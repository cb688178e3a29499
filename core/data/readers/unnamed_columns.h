#pragma once
#include "core/data/readers/column_content.h"
#include "core/data/readers/roles.h"
#include <string_view>

namespace recoscope {

/// Roles of columns that nothing names, by place and content: user, item, rating, time in this order, as in nearly every file
/// without a header. A time may come first, or before the rating; a rating may come first where it plainly is one. `hasOther` is
/// set where the columns are measures, tags, sentences, or lines of a program or a log.
[[nodiscard]] RatingColumns rolesByContent(std::string_view text, const Dialect& dialect, const Columns& columns);

/// The first column holds numbers of a scale, not grouped as users are, and the next two many ids: a rating, whatever is usual.
[[nodiscard]] bool ratingComesFirst(const Columns& columns);

/// A first column of few numbers before two of many may be the rating, and is said to be where it was taken for one.
void doubtFirst(const Columns& columns, TableFinding& finding);

} // namespace recoscope
