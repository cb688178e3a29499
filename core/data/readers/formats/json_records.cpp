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
std::vector<std::string> contextNames(const std::vector<std::string_view>& sample, const NamedRoles& keys,
                                      const std::string& file, LoadReport& report) {
    constexpr std::size_t kMost = 50;
    std::map<std::string, bool> scalars;
    for (const std::string_view text : sample)
        if (const auto object = parseObject(text))
            for (const auto& [name, scalar, cell] : *object)
                if (!keys.hasRole(name)) scalars[name] = scalars[name] || !scalar.empty();
    std::vector<std::string> names;
    for (const auto& [name, scalar] : scalars)
        if (keys.isUnused(name))
            report.leftOut.push_back({file, name, "not to be kept, as you said"});
        else if (scalar && names.size() < kMost)
            names.push_back(name);
        else
            report.leftOut.push_back({file, name, scalar ? "one key too many" : "a list of its own in every row"});
    return names;
}

} // namespace

void takeObject(const Place& place, const ObjectForm& form, RowSink& sink) {
    const NamedRoles& keys = form.keys;
    const auto object = parseObject(trim(place.text));
    if (!object)
        return sink.reject(place, "json", "one JSON object, at most " + std::to_string(limits::kJsonDepth) + " levels deep");
    const std::string &user = scalarAt(*object, keys.user), &item = scalarAt(*object, keys.item);
    if (user.empty() || item.empty())
        return sink.reject(place, "empty-id", "the keys \"" + keys.user + "\" and \"" + keys.item + "\"");
    double rating = 1;
    if (!keys.rating.empty()) {
        const std::string& text = scalarAt(*object, keys.rating);
        const auto number = parseRating(text, form.style);
        if (!number)
            return sink.reject(place, "rating", expectedRating(form.style, text) + " at the key \"" + keys.rating + "\"");
        rating = *number;
    }
    sink.row(place, user, item, rating, keys.time.empty() ? kNoTime : sink.times().take(scalarAt(*object, keys.time)));
}

SideRows rowsOfObjects(const std::vector<std::string_view>& objects, const std::string& file) {
    SideRows table;
    table.file = file;
    table.header = true;
    const NamedRoles keys = keysOfObjects(firstOf(objects, 100));
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
    const ObjectForm form = formOfObjects(input.finding, sample);
    const NamedRoles& keys = form.keys;
    const auto names = contextNames(sample, keys, input.file, dataset.report);
    if (names.empty()) return;
    ContextCollector collector(dataset, names);
    std::vector<std::string_view> values(names.size());
    for (std::size_t k = 0; k < objects.size(); ++k) {
        if (k % kObjectsBetweenChecks == 0 && context.stopRequested()) return;
        const auto object = parseObject(objects[k]);
        if (!object) continue;
        const auto rating =
            keys.rating.empty() ? std::optional<double>(1) : parseRating(scalarAt(*object, keys.rating), form.style);
        if (!rating) continue;
        for (std::size_t c = 0; c < names.size(); ++c) values[c] = trim(scalarAt(*object, names[c]));
        const std::string& time = scalarAt(*object, keys.time);
        const auto seconds = parseNumber(time);
        collector.row(scalarAt(*object, keys.user), scalarAt(*object, keys.item),
                      seconds ? *seconds : static_cast<double>(parseDate(time, form.dates).value_or(0)), values);
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
