#include "core/data/readers/row_keys.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr std::size_t kLongestKey = 64;

template <class Find>
RowKeys keysBy(const SideRows& table, std::size_t column, std::size_t size, Find find) {
    RowKeys keys;
    keys.column = static_cast<int>(column);
    keys.indices.reserve(table.rows.size());
    std::vector<char> hit(size, 0);
    for (const auto& row : table.rows) {
        const std::int32_t index = find(row[column]);
        keys.indices.push_back(index);
        if (index < 0) continue;
        ++keys.rows;
        keys.distinct += hit[static_cast<std::size_t>(index)]++ == 0 ? 1 : 0;
        hit[static_cast<std::size_t>(index)] = 1;
    }
    return keys;
}

} // namespace

RowKeys findKeys(const SideRows& table, const Vocabulary& ids, int only) {
    constexpr std::size_t kTried = 6;
    RowKeys best;
    const std::size_t tried = only >= 0 ? table.columns() : std::min(table.columns(), kTried);
    for (std::size_t c = 0; c < tried; ++c) {
        if (only >= 0 && static_cast<int>(c) != only) continue;
        auto keys = keysBy(table, c, static_cast<std::size_t>(ids.size()),
                           [&](const std::string& id) { return ids.find(id).value_or(-1); });
        if (keys.distinct > best.distinct + best.distinct / 50) best = std::move(keys);
    }
    return best;
}

void Aliases::learn(const SideRows& table, const RowKeys& keys) {
    for (std::size_t c = 0; c < table.columns(); ++c) {
        if (static_cast<int>(c) == keys.column) continue;
        Names names;
        std::size_t cells = 0;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const std::string& value = table.rows[r][c];
            if (keys.indices[r] < 0 || value.empty() || value.size() > kLongestKey) continue;
            ++cells;
            names.try_emplace(value, keys.indices[r]);
            if (cells > 100 && 2 * names.size() < cells) break;
        }
        if (names.size() > 1 && 100 * names.size() >= 99 * cells) m_byColumn.try_emplace(table.names[c], std::move(names));
    }
}

RowKeys Aliases::find(const SideRows& table, const Vocabulary& ids, int column) const {
    RowKeys best = findKeys(table, ids, column);
    for (const auto& [name, names] : m_byColumn) {
        auto keys =
            keysBy(table, static_cast<std::size_t>(column), static_cast<std::size_t>(ids.size()), [&](const std::string& id) {
                const auto it = names.find(id);
                return it == names.end() ? -1 : it->second;
            });
        if (keys.distinct > best.distinct + best.distinct / 50) best = std::move(keys);
    }
    return best;
}

} // namespace recoscope
