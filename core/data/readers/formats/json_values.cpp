#include "core/data/readers/formats/json_values.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace recoscope {
namespace {

using Json = nlohmann::json;

/// Walks over JSON text and knows what stands in quotes and how deep brackets nest.
class JsonCursor {
public:
    /// Takes one character; false where it stands in a text.
    bool take(char c) {
        if (m_escaped)
            m_escaped = false;
        else if (m_quoted && c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_quoted = !m_quoted;
        else if (!m_quoted && (c == '{' || c == '['))
            ++m_depth;
        else if (!m_quoted && (c == '}' || c == ']'))
            --m_depth;
        return !m_quoted;
    }
    [[nodiscard]] int depth() const { return m_depth; }

private:
    bool m_quoted = false, m_escaped = false;
    int m_depth = 0;
};

/// Where "[" opens an array of values that begin so: at the beginning, or as a value of the object that the text is.
std::size_t arrayOf(char opening, std::string_view text) {
    const auto holdsObjects = [&](std::size_t at) { return trim(text.substr(at + 1, 4096)).starts_with(opening); };
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return first;
    if (text[first] == '[') return holdsObjects(first) ? first : std::string_view::npos;
    if (text[first] != '{') return std::string_view::npos;
    constexpr int kDeepestArray = 4; // {"result": {"data": [{...
    JsonCursor cursor;
    for (std::size_t at = first; at < text.size(); ++at) {
        const bool outside = cursor.take(text[at]);
        if (cursor.depth() == 0) return std::string_view::npos;
        if (outside && text[at] == '[' && cursor.depth() >= 2 && cursor.depth() <= kDeepestArray && holdsObjects(at)) return at;
    }
    return std::string_view::npos;
}

int depthOf(std::string_view text) {
    JsonCursor cursor;
    int deepest = 0;
    for (const char c : text) {
        cursor.take(c);
        deepest = std::max(deepest, cursor.depth());
    }
    return deepest;
}

/// An object, or a discarded value.
Json parseWhole(std::string_view text) {
    Json none(Json::value_t::discarded);
    if (!text.starts_with('{') || depthOf(text) > limits::kJsonDepth) return none;
    Json value = Json::parse(text, nullptr, false);
    return value.is_object() ? value : none;
}

std::string scalarText(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number() || value.is_boolean()) return value.dump();
    if (value.is_object())
        for (const char* key : {"id", "_id", "$oid"})
            if (const auto it = value.find(key); it != value.end() && !it->is_object()) return scalarText(*it);
    return {};
}

void collect(const Json& value, std::vector<std::string>& words, std::set<std::string>& seen) {
    if (value.is_array()) {
        for (const Json& each : value) collect(each, words, seen);
        return;
    }
    std::string word = scalarText(value);
    std::ranges::replace(word, kListSign, ' ');
    if (!word.empty() && seen.insert(word).second) words.push_back(std::move(word));
}

std::string cellText(const Json& value) {
    if (!value.is_array()) return scalarText(value);
    std::vector<std::string> words;
    std::set<std::string> seen;
    collect(value, words, seen);
    std::string cell = join(words, std::string_view(&kListSign, 1));
    return words.size() == 1 ? cell + kListSign : cell; // one label is a list as well
}

void flatten(const Json& object, const std::string& before, int depth, JsonFields& fields) {
    constexpr int kDeepest = 4;
    for (const auto& [name, value] : object.items()) {
        std::string scalar = scalarText(value);
        if (value.is_object() && scalar.empty() && depth < kDeepest)
            flatten(value, before + name + ".", depth + 1, fields);
        else
            fields.push_back({before + name, std::move(scalar), cellText(value)});
    }
}

} // namespace

