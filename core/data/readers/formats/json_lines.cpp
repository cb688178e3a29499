#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace recoscope {
namespace {

using Json = nlohmann::json;
constexpr int kMaxDepth = 64;
constexpr std::size_t kSampleLines = 100;

int depthOf(std::string_view line) {
    int depth = 0, deepest = 0;
    bool quoted = false;
    for (std::size_t k = 0; k < line.size(); ++k) {
        const char c = line[k];
        if (quoted && c == '\\')
            ++k;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            deepest = std::max(deepest, ++depth);
        else if (!quoted && (c == '}' || c == ']'))
            --depth;
    }
    return deepest;
}

/// An object, or a discarded value where the line is none.
Json parseObject(std::string_view line) {
    if (!line.starts_with('{') || depthOf(line) > kMaxDepth) return Json(Json::value_t::discarded);
    Json value = Json::parse(line, nullptr, false);
    return value.is_object() ? value : Json(Json::value_t::discarded);
}

/// A scalar as the text of an id or number; an object stands for its "id". "" where there is neither.
std::string textOf(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return value.dump();
    if (value.is_object())
        for (const char* key : {"id", "_id", "$oid"})
            if (const auto it = value.find(key); it != value.end() && !it->is_object()) return textOf(*it);
    return {};
}

struct Keys {
    std::string user, item, rating, time;
};

/// Which key is what, over the first objects: the first known name of each kind that a row has, in order of the alphabet.
Keys keysOf(const std::vector<std::string_view>& lines, std::size_t& objects) {
    Keys keys;
    for (const std::string_view line : lines) {
        const Json object = parseObject(line);
        if (object.is_discarded()) continue;
        ++objects;
        for (const auto& [name, value] : object.items()) {
            if (textOf(value).empty()) continue;
            const ColumnMeaning meaning = meaningOf(name);
            std::string* key = meaning == ColumnMeaning::User || meaning == ColumnMeaning::Session ? &keys.user
                               : meaning == ColumnMeaning::Item                                    ? &keys.item
                               : meaning == ColumnMeaning::Rating && parseNumber(textOf(value))    ? &keys.rating
                               : meaning == ColumnMeaning::Time                                    ? &keys.time
                                                                                                   : nullptr;
            if (key && (key->empty() || name < *key)) *key = name;
        }
    }
    return keys;
}

std::string columnsOf(const Keys& keys) {
    std::vector<std::string> parts;
    for (const auto& [key, role] :
         {std::pair{keys.user, "user"}, {keys.item, "item"}, {keys.rating, "rating"}, {keys.time, "timestamp"}})
        if (!key.empty()) parts.push_back(key + "=" + role);
    return join(parts, ",");
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    const auto lines = firstLines(head, kSampleLines);
    if (lines.empty() || !lines[0].starts_with('{')) return finding;
    std::size_t objects = 0;
    const Keys keys = keysOf(lines, objects);
    finding.format = "JSON lines";
    finding.columns = columnsOf(keys);
    if (!keys.user.empty() && !keys.item.empty() && 2 * objects >= lines.size()) finding.confidence = 90;
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = keys.rating.empty() ? 1 : 3;
    return finding;
}

void takeObject(const Place& place, const Keys& keys, RowSink& sink) {
    const Json object = parseObject(trim(place.text));
    if (object.is_discarded()) return sink.reject(place, "json", "one JSON object, at most 64 levels deep");
    const auto text = [&](const std::string& key) {
        const auto it = object.find(key);
        return it == object.end() ? std::string() : textOf(*it);
    };
    const std::string user = text(keys.user), item = text(keys.item);
    if (user.empty() || item.empty())
        return sink.reject(place, "empty-id", "the keys \"" + keys.user + "\" and \"" + keys.item + "\"");
    double rating = 1;
    if (!keys.rating.empty()) {
        const auto number = parseNumber(text(keys.rating));
        if (!number) return sink.reject(place, "rating", "a number at the key \"" + keys.rating + "\"");
        rating = *number;
    }
    sink.row(place, user, item, rating, keys.time.empty() ? kNoTime : sink.times().take(text(keys.time)));
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    std::size_t objects = 0;
    const Keys keys = keysOf(firstLines(input.bytes, kSampleLines), objects);
    RowSink sink(input.file, report);
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.stopped(context, lines.share())) return Cancelled{};
        const Place place = lines.at(lines.line());
        if (trim(lines.line()).empty())
            sink.skip();
        else if (!sink.refuses(lines))
            takeObject({place.line, 0, place.text}, keys, sink);
    }
    return sink.finish(!keys.rating.empty(), !keys.time.empty());
}

} // namespace

Reader jsonLinesReader() {
    return {"json_lines",
            "JSON lines",
            "One JSON object a line with a user, an item and perhaps a rating and a time, as Amazon's reviews.",
            false,
            recognise,
            read};
}

} // namespace recoscope
