#pragma once
#include "core/base/big_vector.h"
#include "core/data/readers/id_table.h"
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// While rows are read, an id is a code: a whole number below ten million, written without sign and leading zeros, is its own;
/// any other gets kNamedId plus its place in a table of strings.
inline constexpr std::uint32_t kNamedId = 0x80000000U;
inline constexpr std::uint32_t kNumberIds = 10'000'000U;

/// The code of a small number; nothing for any other id.
[[nodiscard]] std::optional<std::uint32_t> numberCode(std::string_view id);

/// Rows whose named codes come from one table.
struct CodedRun {
    std::size_t begin = 0, end = 0, table = 0;
};

/// Turns codes into places in the natural order of all ids that occur, in place; returns the ids in that order. `runs` cover the
/// codes. The result depends neither on `threads` (0 = all) nor on how ids are spread over tables. Nothing where there are more
/// than the limit of ids.
std::optional<std::vector<std::string>> placeIds(std::span<std::int32_t> codes, std::span<const CodedRun> runs,
                                                 std::vector<IdTable> tables, int threads);

} // namespace recoscope
