#pragma once
#include "core/data/limits.h"
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Ids to dense indices in order of first appearance: open addressing, a few nanoseconds a row. Ids of up to 15 bytes lie in
/// place. Beyond the limit of ids every new one gets the last index, and full() says so.
class IdTable {
public:
    IdTable() : m_slots(1U << 12), m_most(limits::valueOf("ids")) {}

    std::int32_t indexOf(std::string_view id) {
        const std::uint32_t hash = hashOf(id);
        for (std::size_t slot = hash & (m_slots.size() - 1);; slot = (slot + 1) & (m_slots.size() - 1)) {
            const Slot& s = m_slots[slot];
            if (s.index == kEmpty) return insert(id, hash, slot);
            if (s.hash == hash && m_ids[static_cast<std::size_t>(s.index)] == id) return s.index;
        }
    }
    [[nodiscard]] bool full() const { return m_full; }
    [[nodiscard]] std::size_t size() const { return m_ids.size(); }
    [[nodiscard]] const std::vector<std::string>& ids() const { return m_ids; }
    [[nodiscard]] std::vector<std::string> release() { return std::move(m_ids); }

private:
    static constexpr std::int32_t kEmpty = -1;
    struct Slot {
        std::uint32_t hash = 0;
        std::int32_t index = kEmpty;
    };

    /// Eight bytes at a time, each mixed by a multiplication whose high and low halves are folded.
    static std::uint32_t hashOf(std::string_view id) {
        std::uint64_t h = 0x9e3779b97f4a7c15ULL ^ id.size();
        std::size_t at = 0;
        for (; at + 8 <= id.size(); at += 8) h = mixed(h, wordAt(id, at, 8));
        if (at < id.size()) h = mixed(h, wordAt(id, at, id.size() - at));
        return static_cast<std::uint32_t>(h ^ (h >> 32U));
    }
    static std::uint64_t wordAt(std::string_view id, std::size_t at, std::size_t n) {
        std::uint64_t word = 0;
        std::memcpy(&word, id.data() + at, n);
        return word;
    }
    static std::uint64_t mixed(std::uint64_t h, std::uint64_t word) {
        const std::uint64_t x = (h ^ word) * 0xd6e8feb86659fd93ULL;
        return (x ^ (x >> 32U)) * 0xd6e8feb86659fd93ULL;
    }
    std::int32_t insert(std::string_view id, std::uint32_t hash, std::size_t slot) {
        if (m_ids.size() >= m_most) {
            m_full = true;
            return static_cast<std::int32_t>(m_most) - 1;
        }
        const auto index = static_cast<std::int32_t>(m_ids.size());
        m_ids.emplace_back(id);
        m_slots[slot] = {hash, index};
        if (2 * m_ids.size() > m_slots.size()) grow();
        return index;
    }
    void grow() {
        std::vector<Slot> slots(4 * m_slots.size());
        for (const Slot& s : m_slots) {
            if (s.index == kEmpty) continue;
            std::size_t slot = s.hash & (slots.size() - 1);
            while (slots[slot].index != kEmpty) slot = (slot + 1) & (slots.size() - 1);
            slots[slot] = s;
        }
        m_slots = std::move(slots);
    }
    std::vector<Slot> m_slots;
    std::vector<std::string> m_ids;
    std::uint64_t m_most;
    bool m_full = false;
};

} // namespace recoscope
