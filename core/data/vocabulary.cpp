#include "core/data/vocabulary.h"
#include <algorithm>
#include <string_view>

namespace recoscope {
namespace {

/// "0", "17", "-3", of any length; no "007", "+1" or "-0".
bool isCanonicalInteger(std::string_view id) {
    const bool negative = id.starts_with('-');
    const std::string_view digits = id.substr(negative ? 1 : 0);
    if (digits.empty() || (digits[0] == '0' && (digits.size() > 1 || negative))) return false;
    return std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

/// By value, of canonical integers.
bool smaller(const std::string& a, const std::string& b) {
    const bool negative = a.starts_with('-');
    if (negative != b.starts_with('-')) return negative;
    const bool less = a.size() != b.size() ? a.size() < b.size() : a < b;
    return a != b && less != negative;
}

/// The first eight bytes, comparing as the text does.
std::uint64_t beginningOf(const std::string& id) {
    std::uint64_t word = 0;
    for (std::size_t k = 0; k < 8; ++k) word = word * 256 + (k < id.size() ? static_cast<unsigned char>(id[k]) : 0U);
    return word;
}

std::uint32_t hashOf(std::string_view id) {
    const std::uint64_t h = std::hash<std::string_view>{}(id);
    return static_cast<std::uint32_t>(h ^ (h >> 32U));
}

} // namespace

std::vector<std::int32_t> sortNaturally(std::vector<std::string>& ids) {
    struct Key {
        std::uint64_t beginning = 0;
        std::int32_t place = 0;
    };
    const bool numbers = std::ranges::all_of(ids, isCanonicalInteger);
    std::vector<Key> keys(ids.size());
    for (std::size_t k = 0; k < ids.size(); ++k) keys[k] = {numbers ? 0 : beginningOf(ids[k]), static_cast<std::int32_t>(k)};
    const auto less = [&](const Key& a, const Key& b) {
        const std::string &x = ids[static_cast<std::size_t>(a.place)], &y = ids[static_cast<std::size_t>(b.place)];
        if (numbers) return smaller(x, y);
        return a.beginning != b.beginning ? a.beginning < b.beginning : x < y;
    };
    if (!std::ranges::is_sorted(keys, less)) std::ranges::sort(keys, less);
    std::vector<std::int32_t> places(ids.size());
    std::vector<std::string> sorted(ids.size());
    for (std::size_t k = 0; k < keys.size(); ++k) {
        const auto from = static_cast<std::size_t>(keys[k].place);
        places[from] = static_cast<std::int32_t>(k);
        sorted[k] = std::move(ids[from]);
    }
    ids = std::move(sorted);
    return places;
}

Vocabulary Vocabulary::fromIds(std::vector<std::string> ids) {
    sortNaturally(ids);
    Vocabulary vocabulary;
    vocabulary.m_ids = std::move(ids);
    std::size_t slots = 16;
    while (slots < 2 * vocabulary.m_ids.size()) slots *= 2;
    vocabulary.m_slots.assign(slots, kEmpty);
    for (std::size_t k = 0; k < vocabulary.m_ids.size(); ++k) {
        std::size_t slot = hashOf(vocabulary.m_ids[k]) & (slots - 1);
        while (vocabulary.m_slots[slot] != kEmpty) slot = (slot + 1) & (slots - 1);
        vocabulary.m_slots[slot] = static_cast<std::int32_t>(k);
    }
    return vocabulary;
}

std::optional<std::int32_t> Vocabulary::find(std::string_view id) const {
    if (m_ids.empty()) return {};
    for (std::size_t slot = hashOf(id) & (m_slots.size() - 1);; slot = (slot + 1) & (m_slots.size() - 1)) {
        const std::int32_t index = m_slots[slot];
        if (index == kEmpty) return {};
        if (m_ids[static_cast<std::size_t>(index)] == id) return index;
    }
}

std::uint64_t Vocabulary::hash() const {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    const auto add = [&](unsigned char c) { hash = (hash ^ c) * 0x100000001b3ULL; };
    for (const std::string& id : m_ids) {
        for (const char c : id) add(static_cast<unsigned char>(c));
        add(0);
    }
    return hash;
}

} // namespace recoscope
