#pragma once
#include "core/data/readers/candidates.h"
#include "core/data/readers/side_rows.h"
#include <optional>
#include <string>

namespace recoscope {

/// A name that says whose labels a file holds: "business_category.dat", "item-tag.dat", "user_compliment.dat".
struct RelationName {
    bool ofUsers = false;
    std::string label; ///< "category".
};
[[nodiscard]] std::optional<RelationName> relationOf(const std::string& fileName);

/// "{"17": [3, 5], "18": [5]}": the labels of each item, counted where one is given twice.
bool joinJsonLabels(std::string_view text, const std::string& file, Dataset& dataset);

/// One list a line, its length first, the items by line number from 0; `names` holds the word of each number, one a line ("" =
/// the numbers themselves). False where the lines are not as many as the items.
bool joinCountedLists(std::string_view text, const std::string& file, std::string_view names, Dataset& dataset);

/// Two columns, an item (or user) and a label, as the file's name says; a third one must not vary.
bool joinRelation(const SideRows& table, const RelationName& relation, Dataset& dataset);

} // namespace recoscope
