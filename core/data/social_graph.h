#pragma once
#include "core/base/ids.h"
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace recoscope {

/// Who trusts, follows or befriends whom: directed edges between the users of a data set, by user (CSR). Immutable, thread-safe.
class SocialGraph {
public:
    SocialGraph() = default;
    /// Repeated edges and edges from a user to itself are dropped. Every end must be in [0, users).
    static SocialGraph fromEdges(std::int32_t users, std::vector<std::pair<UserIndex, UserIndex>> edges);

    /// Whom the user points to, ascending indices.
    [[nodiscard]] std::span<const UserIndex> row(UserIndex user) const;
    [[nodiscard]] std::int64_t edges() const { return static_cast<std::int64_t>(m_targets.size()); }
    [[nodiscard]] std::int32_t users() const { return static_cast<std::int32_t>(m_offsets.size()) - 1; }
    [[nodiscard]] bool contains(UserIndex from, UserIndex to) const;
    /// Users with at least one edge, in either direction.
    [[nodiscard]] std::int32_t connectedUsers() const;
    /// Share of edges whose reverse is there too, in [0, 1]; 0 without edges. 1 = friendship, less = trust or following.
    [[nodiscard]] double reciprocity() const;

    std::string file;           ///< Where the edges come from.
    std::int64_t strangers = 0; ///< Edges of the file with an end that has no ratings: not in the graph.

private:
    std::vector<std::int64_t> m_offsets{0};
    std::vector<UserIndex> m_targets;
};

} // namespace recoscope
