#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

using Json = nlohmann::json;
inline constexpr int kMaxJsonDepth = 64;

/// How deep brackets nest, without parsing.
[[nodiscard]] int jsonDepth(std::string_view text);
/// A value of the wanted type, or a discarded one where the text is none or nests deeper than kMaxJsonDepth.
[[nodiscard]] Json parseJson(std::string_view text, Json::value_t wanted);
/// A scalar as the text of an id or number; an object stands for its "id". "" where there is neither.
[[nodiscard]] std::string scalarText(const Json& value);
/// Any value as a cell of text: scalars, and lists of them (of lists, too) by kListSign, each value once. "" for others.
[[nodiscard]] std::string cellText(const Json& value);

/// Cuts "[{...}, {...}]" into its objects, without parsing them; views into the text, with the line on which each begins. The
/// array may be a value of an object: {"ratings": [{...}]}. Nothing where the text has none. What is no object between two commas
/// is a part of its own, to be rejected.
struct JsonPart {
    std::string_view text;
    std::int64_t line = 1;
};
[[nodiscard]] std::vector<JsonPart> jsonParts(std::string_view text, std::size_t most = static_cast<std::size_t>(-1));

} // namespace recoscope
