#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoscope {

/// A value of a JSON object by its key; of a value in an object within it by "outer.inner".
struct JsonField {
    std::string key;
    std::string scalar; ///< A text, number or truth value; of an object its "id". "" for others.
    std::string cell;   ///< The scalar, or a list (of lists, too) by kListSign, each value once.
};
using JsonFields = std::vector<JsonField>;

/// The fields of an object; nothing where the text is none or nests deeper than 64 levels.
[[nodiscard]] std::optional<JsonFields> parseObject(std::string_view text);
/// The scalar at a key; "" where there is none.
[[nodiscard]] const std::string& scalarAt(const JsonFields& fields, std::string_view key);

/// "{"17": [3, 5], "18": [5]}": scalars by key, in order and as often as they stand. Nothing where a value is no list.
using LabelLists = std::vector<std::pair<std::string, std::vector<std::string>>>;
[[nodiscard]] std::optional<LabelLists> parseLabelLists(std::string_view text);

/// {"0": {...}, "1": {...}}: an object of rows under their numbers, as pandas writes them by index.
[[nodiscard]] bool numbersItsRows(std::string_view text);

/// Cuts "[{...}, {...}]" into its objects, without parsing them; views into the text, with the line on which each begins. The
/// array may be a value of an object: {"ratings": [{...}]}; rows under numbers are cut likewise. Nothing where the text has none.
/// What is no object between two commas is a part of its own, to be rejected.
struct JsonPart {
    std::string_view text;
    std::int64_t line = 1;
};
[[nodiscard]] std::vector<JsonPart> jsonParts(std::string_view text, std::size_t most = static_cast<std::size_t>(-1));
/// The same of "[[...], [...]]", arrays in an array.
[[nodiscard]] std::vector<JsonPart> jsonArrays(std::string_view text, std::size_t most = static_cast<std::size_t>(-1));

/// The scalars of an array, "" for others; nothing where the text is no array.
[[nodiscard]] std::optional<std::vector<std::string>> parseArray(std::string_view text);
/// A scalar as it stands in JSON, without quotes and escapes; "" for null and what is no scalar.
[[nodiscard]] std::string parseScalar(std::string_view text);

} // namespace recoscope
