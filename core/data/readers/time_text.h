#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace recoscope {

/// "2018-05-02", "2018-05-02 14:30:00", "2018-05-02T14:30:00Z" -> Unix seconds, read as UTC. Nothing where it is no such date.
[[nodiscard]] std::optional<std::int64_t> parseDate(std::string_view text);

/// Seconds a unit of these numbers is: 1, 1e-3, 1e-6 or 1e-9, guessed once a column from the largest value.
[[nodiscard]] double secondsPerUnit(double largest);

} // namespace recoscope