bool numbersItsRows(std::string_view text) {
    const auto next = [&](char wanted) {
        text = trim(text.substr(0, 4096));
        if (!text.starts_with(wanted)) return false;
        text.remove_prefix(1);
        return true;
    };
    if (!next('{') || !next('"')) return false;
    const std::size_t end = text.find('"');
    if (end == std::string_view::npos || !std::ranges::all_of(text.substr(0, end), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    text.remove_prefix(end + 1);
    return end > 0 && next(':') && next('{');
}

std::optional<JsonFields> parseObject(std::string_view text) {
    const Json object = parseWhole(text);
    if (object.is_discarded()) return {};
    JsonFields fields;
    flatten(object, {}, 0, fields);
    return fields;
}

const std::string& scalarAt(const JsonFields& fields, std::string_view key) {
    static const std::string none;
    const auto it = std::ranges::find(fields, key, &JsonField::key);
    return key.empty() || it == fields.end() ? none : it->scalar;
}

std::optional<LabelLists> parseLabelLists(std::string_view text) {
    const Json whole = parseWhole(trim(text));
    if (whole.is_discarded()) return {};
    LabelLists lists;
    for (const auto& [id, list] : whole.items()) {
        if (!list.is_array()) return {};
        auto& own = lists.emplace_back(id, std::vector<std::string>{}).second;
        for (const Json& value : list)
            if (std::string label = scalarText(value); !label.empty()) own.push_back(std::move(label));
    }
    return lists;
}

namespace {

std::vector<JsonPart> partsOf(char opening, std::string_view text, std::size_t most) {
    std::vector<JsonPart> parts;
    const bool numbered = opening == '{' && numbersItsRows(text);
    const std::size_t open = numbered ? text.find('{') : arrayOf(opening, text);
    if (open == std::string_view::npos) return parts;
    JsonCursor cursor;
    cursor.take('[');
    std::size_t from = open + 1;
    std::int64_t line = 1 + std::ranges::count(text.substr(0, from), '\n'), partLine = line;
    const auto add = [&](std::size_t end) {
        const std::string_view whole = text.substr(from, end - from);
        std::string_view part = trim(whole);
        const std::size_t colon = numbered ? part.find(':') : std::string_view::npos;
        if (colon != std::string_view::npos) part = trim(part.substr(colon + 1));
        if (part.empty()) return;
        const auto before = static_cast<std::size_t>(part.data() - whole.data());
        parts.push_back({part, partLine + std::ranges::count(whole.substr(0, before), '\n')});
    };
    for (std::size_t at = from; at < text.size() && parts.size() < most; ++at) {
        line += text[at] == '\n' ? 1 : 0;
        const bool outside = cursor.take(text[at]);
        if (cursor.depth() == 0) {
            add(at);
            from = at + 1;
            partLine = line;
            if (trim(text)[0] == '[') add(text.size()); // what follows the array belongs to nothing
            return parts;
        }
        if (!outside || cursor.depth() != 1 || text[at] != ',') continue;
        add(at);
        from = at + 1;
        partLine = line;
    }
    if (parts.size() < most) add(text.size());
    return parts;
}

} // namespace

std::vector<JsonPart> jsonParts(std::string_view text, std::size_t most) { return partsOf('{', text, most); }
std::vector<JsonPart> jsonArrays(std::string_view text, std::size_t most) { return partsOf('[', text, most); }

std::optional<std::vector<std::string>> parseArray(std::string_view text) {
    if (!text.starts_with('[') || depthOf(text) > limits::kJsonDepth) return {};
    const Json array = Json::parse(text, nullptr, false);
    if (!array.is_array()) return {};
    std::vector<std::string> cells;
    cells.reserve(array.size());
    for (const Json& value : array) cells.push_back(scalarText(value));
    return cells;
}

std::string parseScalar(std::string_view text) {
    if (text == "null" || text.starts_with('[') || text.starts_with('{')) return {};
    if (!text.starts_with('"')) return std::string(text);
    if (text.size() >= 2 && text.ends_with('"') && text.find('\\') == std::string_view::npos)
        return std::string(text.substr(1, text.size() - 2));
    const Json value = Json::parse(text, nullptr, false);
    return value.is_string() ? value.get<std::string>() : std::string();
}

} // namespace recoscope
