#include "core/linalg/item_panels.h"
#include <algorithm>
#include <cstring>

namespace recoscope {
namespace {

using Vector = float __attribute__((vector_size(64), aligned(4)));

} // namespace

ItemPanels::ItemPanels(std::span<const float> factors, std::int32_t items, int rank, std::span<const float> offsets)
    : m_items(static_cast<std::size_t>(items)),
      m_rank(static_cast<std::size_t>(rank)) {
    const std::size_t panels = (m_items + kPanel - 1) / kPanel;
    m_packed.assign(panels * kPanel * m_rank, 0.0F);
    m_offsets.assign(panels * kPanel, 0.0F);
    std::copy(offsets.begin(), offsets.end(), m_offsets.begin());
    for (std::size_t i = 0; i < m_items; ++i)
        for (std::size_t k = 0; k < m_rank; ++k)
            m_packed[(i / kPanel * m_rank + k) * kPanel + i % kPanel] = factors[i * m_rank + k];
}

template <int Users>
void ItemPanels::scoreGroup(const float* users, const float* userOffsets, float* out) const {
    for (std::size_t from = 0; from < m_items; from += kPanel) {
        const float* packed = m_packed.data() + from * m_rank;
        Vector start;
        std::memcpy(&start, m_offsets.data() + from, sizeof start);
        Vector sums[Users];
        for (int u = 0; u < Users; ++u) sums[u] = start + (userOffsets ? userOffsets[u] : 0.0F);
        for (std::size_t k = 0; k < m_rank; ++k) {
            Vector item;
            std::memcpy(&item, packed + k * kPanel, sizeof item);
            for (int u = 0; u < Users; ++u) sums[u] += item * users[static_cast<std::size_t>(u) * m_rank + k];
        }
        const std::size_t n = std::min(kPanel, m_items - from);
        for (int u = 0; u < Users; ++u)
            std::memcpy(out + static_cast<std::size_t>(u) * m_items + from, &sums[u], n * sizeof(float));
    }
}

void ItemPanels::score(std::span<const float> users, std::size_t count, std::span<const float> userOffsets,
                       std::span<float> out) const {
    constexpr std::size_t kGroup = 4;
    const auto offsetOf = [&](std::size_t u) { return userOffsets.empty() ? nullptr : userOffsets.data() + u; };
    std::size_t u = 0;
    for (; u + kGroup <= count; u += kGroup) scoreGroup<kGroup>(users.data() + u * m_rank, offsetOf(u), out.data() + u * m_items);
    for (; u < count; ++u) scoreGroup<1>(users.data() + u * m_rank, offsetOf(u), out.data() + u * m_items);
}

} // namespace recoscope
