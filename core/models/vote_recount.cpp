#include "core/models/vote_recount.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr double kNothing = 1e-9; ///< What rounding leaves of a sum of squares whose terms were all taken away.

void addTerm(CoRated& sums, double x, double y, double sign) {
    sums.n += sign;
    sums.xy += sign * x * y;
    sums.xx += sign * x * x;
    sums.yy += sign * y * y;
    sums.x += sign * x;
    sums.y += sign * y;
}

} // namespace

void VoteRecount::addCommon(std::size_t position, float value) {
    Voter& voter = m_voters.back();
    voter.common.push_back({position, static_cast<double>(value)});
    addTerm(voter.sums, static_cast<double>(m_values[position]), static_cast<double>(value), 1);
}

CoRated VoteRecount::sumsWithout(const Voter& voter, std::size_t position) const {
    CoRated sums = voter.sums;
    const auto it = std::ranges::lower_bound(voter.common, position, {}, &Common::position);
    if (it == voter.common.end() || it->position != position) return sums;
    addTerm(sums, static_cast<double>(m_values[position]), it->value, -1);
    if (sums.xx < kNothing) sums.xx = 0;
    if (sums.yy < kNothing) sums.yy = 0;
    return sums;
}

double VoteRecount::meanWithout(std::size_t position) const {
    std::vector<Neighbour> near;
    for (std::size_t v = 0; v < m_voters.size(); ++v)
        if (const double s = ratingSimilarity(m_settings, sumsWithout(m_voters[v], position)); s > 0)
            near.push_back({static_cast<std::int32_t>(v), static_cast<float>(s)});
    keepNearest(near, m_settings.neighbors);
    double total = 0, sum = 0;
    for (const Neighbour& n : near) {
        total += static_cast<double>(n.similarity);
        sum += static_cast<double>(n.similarity) * m_voters[static_cast<std::size_t>(n.index)].surplus;
    }
    return total > 0 ? sum / total : 0;
}

} // namespace recoscope
