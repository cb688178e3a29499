#pragma once
#include "core/data/readers/formats/json_values.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include "core/data/readers/side_rows.h"
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Judges objects by their keys, or as the options say: Ratings where they have a user and an item, Items (or Users) where they
/// only have the one and something else, Other where nothing says what they are. `confidence` is that of the format, 0 where most
/// texts are no objects. Errors: InvalidParameter (keys that no object has).
[[nodiscard]] Result<ReaderFinding> judgeObjects(const std::vector<std::string_view>& sample, std::string format, int confidence,
                                                 const LoadOptions& options);
[[nodiscard]] NamedRoles keysOfObjects(const std::vector<std::string_view>& sample);

/// How objects are read: which key is what (a dot leads into an object within: "user.id"), and how ratings and dates are written.
struct ObjectForm {
    NamedRoles keys;
    RatingStyle style;
    DateOrder dates = DateOrder::Unknown;
};
/// As judged; by the sample where the finding says nothing.
[[nodiscard]] ObjectForm formOfObjects(const ReaderFinding& finding, const std::vector<std::string_view>& sample);

/// Accepts or rejects one object.
void takeObject(const Place& place, const ObjectForm& form, RowSink& sink);
/// Units and order of the times to come.
void stateTimes(const ReaderFinding& finding, TimeColumn& times);

/// The first objects with a column for each of their keys, in the order in which they come.
[[nodiscard]] NamedRows showObjects(const std::vector<JsonPart>& objects, const ReaderFinding& finding);

/// Objects as a side table: a column for each key, the item's (or user's) first, the others by the alphabet.
[[nodiscard]] SideRows rowsOfObjects(const std::vector<std::string_view>& objects, const std::string& file);

/// The context of each interaction: every scalar key without a role that one of the first objects has; lists are named in
/// report.leftOut. As Reader::readMore.
void collectJsonContext(const ReaderInput& input, Dataset& dataset, const TaskContext& context);

/// The objects of a text, one a line or in one array.
[[nodiscard]] std::vector<std::string_view> jsonObjects(std::string_view text, std::size_t most = static_cast<std::size_t>(-1));

} // namespace recoscope
