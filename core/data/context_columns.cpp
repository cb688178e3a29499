#include "core/data/context_columns.h"
#include <algorithm>

namespace recoscope {

std::optional<std::uint16_t> ContextColumn::codeOf(std::string_view value) const {
    const auto it = std::ranges::lower_bound(values, value);
    if (it == values.end() || *it != value) return {};
    return static_cast<std::uint16_t>(it - values.begin());
}

std::int64_t ContextColumn::known() const {
    return static_cast<std::int64_t>(codes.size()) - std::ranges::count(codes, kUnknown);
}

const ContextColumn* ContextColumns::find(std::string_view name) const {
    const auto it = std::ranges::find(columns, name, &ContextColumn::name);
    return it == columns.end() ? nullptr : &*it;
}

ContextColumns ContextColumns::picked(std::span<const std::int64_t> keptEntries) const {
    ContextColumns part;
    part.severalContexts = severalContexts;
    for (const ContextColumn& column : columns) {
        ContextColumn& own = part.columns.emplace_back();
        own.name = column.name;
        own.of = column.of;
        own.values = column.values;
        own.codes.reserve(keptEntries.size());
        for (const std::int64_t entry : keptEntries) own.codes.push_back(column.codes[static_cast<std::size_t>(entry)]);
    }
    return part;
}

} // namespace recoscope
