#pragma once
#include "core/base/random.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// Draws from a fixed discrete distribution in constant time (Walker, 1977; Vose, 1991). Immutable, thread-safe.
class AliasTable {
public:
    /// Draws values[k] with probability weights[k] / sum; weights are positive, one per value.
    AliasTable(std::vector<std::int32_t> values, const std::vector<double>& weights);
    [[nodiscard]] bool empty() const { return m_cells.empty(); }
    /// Not for an empty table.
    std::int32_t draw(Random& random) const;

private:
    struct Cell {
        double keep = 1;
        std::int32_t value = 0, other = 0;
    };
    std::vector<Cell> m_cells;
};

} // namespace recoscope
