#include "core/linalg/item_panels.h"
#include "core/linalg/lanes.h"
#include <algorithm>
#include <cstring>

namespace recoscope {

using namespace lanes;

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

/// The scores of one panel for a few users; 8 sums stay in registers, each in rising factor order.
template <int Users>
void ItemPanels::scorePanel(std::size_t from, const float* users, const float* userOffsets, float* out) const {
    const float *packed = m_packed.data() + from * m_rank, *offsets = m_offsets.data() + from;
    Lane sums[Users][2];
    for (int u = 0; u < Users; ++u) {
        const Lane own = all(userOffsets ? userOffsets[u] : 0.0F);
        sums[u][0] = load(offsets) + own;
        sums[u][1] = load(offsets + kWidth) + own;
    }
    for (std::size_t k = 0; k < m_rank; ++k) {
        const Lane left = load(packed + k * kPanel), right = load(packed + k * kPanel + kWidth);
        for (int u = 0; u < Users; ++u) {
            const Lane factor = all(users[static_cast<std::size_t>(u) * m_rank + k]);
            sums[u][0] += left * factor;
            sums[u][1] += right * factor;
        }
    }
    const std::size_t n = std::min(kPanel, m_items - from);
    for (int u = 0; u < Users; ++u) {
        float* to = out + static_cast<std::size_t>(u) * m_items + from;
        if (n == kPanel) {
            store(to, sums[u][0]);
            store(to + kWidth, sums[u][1]);
        } else {
            std::memcpy(to, sums[u], n * sizeof(float));
        }
    }
}

void ItemPanels::score(std::span<const float> users, std::size_t count, std::span<const float> userOffsets,
                       std::span<float> out) const {
    constexpr std::size_t kGroup = 4;
    const auto offsetOf = [&](std::size_t u) { return userOffsets.empty() ? nullptr : userOffsets.data() + u; };
    // Panels outside: one stays in the first cache while all users pass over it.
    for (std::size_t from = 0; from < m_items; from += kPanel) {
        std::size_t u = 0;
        for (; u + kGroup <= count; u += kGroup)
            scorePanel<kGroup>(from, users.data() + u * m_rank, offsetOf(u), out.data() + u * m_items);
        for (; u < count; ++u) scorePanel<1>(from, users.data() + u * m_rank, offsetOf(u), out.data() + u * m_items);
    }
}

} // namespace recoscope
