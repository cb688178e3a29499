#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/formats/json_records.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>

namespace recoscope {
namespace {

struct Judged {
    NamedRoles keys;
    std::size_t objects = 0;
    bool more = false; ///< There are keys that are neither user nor item.
    std::vector<std::string> names;
};

/// Of "book.isbn", what the whole or else its last part means.
ColumnMeaning meaningOfKey(const std::string& key) {
    const ColumnMeaning whole = meaningOf(key);
    return whole != ColumnMeaning::Unknown ? whole : meaningOf(key.substr(key.rfind('.') + 1));
}

/// The first known name of each kind that an object has, in order of the alphabet.
Judged judgeKeys(const std::vector<std::string_view>& sample) {
    Judged judged;
    NamedRoles& keys = judged.keys;
    for (const std::string_view text : sample) {
        const auto object = parseObject(text);
        if (!object) continue;
        ++judged.objects;
        for (const auto& [name, scalar, cell] : *object) {
            const ColumnMeaning meaning = scalar.empty() ? ColumnMeaning::Unknown : meaningOfKey(name);
            std::string* key = meaning == ColumnMeaning::User || meaning == ColumnMeaning::Session ? &keys.user
                               : meaning == ColumnMeaning::Item                                    ? &keys.item
                               : meaning == ColumnMeaning::Rating && looksLikeRating(scalar)       ? &keys.rating
                               : meaning == ColumnMeaning::Time                                    ? &keys.time
                                                                                                   : nullptr;
            if (key && (key->empty() || name < *key)) *key = name;
            judged.more = judged.more || (key != &keys.user && key != &keys.item);
            if (std::ranges::find(judged.names, name) == judged.names.end()) judged.names.push_back(name);
        }
    }
    return judged;
}

/// The values of a key, in rows.
std::vector<std::string> valuesAt(const std::vector<std::string_view>& sample, const std::string& key) {
    std::vector<std::string> values;
    for (const std::string_view text : sample)
        if (const auto object = parseObject(text)) values.push_back(scalarAt(*object, key));
    return values;
}

void judgeWriting(const std::vector<std::string_view>& sample, const LoadOptions& options, ReaderFinding& finding) {
    const NamedRoles& keys = finding.roles;
    TableFinding& table = finding.table;
    if (!keys.rating.empty()) judgeRatings(valuesAt(sample, keys.rating), options.decimal, table);
    if (dateOrderNamed(options.timeUnit) == DateOrder::Unknown) table.ratings.timeUnit = options.timeUnit;
    if (!keys.time.empty()) judgeTimes(valuesAt(sample, keys.time), options.timeUnit, table.ratings, table.doubts);
}

TableKind kindOf(const Judged& judged) {
    const NamedRoles& keys = judged.keys;
    if (!keys.user.empty() && !keys.item.empty()) return TableKind::Ratings;
    if (!judged.more || keys.user.empty() == keys.item.empty()) return TableKind::Other;
    return keys.item.empty() ? TableKind::Users : TableKind::Items;
}

} // namespace

Result<ReaderFinding> judgeObjects(const std::vector<std::string_view>& sample, std::string format, int confidence,
                                   const LoadOptions& options) {
    ReaderFinding finding;
    finding.table.kind = TableKind::Ratings; // of a format that was stated
    Judged judged = judgeKeys(sample);
    finding.format = std::move(format);
    if (sample.empty() || 2 * judged.objects < sample.size()) return finding;
    if (namesColumns(options.columns)) {
        auto stated = parseNamedRoles(options.columns);
        if (!stated) return stated.as<ReaderFinding>();
        if (auto there = requireNames(stated.value(), judged.names, options.columns); !there) return there.as<ReaderFinding>();
        judged.keys = std::move(stated).value();
        if (std::ranges::all_of(valuesAt(sample, judged.keys.user), &std::string::empty)) return finding; // lists: columns
    }
    finding.roles = judged.keys;
    finding.columns = judged.keys.text();
    finding.table.kind = kindOf(judged);
    finding.table.confidence = judged.keys.rating.empty() ? 1 : 3;
    // A single object without known keys is a document; several with the same ones are rows, of whatever.
    const bool rows = judged.objects > 1 && judged.names.size() > 1 && judged.names.size() <= limits::kJsonColumns;
    if (finding.table.kind != TableKind::Other || rows) finding.confidence = confidence;
    if (finding.table.kind == TableKind::Ratings) judgeWriting(sample, options, finding);
    return finding;
}

NamedRoles keysOfObjects(const std::vector<std::string_view>& sample) { return judgeKeys(sample).keys; }

ObjectForm formOfObjects(const ReaderFinding& finding, const std::vector<std::string_view>& sample) {
    if (finding.roles.isEmpty()) return {keysOfObjects(sample), {}, {}};
    return {finding.roles, finding.table.ratings.style, finding.table.ratings.dates};
}

void stateTimes(const ReaderFinding& finding, TimeColumn& times) {
    const RatingColumns& roles = finding.table.ratings;
    times.stateOrder(roles.dates);
    if (!roles.timeUnit.empty()) times.stateUnit(roles.timeUnit);
}

NamedRows showObjects(const std::vector<JsonPart>& objects, const ReaderFinding& finding) {
    NamedRows shown;
    shown.roles = finding.roles;
    for (const JsonPart& part : objects) {
        const auto object = parseObject(trim(part.text));
        auto& row = shown.rows.emplace_back(shown.names.size());
        shown.lines.push_back(part.line);
        if (!object) {
            row.assign(1, std::string(part.text)); // what will be rejected is seen
            continue;
        }
        for (const JsonField& field : *object) {
            auto it = std::ranges::find(shown.names, field.key);
            if (it == shown.names.end() && shown.names.size() >= limits::kJsonColumns) continue;
            const auto at = static_cast<std::size_t>(it - shown.names.begin());
            if (it == shown.names.end()) shown.names.push_back(field.key);
            if (row.size() <= at) row.resize(at + 1);
            row[at] = field.scalar.empty() ? field.cell : field.scalar;
            std::ranges::replace(row[at], kListSign, ',');
            if (field.scalar.empty() && !field.cell.empty() && std::ranges::find(shown.lists, field.key) == shown.lists.end())
                shown.lists.push_back(field.key);
        }
    }
    for (auto& row : shown.rows) row.resize(std::max(shown.names.size(), row.size()));
    return shown;
}

} // namespace recoscope
