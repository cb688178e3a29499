#pragma once
#include <cstdint>
#include <span>

namespace recoscope {

/// Where the head and the torso end, as shares of all interactions: 0 <= head <= torso <= 1.
struct TailBorders {
    double head = 1.0 / 3, torso = 2.0 / 3;
};

/// Some of the items by rank, and what they hold.
struct TailPart {
    std::int64_t items = 0, interactions = 0;
    double share = 0; ///< Of all interactions, in [0, 1]; NaN where there are none.
};
struct Tail {
    TailPart head, torso, tail;
};

/// Cuts the items by rank: an item belongs to the head while those before it hold less than `borders.head` of the interactions,
/// to the torso while they hold less than `borders.torso`, else to the tail. `countsByRank`: interactions of each item, most
/// first.
[[nodiscard]] Tail tailOf(std::span<const std::int32_t> countsByRank, TailBorders borders = {});

/// The same cut after a number of items: the first `head` are the head, those up to `torso` the torso. Numbers beyond the items,
/// and a torso that ends before the head, are brought in.
[[nodiscard]] Tail tailAt(std::span<const std::int32_t> countsByRank, std::int64_t head, std::int64_t torso);

/// Share of the interactions held by the most popular `fraction` of the items, their number rounded, at least one item; in [0,
/// 1]. NaN where there are no interactions.
[[nodiscard]] double topShare(std::span<const std::int32_t> countsByRank, double fraction);

} // namespace recoscope
