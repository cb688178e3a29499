#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include <memory>
#include <optional>
#include <string>

namespace recoscope {

/// Overrides of what the reader finds by itself, and the filters applied on opening, before any split.
/// Empty means "find out" or "none".
struct LoadOptions {
    std::string file;      ///< Which member of a folder or archive holds the ratings.
    std::string format;    ///< "delimited" so far.
    std::string separator; ///< "tab", "space", or the characters themselves: ",", ";", "|", "::".
    std::string columns;   ///< Roles by position: "user,item,rating,timestamp"; "-" skips one.
    std::string encoding;  ///< "utf-8", "latin-1", "windows-1252".
    std::optional<bool> header;
    std::optional<double> minRating; ///< Drops rows rated lower.
    int kCore = 0;                   ///< Repeatedly drops users and items with fewer interactions, until stable; 0 = off.
    bool implicit = false;           ///< Ratings are forgotten: every interaction becomes 1.
};

/// Opens `ref`: a file, a folder, an archive, or "demo" (the world that ships). Rules: the loading policy in core/data/README.md.
/// Errors name file, line and column, what was expected and what to do next: InvalidInput (malformed, or rejected > accepted),
/// Io, Unsupported, ResourceLimit, InvalidParameter (an override that cannot be). Cancellable; reports progress by bytes.
/// Thread-safe; holds no global state.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> loadDataset(const std::string& ref, const LoadOptions& options,
                                                                 const TaskContext& context);

/// Where the files that ship (datasets/demo) are: $RECOSCOPE_DATA_DIR, else beside the program, else the source folder.
[[nodiscard]] std::string shippedDataFolder();

} // namespace recoscope
