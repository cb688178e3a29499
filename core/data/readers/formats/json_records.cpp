#include "core/data/readers/formats/json_records.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/time_text.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>
#include <map>

namespace recoscope {
namespace {

constexpr std::size_t kMostColumns = 200;

void flatten(const Json& object, const std::string& before, int depth, std::vector<std::pair<std::string, const Json*>>& out) {
    constexpr int kDeepest = 4;
    for (const auto& [name, value] : object.items()) {
        if (value.is_object() && scalarText(value).empty() && depth < kDeepest)
            flatten(value, before + name + ".", depth + 1, out);
        else
            out.emplace_back(before + name, &value);
    }
}

/// The value at a key that flatKeys() gave; nullptr where the object has none.
const Json* valueAt(const Json& object, std::string_view key) {
    if (key.empty() || !object.is_object()) return nullptr;
    if (const auto it = object.find(key); it != object.end()) return &*it;
    for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1))
        if (const auto it = object.find(key.substr(0, dot)); it != object.end())
            if (const Json* inner = valueAt(*it, key.substr(dot + 1))) return inner;
    return nullptr;
}

std::string textAt(const Json& object, const std::string& key) {
    const Json* value = valueAt(object, key);
    return value ? scalarText(*value) : std::string();
}

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
        const Json object = parseJson(text, Json::value_t::object);
        if (object.is_discarded()) continue;
        ++judged.objects;
        for (const auto& [name, value] : flatKeys(object)) {
            const std::string scalar = scalarText(*value);
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

} // namespace

std::vector<std::pair<std::string, const Json*>> flatKeys(const Json& object) {
    std::vector<std::pair<std::string, const Json*>> keys;
    flatten(object, {}, 0, keys);
    return keys;
}

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
    const Json object = parseJson(trim(place.text), Json::value_t::object);
    if (object.is_discarded()) return sink.reject(place, "json", "one JSON object, at most 64 levels deep");
    const std::string user = textAt(object, keys.user), item = textAt(object, keys.item);
    if (user.empty() || item.empty())
        return sink.reject(place, "empty-id", "the keys \"" + keys.user + "\" and \"" + keys.item + "\"");
    double rating = 1;
    if (!keys.rating.empty()) {
        const auto number = parseNumber(textAt(object, keys.rating));
        if (!number) return sink.reject(place, "rating", "a number at the key \"" + keys.rating + "\"");
        rating = *number;
    }
    sink.row(place, user, item, rating, keys.time.empty() ? kNoTime : sink.times().take(textAt(object, keys.time)));
}

SideRows rowsOfObjects(const std::vector<std::string_view>& objects, const std::string& file) {
    SideRows table;
    table.file = file;
    table.header = true;
    const JsonKeys keys = keysOfObjects(
        {objects.begin(), objects.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(100, objects.size()))});
    const std::string key = keys.item.empty() ? keys.user : keys.item;
    std::map<std::string, std::size_t> places{{key, 0}};
    for (const std::string_view text : objects) {
        const Json object = parseJson(text, Json::value_t::object);
        if (object.is_discarded()) continue;
        auto& row = table.rows.emplace_back();
        for (const auto& [name, value] : flatKeys(object)) {
            std::string cell = cellText(*value);
            if (cell.empty() || (places.size() >= kMostColumns && !places.contains(name))) continue;
            const std::size_t place = places.try_emplace(name, places.size()).first->second;
            if (row.size() <= place) row.resize(place + 1);
            row[place] = std::move(cell);
        }
    }
    std::vector<std::size_t> from{0};
    table.names.push_back(key);
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
    return table;
}

void collectJsonContext(const std::vector<std::string_view>& objects, const std::string& file, const LoadOptions& options,
                        Dataset& dataset, const TaskContext& context) {
    constexpr std::size_t kSample = 1000, kMost = 50, kObjectsBetweenChecks = 1024;
    const std::vector<std::string_view> sample(objects.begin(),
                                               objects.begin() + static_cast<std::ptrdiff_t>(std::min(kSample, objects.size())));
    const JsonKeys keys = keysOfObjects(sample);
    std::map<std::string, bool> scalars; // and lists, which are left out
    for (const std::string_view text : sample)
        for (const Json object = parseJson(text, Json::value_t::object); const auto& [name, value] : flatKeys(object))
            if (name != keys.user && name != keys.item && name != keys.rating && name != keys.time)
                scalars[name] = scalars[name] || !scalarText(*value).empty();
    std::vector<std::string> names;
    for (const auto& [name, scalar] : scalars)
        if (scalar && names.size() < kMost)
            names.push_back(name);
        else
            dataset.report.leftOut.push_back({file, name, scalar ? "one key too many" : "a list of its own in every row"});
    if (names.empty()) return;
    ContextCollector collector(dataset, names);
    std::vector<std::string> texts(names.size());
    for (std::size_t k = 0; k < objects.size(); ++k) {
        if (k % kObjectsBetweenChecks == 0 && context.stopRequested()) return;
        const Json object = parseJson(objects[k], Json::value_t::object);
        const auto rating = keys.rating.empty() ? std::optional<double>(1) : parseNumber(textAt(object, keys.rating));
        if (!rating || (options.minRating && *rating < *options.minRating)) continue;
        for (std::size_t c = 0; c < names.size(); ++c) texts[c] = trim(textAt(object, names[c]));
        const std::vector<std::string_view> values(texts.begin(), texts.end());
        const std::string time = textAt(object, keys.time);
        const auto seconds = parseNumber(time);
        collector.row(textAt(object, keys.user), textAt(object, keys.item),
                      seconds ? *seconds : static_cast<double>(parseDate(time).value_or(0)), values);
    }
    std::move(collector).finish(file);
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
