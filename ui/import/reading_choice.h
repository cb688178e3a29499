#pragma once
#include "core/data/load.h"
#include "core/data/preview/preview.h"
#include <string>

namespace recoscope::ui {

/// Overrules one finding by its key; "" = find out again. What no longer fits is forgotten: roles belong to the columns of one
/// separator, one format and one file.
void choose(LoadOptions& options, const std::string& key, const std::string& value);

/// The roles of all columns, as LoadOptions takes them, after one of them was changed: a role that another column had goes over,
/// and that column takes the old one of this.
[[nodiscard]] std::string columnsAfter(const SourcePreview& preview, int column, ColumnRole role);
/// The roles as they are shown.
[[nodiscard]] std::string columnsOf(const SourcePreview& preview);

} // namespace recoscope::ui
