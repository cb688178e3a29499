#include "core/data/readers/side_tags.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>

namespace recoscope {
namespace {

struct TagColumns {
    int item = -1, tag = -1, count = -1;
};

/// Without a header: user, item, tag, time, as MovieLens has them.
TagColumns columnsOf(const SideRows& table) {
    TagColumns found;
    if (!table.header) return table.columns() > 2 ? TagColumns{1, 2, -1} : found;
    found.tag = table.columnNamed({"tag", "tagname", "tagvalue", "tagid"});
    found.count = table.columnNamed({"count", "weight", "relevance", "score", "n"});
    for (std::size_t c = 0; c < table.columns() && found.item < 0; ++c)
        if (namesAnItem(table.names[c])) found.item = static_cast<int>(c);
    return found;
}

} // namespace

TagNames readTagNames(const SideRows& table) {
    TagNames names;
    const int id = table.columnNamed({"tagid", "id"}), word = table.columnNamed({"tagvalue", "tagname", "tag", "name"});
    if (id < 0 || word < 0 || table.columns() != 2) return names;
    for (const auto& row : table.rows) names.try_emplace(row[static_cast<std::size_t>(id)], row[static_cast<std::size_t>(word)]);
    return names;
}

bool joinTags(const SideRows& table, const TagNames& names, Dataset& dataset, const Aliases& aliases) {
    const TagColumns columns = columnsOf(table);
    if (columns.tag < 0 || columns.item < 0) return false;
    const RowKeys keys = aliases.find(table, dataset.items, columns.item);
    if (keys.column < 0 || 2 * keys.rows < static_cast<std::int64_t>(table.rows.size())) return false;
    LabelCollector tags(static_cast<std::size_t>(dataset.items.size()));
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string& tag = table.rows[r][static_cast<std::size_t>(columns.tag)];
        if (keys.indices[r] < 0 || trim(tag).empty()) continue;
        const auto name = names.find(tag);
        const auto count =
            columns.count < 0 ? std::optional<double>(1) : parseNumber(table.rows[r][static_cast<std::size_t>(columns.count)]);
        if (count && *count > 0)
            tags.add(static_cast<std::size_t>(keys.indices[r]), name == names.end() ? tag : name->second, *count);
    }
    if (tags.empty()) return false;
    dataset.itemTable.columns.push_back(std::move(tags).build("tags", table.file, true));
    return true;
}

} // namespace recoscope
