#pragma once
#include "core/catalogue/catalogue.h"
#include "core/data/preview/preview.h"
#include <string>

namespace recoscope {

/// Where downloads are kept: $RECOSCOPE_DOWNLOADS, else recoscope/datasets below $XDG_DATA_HOME (~/.local/share). "" without a
/// home.
[[nodiscard]] std::string downloadFolder();

/// What to open of an entry that was fetched into `folder`: its file, or its own folder where it has several. "" where a file is
/// missing. Only whole, checked files get their final names (see fetch.h).
[[nodiscard]] std::string downloadedPath(const CatalogueEntry& entry, const std::string& folder);

/// What a reference stands for once "catalogue:ID" is looked up; other references pass unchanged.
struct ResolvedRef {
    std::string ref;
    LoadOptions options; ///< As given; what the catalogue tells the reader fills what was left empty.
    std::string name;    ///< Of the catalogue's entry; empty for other references.
};
[[nodiscard]] bool isCatalogueRef(const std::string& ref);
/// Errors: UnknownName (no such entry: lists all), Io (not fetched yet: says how), and those of readCatalogue.
[[nodiscard]] Result<ResolvedRef> resolveRef(const std::string& ref, const LoadOptions& options);

/// previewSource of any reference that can be previewed, "catalogue:ID" included.
[[nodiscard]] Result<SourcePreview> previewDataset(const std::string& ref, const LoadOptions& options,
                                                   const TaskContext& context);

/// loadDataset of any reference, "catalogue:ID" included, whose data is named as in the catalogue.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openDataset(const std::string& ref, const LoadOptions& options,
                                                                 const TaskContext& context);

} // namespace recoscope
