#include "core/data/vocabulary.h"
#include "core/base/text.h"
#include <algorithm>

namespace recoscope {
namespace {

bool isCanonicalInteger(const std::string& id) {
    if (id.empty() || id.front() == '+') return false;
    const auto value = parseInteger(id);
    return value && std::to_string(*value) == id;
}

} // namespace

void sortNaturally(std::vector<std::string>& ids) {
    if (!std::ranges::all_of(ids, isCanonicalInteger)) {
        std::ranges::sort(ids);
        return;
    }
    std::vector<std::pair<std::int64_t, std::size_t>> keys(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) keys[i] = {*parseInteger(ids[i]), i};
    std::ranges::sort(keys);
    std::vector<std::string> sorted(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) sorted[i] = std::move(ids[keys[i].second]);
    ids = std::move(sorted);
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
