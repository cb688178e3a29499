#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace recoscope {

/// Dense 0-based index. Tagged, so that a user index cannot be passed where an item index is expected.
/// -1 means "none". Counts and offsets are 64-bit; indices are 32-bit and files with more distinct ids are refused.
template <class Tag>
struct Index {
    std::int32_t value = -1;
    constexpr Index() = default;
    constexpr explicit Index(std::int32_t v) : value(v) {}
    constexpr explicit Index(std::size_t v) : value(static_cast<std::int32_t>(v)) {}
    [[nodiscard]] constexpr bool isValid() const { return value >= 0; }
    /// For subscripts; only for valid indices.
    [[nodiscard]] constexpr std::size_t at() const { return static_cast<std::size_t>(value); }
    friend constexpr auto operator<=>(Index, Index) = default;
};

using UserIndex = Index<struct UserTag>;
using ItemIndex = Index<struct ItemTag>;
static_assert(sizeof(ItemIndex) == 4);

} // namespace recoscope

template <class Tag>
struct std::hash<recoscope::Index<Tag>> {
    std::size_t operator()(recoscope::Index<Tag> i) const noexcept { return std::hash<std::int32_t>{}(i.value); }
};
