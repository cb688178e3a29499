#include "core/data/readers/side_lists.h"
#include "core/base/text.h"
#include "core/data/readers/formats/json_values.h"
#include "core/data/readers/row_keys.h"
#include "core/data/readers/row_sink.h"
#include "core/data/readers/side_relations.h"
#include <algorithm>
#include <array>

namespace recoscope {
namespace {

constexpr std::array kItemWords{"item",    "movie", "film",     "book", "business", "artist",
                                "product", "poi",   "location", "song", "track"};
constexpr std::array kUserWords{"user", "member", "customer", "reader"};

bool isWord(const auto& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

/// "dir/Business_City.dat" -> {"business", "city"}.
std::vector<std::string> wordsOf(const std::string& fileName) {
    std::string stem = lower(fileName.substr(fileName.rfind('/') + 1));
    stem = stem.substr(0, stem.find('.'));
    std::ranges::replace(stem, '-', '_');
    return split(stem, '_');
}

bool isNew(const std::vector<FeatureColumn>& columns, const std::string& name) {
    return std::ranges::none_of(columns, [&](const FeatureColumn& c) { return c.name == name; });
}

void addLabels(LabelCollector&& labels, std::string name, const std::string& file, std::vector<FeatureColumn>& columns) {
    const bool counted = labels.repeats();
    if (!isNew(columns, name)) name += " (" + file + ")";
    columns.push_back(std::move(labels).build(std::move(name), file, counted));
}

} // namespace

std::optional<RelationName> relationOf(const std::string& fileName) {
    const auto words = wordsOf(fileName);
    if (words.size() != 2 || words[1].empty() || namesUsersTwice(fileName)) return {};
    const bool users = isWord(kUserWords, words[0]), items = isWord(kItemWords, words[0]);
    if ((!users && !items) || isWord(kUserWords, words[1]) || isWord(kItemWords, words[1])) return {};
    return RelationName{users, words[1]};
}

bool joinJsonLabels(std::string_view text, const std::string& file, Dataset& dataset) {
    const auto lists = parseLabelLists(text);
    if (!lists) return false;
    LabelCollector labels(static_cast<std::size_t>(dataset.items.size()));
    std::size_t known = 0;
    for (const auto& [id, own] : *lists) {
        const auto item = dataset.items.find(id);
        if (!item) continue;
        ++known;
        for (const std::string& label : own) labels.add(static_cast<std::size_t>(*item), label);
    }
    if (2 * known < lists->size() || labels.empty()) return false;
    addLabels(std::move(labels), "attributes", file, dataset.itemTable.columns);
    return true;
}

bool joinCountedLists(std::string_view text, const std::string& file, std::string_view names, Dataset& dataset) {
    std::vector<std::string_view> words, labelNames;
    for (LineWalker lines(names); lines.next();) labelNames.push_back(trim(lines.line()));
    LabelCollector labels(static_cast<std::size_t>(dataset.items.size()));
    std::int64_t known = 0, rows = 0;
    for (LineWalker lines(text); lines.next(); ++rows) {
        splitWords(lines.line(), words);
        const auto item = dataset.items.find(std::to_string(lines.number() - 1));
        if (words.empty() || !item) continue;
        ++known;
        for (std::size_t k = 1; k < words.size(); ++k) {
            const auto code = parseInteger(words[k]);
            const bool named = code && *code >= 0 && static_cast<std::size_t>(*code) < labelNames.size();
            labels.add(static_cast<std::size_t>(*item), named ? labelNames[static_cast<std::size_t>(*code)] : words[k]);
        }
    }
    if (labels.empty() || 2 * known < rows || 2 * known < dataset.items.size()) return false;
    const auto relation = relationOf(file);
    addLabels(std::move(labels), relation ? relation->label : wordsOf(file)[0], file, dataset.itemTable.columns);
    return true;
}

bool joinRelation(const SideRows& table, const RelationName& relation, Dataset& dataset) {
    if (table.header || table.columns() < 2 || table.columns() > 3 || table.rows.empty()) return false;
    const bool weighted =
        table.columns() == 3 && std::ranges::any_of(table.rows, [&](const auto& row) { return row[2] != table.rows[0][2]; });
    if (weighted) return false;
    const Vocabulary& ids = relation.ofUsers ? dataset.users : dataset.items;
    const RowKeys keys = findKeys(table, ids, 0);
    if (2 * keys.rows < static_cast<std::int64_t>(table.rows.size())) return false;
    LabelCollector labels(static_cast<std::size_t>(ids.size()));
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        if (keys.indices[r] >= 0) labels.add(static_cast<std::size_t>(keys.indices[r]), table.rows[r][1]);
    addLabels(std::move(labels), relation.label, table.file,
              relation.ofUsers ? dataset.userTable.columns : dataset.itemTable.columns);
    return true;
}

} // namespace recoscope
