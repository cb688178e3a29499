#pragma once
#include "core/models/contributions.h"
#include "core/models/model_file.h"
#include "core/models/neighbourhood.h"
#include <cmath>
#include <span>
#include <vector>

namespace recoscope {

struct Neighbour {
    std::int32_t index = 0;
    float similarity = 0;
};

/// Keeps the k most similar, ties by lowest index, and leaves them in order of rising index; none for k <= 0.
void keepNearest(std::vector<Neighbour>& candidates, int k);

/// The same from a row of similarities, one per index: those above 0, without `self`. Replaces `nearest`.
void nearestOf(std::span<const float> similarities, std::int32_t self, int k, std::vector<Neighbour>& nearest);

/// The k-th largest of positive values, 1 <= k <= size; O(size) where they spread over (0, 1], as similarities do.
[[nodiscard]] float kthLargest(std::span<const float> values, std::size_t k);

/// The k nearest of every row, each list in order of rising index. Immutable.
class NeighbourLists {
public:
    NeighbourLists() = default;
    explicit NeighbourLists(const std::vector<std::vector<Neighbour>>& lists);
    [[nodiscard]] std::int32_t rows() const { return static_cast<std::int32_t>(m_offset.size()) - 1; }
    [[nodiscard]] std::span<const Neighbour> row(std::int32_t index) const;
    [[nodiscard]] float similarity(std::int32_t row, std::int32_t neighbour) const; ///< 0 where it is none of the nearest.
    [[nodiscard]] std::vector<Neighbour> bySimilarity(std::int32_t row) const;      ///< Most similar first, ties by lowest index.
    /// Row j lists the rows that have j among their nearest, in rising order.
    [[nodiscard]] NeighbourLists transposed() const;
    [[nodiscard]] std::size_t memoryBytes() const { return m_offset.size() * 8 + m_entries.size() * sizeof(Neighbour); }
    void save(ModelWriter& writer) const;
    [[nodiscard]] static NeighbourLists load(ModelReader& reader);

private:
    std::vector<std::int64_t> m_offset{0};
    std::vector<Neighbour> m_entries;
};

/// Whether a raw rating counts as chosen; a NaN threshold takes every rating.
[[nodiscard]] inline bool isPositive(float rating, double threshold) {
    return std::isnan(threshold) || static_cast<double>(rating) >= threshold;
}

} // namespace recoscope
