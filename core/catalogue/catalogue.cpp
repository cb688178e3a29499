#include "core/catalogue/catalogue.h"
#include "core/base/text.h"
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace recoscope {
namespace {

using Json = nlohmann::json;
constexpr std::int64_t kVersion = 1;

bool holdsOnly(std::string_view text, std::string_view extra, bool capitals) {
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (capitals && c >= 'A' && c <= 'Z') ||
               extra.find(c) != std::string_view::npos;
    });
}

bool isAddress(const std::string& text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    if (scheme == 0 || text.size() == scheme || text[scheme] == '/') return false;
    const std::string host = text.substr(scheme, text.find('/', scheme) - scheme);
    return host.find('@') == std::string::npos && std::ranges::all_of(text, [](char c) { return c > ' ' && c != 0x7f; });
}

/// Takes the keys of one object one by one; remembers what was first found wrong.
class Keys {
public:
    Keys(const Json& object, std::string place) : m_object(object), m_place(std::move(place)) {}
    void wrong(const std::string& key, const std::string& expected) {
        if (!m_error) m_error = Error{ErrorKind::InvalidInput, m_place + ": \"" + key + "\" should be " + expected + ".", key};
    }
    const Json* take(const char* key) {
        m_known.insert(key);
        const auto it = m_object.find(key);
        return it == m_object.end() || it->is_null() ? nullptr : &*it;
    }
    std::string text(const char* key, bool needed) {
        const Json* value = take(key);
        if (!value && !needed) return {};
        if (!value || !value->is_string() || value->get_ref<const std::string&>().empty()) {
            wrong(key, "a text");
            return {};
        }
        return value->get<std::string>();
    }
    std::optional<std::int64_t> count(const char* key) {
        const Json* value = take(key);
        if (!value) return {};
        if (value->is_number_integer() && value->get<std::int64_t>() > 0) return value->get<std::int64_t>();
        wrong(key, "a whole number above 0, or null where it is not known");
        return {};
    }
    std::string sum(const char* key, std::size_t digits) {
        std::string value = text(key, false);
        const bool hex = value.size() == digits && value.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (!value.empty() && !hex) wrong(key, std::to_string(digits) + " lower-case hex digits, or null");
        return value;
    }
    std::optional<Error> finish() {
        for (const auto& item : m_object.items())
            if (!m_error && !m_known.contains(item.key()))
                m_error = Error{ErrorKind::InvalidInput, m_place + ": there is no key \"" + item.key() + "\".", item.key()};
        return m_error;
    }
    [[nodiscard]] const std::string& place() const { return m_place; }

private:
    const Json& m_object;
    std::string m_place;
    std::set<std::string> m_known;
    std::optional<Error> m_error;
};

Result<CatalogueFile> parseFile(const Json& json, const std::string& place) {
    if (!json.is_object()) return Error{ErrorKind::InvalidInput, place + ": \"files\" should hold objects.", "files"};
    Keys keys(json, place);
    CatalogueFile file;
    file.name = keys.text("name", true);
    if (!holdsOnly(file.name, "._+-", true) || file.name.front() == '.')
        keys.wrong("name", "a file name of letters, digits, '.', '_', '+' and '-'");
    const Json* addresses = keys.take("addresses");
    if (!addresses || !addresses->is_array() || addresses->empty()) keys.wrong("addresses", "a list of addresses");
    if (addresses && addresses->is_array())
        for (const Json& address : *addresses) {
            if (!address.is_string() || !isAddress(address.get_ref<const std::string&>()))
                keys.wrong("addresses", "a list of http or https addresses");
            else
                file.addresses.push_back(address.get<std::string>());
        }
    file.bytes = keys.count("bytes");
    file.sha256 = keys.sum("sha256", 64);
    file.md5 = keys.sum("md5", 32);
    if (const auto error = keys.finish()) return *error;
    return file;
}

void takeOpen(Keys& keys, LoadOptions& open) {
    const Json* hints = keys.take("open");
    if (!hints) return;
    if (!hints->is_object()) return keys.wrong("open", "an object with file, format, separator or columns");
    for (const auto& [key, value] : hints->items()) {
        std::string* target = key == "file"        ? &open.file
                              : key == "format"    ? &open.format
                              : key == "separator" ? &open.separator
                              : key == "columns"   ? &open.columns
                                                   : nullptr;
        if (!target || !value.is_string()) return keys.wrong("open", "an object with texts: file, format, separator or columns");
        *target = value.get<std::string>();
    }
}

