#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoscope {

/// What a column's name says that it holds.
enum class ColumnMeaning : std::uint8_t { Unknown, User, Session, Item, Rating, Time, Other, ItemText, UserText };

/// "User-ID", "userId", "user_id:token" -> "userid".
[[nodiscard]] std::string plainColumnName(std::string_view name);
[[nodiscard]] ColumnMeaning meaningOf(std::string_view columnName);
/// A name that headers are known to have; "user1" or "book" in running text are none.
[[nodiscard]] bool isColumnName(std::string_view text);

/// "item_id", "goodreads_book_id": a name that ends as those of items do.
[[nodiscard]] bool namesAnItem(std::string_view columnName);

/// A number with "." or, where it has none, with "," before its decimals: "3.5", "3,5", "4". No locale has a say.
[[nodiscard]] std::optional<double> parseDecimal(std::string_view text);
/// Only with "," or without decimals.
[[nodiscard]] std::optional<double> parseCommaDecimal(std::string_view text);

} // namespace recoscope
