#include "core/base/text.h"
#include "core/data/item_titles.h"
#include "core/data/quality/heaviest.h"
#include <map>
#include <string_view>
#include <utility>

namespace recoscope::quality {
namespace {

QualityFinding untitledItems(const Input& in) {
    Heaviest untitled;
    for (std::size_t i = 0; i < in.itemCounts.size(); ++i)
        if (isUntitled(in.data.itemTable, i)) untitled.add(in.itemCounts[i], static_cast<std::int64_t>(i));
    QualityFinding f =
        findingOf("untitled-items", QualityFinding::Of::Items, untitled,
                  {"item has no title", "items have no title", "Every item has a title", "It is shown by its id."});
    if (f.count > 0 && f.count < in.x.itemCount()) f.fix = FilterStep{.kind = FilterStep::Kind::UntitledItems};
    return f;
}

/// Two films of one title and different years are two films.
QualityFinding sharedTitles(const Input& in) {
    const auto& table = in.data.itemTable;
    std::map<std::pair<std::string_view, std::int32_t>, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < in.itemCounts.size(); ++i)
        if (!isUntitled(table, i)) same[{table.titles[i], i < table.years.size() ? table.years[i] : 0}].push_back(i);
    Heaviest twice;
    std::int64_t shared = 0;
    for (const auto& [title, items] : same) {
        if (items.size() < 2) continue;
        ++shared;
        for (const std::size_t item : items) twice.add(in.itemCounts[item], static_cast<std::int64_t>(item));
    }
    QualityFinding f = findingOf("shared-titles", QualityFinding::Of::Items, twice,
                                 {{}, {}, "No two items share title and year", "What belongs to one is split between several."});
    if (shared > 0)
        f.sentence =
            counted(shared, "title is", "titles are") + " listed under several ids, of " + counted(f.count, "item", "items");
    return f;
}

} // namespace

/// Items without a title, and titles of several items.
std::vector<QualityFinding> titles(const Input& in) {
    if (in.data.itemTable.titles.empty()) return {};
    return {untitledItems(in), sharedTitles(in)};
}

} // namespace recoscope::quality
