#pragma once
#include "core/data/interactions.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// Positions of all entries (in the order of Interactions::items()) from earliest to latest. "Latest" is by time, then item, then
/// user; unknown times stand first. Data without times is ordered by item, then user. Immutable; O(n) to make.
struct TimeOrder {
    std::vector<std::uint32_t> everyone; ///< All positions, earliest first.
    std::vector<std::uint32_t> own;      ///< Row u's stretch [offsets[u], offsets[u + 1]) holds that user's, earliest first.

    [[nodiscard]] static TimeOrder of(const Interactions& interactions);
};

} // namespace recoscope
