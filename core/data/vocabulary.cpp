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

} // namespace

void sortNaturally(std::vector<std::string>& ids) {
    if (std::ranges::all_of(ids, isCanonicalInteger))
        std::ranges::sort(ids, smaller);
    else
        std::ranges::sort(ids);
}

Vocabulary Vocabulary::fromIds(std::vector<std::string> ids) {
    sortNaturally(ids);
    Vocabulary vocabulary;
    vocabulary.m_ids = std::move(ids);
    vocabulary.m_index.reserve(vocabulary.m_ids.size());
    for (std::size_t i = 0; i < vocabulary.m_ids.size(); ++i)
        vocabulary.m_index.emplace(vocabulary.m_ids[i], static_cast<std::int32_t>(i));
    return vocabulary;
}

std::optional<std::int32_t> Vocabulary::find(std::string_view id) const {
    const auto it = m_index.find(id);
    return it == m_index.end() ? std::nullopt : std::optional(it->second);
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
