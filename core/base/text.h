#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Number parsing and printing that no locale changes. The whole text must be the number; one leading '+' is allowed.
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text);
/// Finite numbers only: "nan", "inf" and overflow give nothing.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);
/// Shortest text that reads back to the same double: "0.003", "64", "1e-09".
[[nodiscard]] std::string formatNumber(double value);

[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
/// Without leading and trailing ASCII blanks.
[[nodiscard]] std::string_view trim(std::string_view text);
/// ASCII letters made small; other bytes stay.
[[nodiscard]] std::string lower(std::string_view text);
/// "1 user", "1,682 users".
[[nodiscard]] std::string counted(std::int64_t n, std::string_view singular, std::string_view plural);

} // namespace recoscope
