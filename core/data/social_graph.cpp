#include "core/data/social_graph.h"
#include <algorithm>

namespace recoscope {

SocialGraph SocialGraph::fromEdges(std::int32_t users, std::vector<std::pair<UserIndex, UserIndex>> edges) {
    const auto key = [](const auto& edge) { return std::pair(edge.first.value, edge.second.value); };
    std::erase_if(edges, [](const auto& edge) { return edge.first == edge.second; });
    std::ranges::sort(edges, {}, key);
    const auto repeated = std::ranges::unique(edges, {}, key);
    edges.erase(repeated.begin(), repeated.end());
    SocialGraph graph;
    graph.m_offsets.assign(static_cast<std::size_t>(users) + 1, 0);
    graph.m_targets.reserve(edges.size());
    for (const auto& [from, to] : edges) {
        ++graph.m_offsets[from.at() + 1];
        graph.m_targets.push_back(to);
    }
    for (std::size_t u = 1; u < graph.m_offsets.size(); ++u) graph.m_offsets[u] += graph.m_offsets[u - 1];
    return graph;
}

std::span<const UserIndex> SocialGraph::row(UserIndex user) const {
    const auto from = static_cast<std::size_t>(m_offsets[user.at()]), to = static_cast<std::size_t>(m_offsets[user.at() + 1]);
    return std::span(m_targets).subspan(from, to - from);
}

bool SocialGraph::contains(UserIndex from, UserIndex to) const {
    return std::ranges::binary_search(row(from), to.value, {}, &UserIndex::value);
}

std::int32_t SocialGraph::connectedUsers() const {
    std::vector<char> connected(static_cast<std::size_t>(users()), 0);
    for (std::int32_t u = 0; u < users(); ++u)
        for (const UserIndex to : row(UserIndex{u})) connected[static_cast<std::size_t>(u)] = connected[to.at()] = 1;
    return static_cast<std::int32_t>(std::ranges::count(connected, 1));
}

double SocialGraph::reciprocity() const {
    std::int64_t mutual = 0;
    for (std::int32_t u = 0; u < users(); ++u)
        for (const UserIndex to : row(UserIndex{u})) mutual += contains(to, UserIndex{u}) ? 1 : 0;
    return edges() == 0 ? 0 : static_cast<double>(mutual) / static_cast<double>(edges());
}

} // namespace recoscope
