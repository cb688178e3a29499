#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/catalogue/fetch.h"
#include "core/catalogue/place.h"
#include "core/catalogue/transfer.h"
#include <cmath>
#include <ostream>

namespace recoscope::cli {
namespace {

template <class T>
Json known(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}
Json textOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json entryJson(const CatalogueEntry& e) {
    Json files = Json::array();
    for (const CatalogueFile& file : e.files)
        files.push_back({{"name", file.name},
                         {"addresses", file.addresses},
                         {"bytes", known(file.bytes)},
                         {"sha256", textOrNull(file.sha256)},
                         {"md5", textOrNull(file.md5)}});
    return {{"id", e.id},
            {"name", e.name},
            {"holds", e.holds},
            {"users", known(e.users)},
            {"items", known(e.items)},
            {"interactions", known(e.interactions)},
            {"density", known(e.density())},
            {"bytes", known(e.bytes())},
            {"format", e.format},
            {"licence", e.licence},
            {"citation", e.citation},
            {"page", e.page},
            {"by_hand", textOrNull(e.byHand)},
            {"files", files},
            {"path", textOrNull(downloadedPath(e, downloadFolder()))}};
}

std::string countText(const std::optional<std::int64_t>& count) {
    const std::string text = count ? counted(*count, "", "") : "-";
    return std::string(trim(text));
}

std::string stateOf(const CatalogueEntry& e) {
    if (!e.byHand.empty()) return "by hand";
    return downloadedPath(e, downloadFolder()).empty() ? "" : "here";
}

void printAll(const Call& call, const std::vector<CatalogueEntry>& catalogue) {
    std::vector<std::vector<std::string>> rows;
    for (const CatalogueEntry& e : catalogue)
        rows.push_back({e.id, call.shown(e.name), countText(e.users), countText(e.items), countText(e.interactions),
                        e.bytes() ? megabytes(*e.bytes()) : "-", call.shown(e.licenceShort), stateOf(e)});
    call.terminal.out << formatTable({"id", "name", ">users", ">items", ">rows", ">size", "licence", ""}, rows);
}

void printOne(const Call& call, const CatalogueEntry& e) {
    std::vector<std::vector<std::string>> rows{
        {"name", e.name},
        {"holds", e.holds},
        {"users", countText(e.users)},
        {"items", countText(e.items)},
        {"rows", countText(e.interactions)},
        {"density", e.density() ? formatNumber(std::round(*e.density() * 1e6) / 1e4) + " %" : "-"},
        {"size", e.bytes() ? megabytes(*e.bytes()) : "-"},
        {"format", e.format},
        {"licence", e.licence},
        {"cite", e.citation},
        {"page", e.page}};
    for (const CatalogueFile& file : e.files) rows.push_back({"file", join(file.addresses, ", else ")});
    if (!e.byHand.empty()) rows.push_back({"by hand", e.byHand});
    if (const std::string path = downloadedPath(e, downloadFolder()); !path.empty()) rows.push_back({"here", path});
    for (auto& row : rows) row[1] = call.shown(row[1]);
    call.terminal.out << formatTable({"", ""}, rows).substr(1);
}

Result<const CatalogueEntry*> find(const std::vector<CatalogueEntry>& catalogue, const std::string& id) {
    if (const CatalogueEntry* entry = findEntry(catalogue, id)) return entry;
    return Error{ErrorKind::UnknownName, "The catalogue has no \"" + id + "\": recoscope-cli catalogue lists what it has.", id};
}

} // namespace

Result<> showCatalogue(const Call& call) {
    const auto catalogue = readCatalogue();
    if (!catalogue) return catalogue.as<Done>();
    if (call.options.data.empty()) {
        if (call.options.json) {
            Json list = Json::array();
            for (const CatalogueEntry& entry : catalogue.value()) list.push_back(entryJson(entry));
            call.terminal.out << dump({{"folder", downloadFolder()}, {"sets", list}});
        } else
            printAll(call, catalogue.value());
        return Done{};
    }
    const auto entry = find(catalogue.value(), call.options.data);
    if (!entry) return entry.as<Done>();
    if (call.options.json)
        call.terminal.out << dump(entryJson(*entry.value()));
    else
        printOne(call, *entry.value());
    return Done{};
}

Result<> fetchData(const Call& call) {
    if (call.options.data.empty())
        return Error{ErrorKind::InvalidParameter, "Command fetch needs ID: recoscope-cli catalogue lists them.", {}};
    const auto catalogue = readCatalogue();
    if (!catalogue) return catalogue.as<Done>();
    const auto entry = find(catalogue.value(), call.options.data);
    if (!entry) return entry.as<Done>();
    FetchSettings settings;
    settings.proxy = call.options.proxy;
    const std::string folder = call.options.toFolder.empty() ? downloadFolder() : call.options.toFolder;
    const auto path = fetch(*entry.value(), folder, call.context, settings);
    if (!path) return path.as<Done>();
    if (call.options.json)
        call.terminal.out << dump({{"id", entry.value()->id}, {"path", path.value()}, {"licence", entry.value()->licence}});
    else
        call.terminal.out << call.shown(path.value()) << "\n";
    return Done{};
}

} // namespace recoscope::cli
