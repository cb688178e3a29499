#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace recoscope {

/// Item vectors packed for scoring: panels of 16 items, factor by factor, so that a score is a row of multiply-adds in rising
/// factor order. The result of a user does not depend on who else is scored in the same call: batch and single are equal bit for
/// bit. Immutable.
class ItemPanels {
public:
    ItemPanels() = default;
    /// `factors` is items x rank, row-major; `offsets` (may be empty) is added to each item's score.
    ItemPanels(std::span<const float> factors, std::int32_t items, int rank, std::span<const float> offsets);

    /// out (users x items, row-major) = users (users x rank) times items' + offsets + userOffsets (may be empty).
    void score(std::span<const float> users, std::size_t count, std::span<const float> userOffsets, std::span<float> out) const;
    [[nodiscard]] std::size_t memoryBytes() const { return m_packed.size() * sizeof(float); }

private:
    static constexpr std::size_t kPanel = 16;
    template <int Users>
    void scorePanel(std::size_t from, const float* users, const float* userOffsets, float* out) const;
    std::size_t m_items = 0, m_rank = 0;
    std::vector<float> m_packed, m_offsets;
};

} // namespace recoscope
