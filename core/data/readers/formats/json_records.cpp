#include "core/data/readers/formats/json_records.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/time_text.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>
#include <map>
#include <set>

namespace recoscope {
namespace {

struct Judged {
    JsonKeys keys;
    std::size_t objects = 0;
    bool more = false; ///< There are keys that are neither user nor item.
};

/// Of "book.isbn", what the whole or else its last part means.
ColumnMeaning meaningOfKey(const std::string& key) {
    const ColumnMeaning whole = meaningOf(key);
    return whole != ColumnMeaning::Unknown ? whole : meaningOf(key.substr(key.rfind('.') + 1));
}

/// The first known name of each kind that an object has, in order of the alphabet.
Judged judgeKeys(const std::vector<std::string_view>& sample) {
    Judged judged;
    JsonKeys& keys = judged.keys;
    for (const std::string_view text : sample) {
        const auto object = parseObject(text);
        if (!object) continue;
        ++judged.objects;
        for (const auto& [name, scalar, cell] : *object) {
            const ColumnMeaning meaning = scalar.empty() ? ColumnMeaning::Unknown : meaningOfKey(name);
            std::string* key = meaning == ColumnMeaning::User || meaning == ColumnMeaning::Session ? &keys.user
                               : meaning == ColumnMeaning::Item                                    ? &keys.item
                               : meaning == ColumnMeaning::Rating && parseNumber(scalar)           ? &keys.rating
                               : meaning == ColumnMeaning::Time                                    ? &keys.time
                                                                                                   : nullptr;
            if (key && (key->empty() || name < *key)) *key = name;
            judged.more = judged.more || (key != &keys.user && key != &keys.item);
        }
    }
    return judged;
}

std::string columnsOf(const JsonKeys& keys) {
    std::vector<std::string> parts;
    for (const auto& [key, role] :
         {std::pair{keys.user, "user"}, {keys.item, "item"}, {keys.rating, "rating"}, {keys.time, "timestamp"}})
        if (!key.empty()) parts.push_back(key + "=" + role);
    return join(parts, ",");
}

std::vector<std::string_view> firstOf(const std::vector<std::string_view>& objects, std::size_t most) {
    return {objects.begin(), objects.begin() + static_cast<std::ptrdiff_t>(std::min(most, objects.size()))};
}

/// From the places at which keys were first seen to the key first and the others by the alphabet.
void putInOrder(const std::map<std::string, std::size_t>& places, SideRows& table) {
    std::vector<std::size_t> from{0};
    for (const auto& [name, place] : places)
        if (place == 0) table.names.push_back(name);
    for (const auto& [name, place] : places)
        if (place != 0) {
            table.names.push_back(name);
            from.push_back(place);
        }
    table.types.resize(table.names.size());
    for (auto& row : table.rows) {
        std::vector<std::string> ordered(from.size());
        for (std::size_t c = 0; c < from.size(); ++c)
            if (from[c] < row.size()) ordered[c] = std::move(row[from[c]]);
        row = std::move(ordered);
    }
}

/// Keys of scalars without a role; the others go to report.leftOut.
std::vector<std::string> contextNames(const std::vector<std::string_view>& sample, const JsonKeys& keys, const std::string& file,
                                      LoadReport& report) {
    constexpr std::size_t kMost = 50;
    std::map<std::string, bool> scalars;
    for (const std::string_view text : sample)
        if (const auto object = parseObject(text))
            for (const auto& [name, scalar, cell] : *object)
                if (name != keys.user && name != keys.item && name != keys.rating && name != keys.time)
                    scalars[name] = scalars[name] || !scalar.empty();
    std::vector<std::string> names;
    for (const auto& [name, scalar] : scalars)
        if (scalar && names.size() < kMost)
            names.push_back(name);
        else
            report.leftOut.push_back({file, name, scalar ? "one key too many" : "a list of its own in every row"});
    return names;
}

} // namespace

ReaderFinding judgeObjects(const std::vector<std::string_view>& sample, std::string format, int confidence) {
    ReaderFinding finding;
    const Judged judged = judgeKeys(sample);
    const JsonKeys& keys = judged.keys;
    finding.format = std::move(format);
    finding.columns = columnsOf(keys);
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = keys.rating.empty() ? 1 : 3;
    if (sample.empty() || 2 * judged.objects < sample.size()) return finding;
    if (!keys.user.empty() && !keys.item.empty()) {
        finding.confidence = confidence;
    } else if (judged.more && keys.user.empty() != keys.item.empty()) {
        finding.confidence = confidence;
        finding.table.kind = keys.item.empty() ? TableKind::Users : TableKind::Items;
    }
    return finding;
}

JsonKeys keysOfObjects(const std::vector<std::string_view>& sample) { return judgeKeys(sample).keys; }

void takeObject(const Place& place, const JsonKeys& keys, RowSink& sink) {
    const auto object = parseObject(trim(place.text));
    if (!object)
        return sink.reject(place, "json", "one JSON object, at most " + std::to_string(limits::kJsonDepth) + " levels deep");
    const std::string &user = scalarAt(*object, keys.user), &item = scalarAt(*object, keys.item);
    if (user.empty() || item.empty())
        return sink.reject(place, "empty-id", "the keys \"" + keys.user + "\" and \"" + keys.item + "\"");
    double rating = 1;
    if (!keys.rating.empty()) {
        const auto number = parseNumber(scalarAt(*object, keys.rating));
        if (!number) return sink.reject(place, "rating", "a number at the key \"" + keys.rating + "\"");
        rating = *number;
    }
    sink.row(place, user, item, rating, keys.time.empty() ? kNoTime : sink.times().take(scalarAt(*object, keys.time)));
}

SideRows rowsOfObjects(const std::vector<std::string_view>& objects, const std::string& file) {
    SideRows table;
    table.file = file;
    table.header = true;
    const JsonKeys keys = keysOfObjects(firstOf(objects, 100));
    std::map<std::string, std::size_t> places{{keys.item.empty() ? keys.user : keys.item, 0}};
    std::set<std::string> further;
    for (const std::string_view text : objects) {
        auto object = parseObject(text);
        if (!object) continue;
        auto& row = table.rows.emplace_back();
        for (JsonField& field : *object) {
            if (field.cell.empty()) continue;
            if (places.size() >= limits::kJsonColumns && !places.contains(field.key)) {
                further.insert(field.key);
                continue;
            }
            const std::size_t place = places.try_emplace(field.key, places.size()).first->second;
            if (row.size() <= place) row.resize(place + 1);
            row[place] = std::move(field.cell);
        }
    }
    table.furtherColumns = further.size();
    putInOrder(places, table);
    return table;
}

void collectJsonContext(const ReaderInput& input, Dataset& dataset, const TaskContext& context) {
    constexpr std::size_t kObjectsBetweenChecks = 1024;
    const auto objects = jsonObjects(input.bytes);
    const auto sample = firstOf(objects, 1000);
    const JsonKeys keys = keysOfObjects(sample);
    const auto names = contextNames(sample, keys, input.file, dataset.report);
    if (names.empty()) return;
    ContextCollector collector(dataset, names);
    std::vector<std::string_view> values(names.size());
    for (std::size_t k = 0; k < objects.size(); ++k) {
        if (k % kObjectsBetweenChecks == 0 && context.stopRequested()) return;
        const auto object = parseObject(objects[k]);
        if (!object) continue;
        const auto rating = keys.rating.empty() ? std::optional<double>(1) : parseNumber(scalarAt(*object, keys.rating));
        if (!rating) continue;
        for (std::size_t c = 0; c < names.size(); ++c) values[c] = trim(scalarAt(*object, names[c]));
        const std::string& time = scalarAt(*object, keys.time);
        const auto seconds = parseNumber(time);
        collector.row(scalarAt(*object, keys.user), scalarAt(*object, keys.item),
                      seconds ? *seconds : static_cast<double>(parseDate(time).value_or(0)), values);
    }
    std::move(collector).finish(input.file);
}

std::vector<std::string_view> jsonObjects(std::string_view text, std::size_t most) {
    std::vector<std::string_view> objects;
    if (const auto parts = jsonParts(text, most); !parts.empty()) {
        for (const JsonPart& part : parts) objects.push_back(part.text);
        return objects;
    }
    return firstLines(text, most);
}

} // namespace recoscope
