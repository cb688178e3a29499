#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Ids to dense indices in order of first appearance: open addressing over the stored strings, a few nanoseconds a row.
class IdTable {
public:
    IdTable() : m_slots(1U << 12, kEmpty) {}

    std::int32_t indexOf(std::string_view id) {
        const std::uint64_t hash = hashOf(id);
        for (std::size_t slot = hash & (m_slots.size() - 1);; slot = (slot + 1) & (m_slots.size() - 1)) {
            const std::int32_t index = m_slots[slot];
            if (index == kEmpty) return insert(id, hash, slot);
            const auto at = static_cast<std::size_t>(index);
            if (m_hashes[at] == hash && m_ids[at] == id) return index;
        }
    }
    [[nodiscard]] std::vector<std::string> release() { return std::move(m_ids); }

private:
    static constexpr std::int32_t kEmpty = -1;

    static std::uint64_t hashOf(std::string_view id) {
        std::uint64_t h = 0xcbf29ce484222325ULL;
        for (const char c : id) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        return h ^ (h >> 29);
    }
    std::int32_t insert(std::string_view id, std::uint64_t hash, std::size_t slot) {
        const auto index = static_cast<std::int32_t>(m_ids.size());
        m_ids.emplace_back(id);
        m_hashes.push_back(hash);
        m_slots[slot] = index;
        if (2 * m_ids.size() > m_slots.size()) grow();
        return index;
    }
    void grow() {
        std::vector<std::int32_t> slots(4 * m_slots.size(), kEmpty);
        for (std::size_t i = 0; i < m_hashes.size(); ++i) {
            std::size_t slot = m_hashes[i] & (slots.size() - 1);
            while (slots[slot] != kEmpty) slot = (slot + 1) & (slots.size() - 1);
            slots[slot] = static_cast<std::int32_t>(i);
        }
        m_slots = std::move(slots);
    }
    std::vector<std::int32_t> m_slots;
    std::vector<std::string> m_ids;
    std::vector<std::uint64_t> m_hashes;
};

} // namespace recoscope
