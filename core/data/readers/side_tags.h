#pragma once
#include "core/data/readers/row_keys.h"

namespace recoscope {

/// Tag numbers to their words, from a table of two columns: one that names a tag's id, one that names its word.
using TagNames = std::unordered_map<std::string, std::string>;
[[nodiscard]] TagNames readTagNames(const SideRows& table);

/// Joins a table of tags as a column "tags" of the items: item, tag, and perhaps a user and a count; a row without a count counts
/// one. What users said when is not kept. False where too few items are known or there is no tag.
bool joinTags(const SideRows& table, const TagNames& names, Dataset& dataset, const Aliases& aliases);

} // namespace recoscope