Result<CatalogueEntry> parseEntry(const Json& json, const std::string& source, std::size_t number) {
    std::string place = source + ", entry " + std::to_string(number);
    if (!json.is_object()) return Error{ErrorKind::InvalidInput, place + " should be an object.", {}};
    if (const auto id = json.find("id"); id != json.end() && id->is_string()) place += " (" + id->get<std::string>() + ")";
    Keys keys(json, place);
    CatalogueEntry entry;
    entry.id = keys.text("id", true);
    if (!holdsOnly(entry.id, "-", false)) keys.wrong("id", "a word of lower-case letters, digits and '-'");
    entry.name = keys.text("name", true);
    entry.holds = keys.text("holds", true);
    entry.page = keys.text("page", true);
    if (!isAddress(entry.page)) keys.wrong("page", "an http or https address");
    entry.licenceShort = keys.text("licence_short", true);
    entry.licence = keys.text("licence", true);
    entry.citation = keys.text("citation", true);
    entry.format = keys.text("format", true);
    entry.users = keys.count("users");
    entry.items = keys.count("items");
    entry.interactions = keys.count("interactions");
    entry.byHand = keys.text("by_hand", false);
    takeOpen(keys, entry.open);
    const Json* files = keys.take("files");
    if (!files || !files->is_array() || files->empty() != !entry.byHand.empty())
        keys.wrong("files", "a list of files, empty only beside \"by_hand\"");
    if (const auto error = keys.finish()) return *error;
    std::set<std::string> names;
    for (const Json& file : *files) {
        auto parsed = parseFile(file, place + ", file " + std::to_string(entry.files.size() + 1));
        if (!parsed) return parsed.as<CatalogueEntry>();
        if (!names.insert(parsed.value().name).second)
            return Error{ErrorKind::InvalidInput, place + ": two files are called " + parsed.value().name + ".", "files"};
        entry.files.push_back(std::move(parsed).value());
    }
    return entry;
}

Error noJson(const std::string& source, std::string_view text, std::size_t at) {
    const auto line = 1 + std::ranges::count(text.substr(0, std::min(at, text.size())), '\n');
    return {ErrorKind::InvalidInput, source + " is no JSON: line " + std::to_string(line) + " cannot be read.",
            source + ":" + std::to_string(line)};
}

} // namespace

std::optional<std::int64_t> CatalogueEntry::bytes() const {
    std::int64_t sum = 0;
    for (const CatalogueFile& file : files) {
        if (!file.bytes) return {};
        sum += *file.bytes;
    }
    return files.empty() ? std::nullopt : std::optional(sum);
}

std::optional<double> CatalogueEntry::density() const {
    if (!users || !items || !interactions) return {};
    return static_cast<double>(*interactions) / static_cast<double>(*users) / static_cast<double>(*items);
}

Result<std::vector<CatalogueEntry>> parseCatalogue(std::string_view json, const std::string& source) {
    Json document;
    try {
        document = Json::parse(json);
    } catch (const Json::parse_error& e) { return noJson(source, json, e.byte); }
    const auto version = document.is_object() ? document.find("version") : document.end();
    if (!document.is_object() || version == document.end() || *version != kVersion || !document.contains("sets") ||
        !document["sets"].is_array())
        return Error{ErrorKind::InvalidInput, source + " should be an object with \"version\": 1 and a list \"sets\".", {}};
    std::vector<CatalogueEntry> catalogue;
    for (const Json& set : document["sets"]) {
        auto entry = parseEntry(set, source, catalogue.size() + 1);
        if (!entry) return entry.as<std::vector<CatalogueEntry>>();
        if (findEntry(catalogue, entry.value().id))
            return Error{ErrorKind::InvalidInput, source + ": two entries have the id \"" + entry.value().id + "\".", "id"};
        catalogue.push_back(std::move(entry).value());
    }
    return catalogue;
}

std::string catalogueFile() {
    if (const char* given = std::getenv("RECOSCOPE_CATALOGUE"); given && *given) return given;
    return shippedDataFolder() + "/catalogue.json";
}

Result<std::vector<CatalogueEntry>> readCatalogue() {
    const std::string path = catalogueFile();
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return Error{ErrorKind::Io, "The catalogue " + path + " cannot be read.", path};
    return parseCatalogue(text.str(), path);
}

const CatalogueEntry* findEntry(const std::vector<CatalogueEntry>& catalogue, std::string_view id) {
    const auto it = std::ranges::find(catalogue, id, &CatalogueEntry::id);
    return it == catalogue.end() ? nullptr : &*it;
}

} // namespace recoscope
