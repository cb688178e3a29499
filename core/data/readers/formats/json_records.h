#pragma once
#include "core/data/readers/formats/json_values.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include "core/data/readers/side_rows.h"
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Which key of a JSON object is what; "" = none. A dot leads into an object within: "user.id".
struct JsonKeys {
    std::string user, item, rating, time;
};

/// Judges objects by their keys: Ratings where they have a user and an item, Items (or Users) where they only have the one and
/// something else. `confidence` is that of the format, 0 where most texts are no objects with such keys.
[[nodiscard]] ReaderFinding judgeObjects(const std::vector<std::string_view>& sample, std::string format, int confidence);
[[nodiscard]] JsonKeys keysOfObjects(const std::vector<std::string_view>& sample);

/// Accepts or rejects one object.
void takeObject(const Place& place, const JsonKeys& keys, RowSink& sink);

/// Objects as a side table: a column for each key, the item's (or user's) first, the others by the alphabet.
[[nodiscard]] SideRows rowsOfObjects(const std::vector<std::string_view>& objects, const std::string& file);

/// The context of each interaction: every scalar key without a role that one of the first objects has; lists are named in
/// report.leftOut. As Reader::readMore.
void collectJsonContext(const ReaderInput& input, Dataset& dataset, const TaskContext& context);

/// The objects of a text, one a line or in one array.
[[nodiscard]] std::vector<std::string_view> jsonObjects(std::string_view text, std::size_t most = static_cast<std::size_t>(-1));

} // namespace recoscope
