#include "core/catalogue/place.h"
#include "core/base/text.h"
#include <cstdlib>
#include <filesystem>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
const std::string kPrefix = "catalogue:";

void fill(std::string& given, const std::string& hint) {
    if (given.empty()) given = hint;
}

Error unknown(const std::vector<CatalogueEntry>& catalogue, const std::string& id) {
    std::vector<std::string> ids;
    for (const CatalogueEntry& entry : catalogue) ids.push_back(entry.id);
    return {ErrorKind::UnknownName, "The catalogue has no \"" + id + "\": known are " + join(ids, ", ") + ".", id};
}

} // namespace

std::string downloadFolder() {
    if (const char* given = std::getenv("RECOSCOPE_DOWNLOADS"); given && *given) return given;
    // A relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification).
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data == '/') return std::string(data) + "/recoscope/datasets";
    const char* home = std::getenv("HOME");
    return home && *home ? std::string(home) + "/.local/share/recoscope/datasets" : std::string();
}

std::string downloadedPath(const CatalogueEntry& entry, const std::string& folder) {
    if (entry.files.empty() || folder.empty()) return {};
    const fs::path own = fs::path(folder) / entry.id;
    std::error_code error;
    for (const CatalogueFile& file : entry.files)
        if (!fs::is_regular_file(own / file.name, error)) return {};
    return (entry.files.size() == 1 ? own / entry.files[0].name : own).string();
}

bool isCatalogueRef(const std::string& ref) { return ref.starts_with(kPrefix); }

Result<ResolvedRef> resolveRef(const std::string& ref, const LoadOptions& options) {
    if (!isCatalogueRef(ref)) return ResolvedRef{ref, options, {}};
    const auto catalogue = readCatalogue();
    if (!catalogue) return catalogue.as<ResolvedRef>();
    const std::string id = ref.substr(kPrefix.size());
    const CatalogueEntry* entry = findEntry(catalogue.value(), id);
    if (!entry) return unknown(catalogue.value(), id);
    if (!entry->byHand.empty())
        return Error{ErrorKind::Unsupported,
                     entry->name + " is not fetched by this program. " + entry->byHand + " " + entry->page, id};
    ResolvedRef resolved{downloadedPath(*entry, downloadFolder()), options, entry->name};
    if (resolved.ref.empty())
        return Error{ErrorKind::Io,
                     entry->name + " has not been fetched yet: recoscope-cli fetch " + id + ", or Get in the window's catalogue.",
                     id};
    fill(resolved.options.file, entry->open.file);
    fill(resolved.options.format, entry->open.format);
    fill(resolved.options.separator, entry->open.separator);
    fill(resolved.options.columns, entry->open.columns);
    return resolved;
}

Result<SourcePreview> previewDataset(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    const auto resolved = resolveRef(ref, options);
    if (!resolved) return resolved.as<SourcePreview>();
    return previewSource(resolved.value().ref, resolved.value().options, context);
}

Result<std::shared_ptr<const Dataset>> openDataset(const std::string& ref, const LoadOptions& options,
                                                   const TaskContext& context) {
    const auto resolved = resolveRef(ref, options);
    if (!resolved) return resolved.as<std::shared_ptr<const Dataset>>();
    auto loaded = loadDataset(resolved.value().ref, resolved.value().options, context);
    if (!loaded || resolved.value().name.empty()) return loaded;
    auto named = std::make_shared<Dataset>(*loaded.value()); // rows and truth are shared, not copied
    named->name = resolved.value().name;
    return std::shared_ptr<const Dataset>(std::move(named));
}

} // namespace recoscope
