#include "core/data/synthetic/alias_table.h"
#include <numeric>

namespace recoscope {

AliasTable::AliasTable(std::vector<std::int32_t> values, const std::vector<double>& weights) : m_cells(values.size()) {
    const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(values.size());
    std::vector<double> share;
    std::vector<std::size_t> small, large;
    for (std::size_t k = 0; k < values.size(); ++k) {
        m_cells[k] = {1, values[k], values[k]};
        share.push_back(weights[k] / mean);
        (share[k] < 1 ? small : large).push_back(k);
    }
    while (!small.empty() && !large.empty()) {
        const std::size_t s = small.back(), l = large.back();
        small.pop_back();
        m_cells[s] = {share[s], values[s], values[l]};
        share[l] -= 1 - share[s];
        if (share[l] >= 1) continue;
        large.pop_back();
        small.push_back(l);
    }
}

std::int32_t AliasTable::draw(Random& random) const {
    const Cell& cell = m_cells[random.below(m_cells.size())];
    return random.uniform() < cell.keep ? cell.value : cell.other;
}

} // namespace recoscope
