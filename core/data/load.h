#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/filter_step.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace recoscope {

/// Overrides of what the reader finds by itself, and the filters applied on opening, before any split.
/// Empty means "find out" or "none".
struct LoadOptions {
    std::string file;   ///< Which member of a folder or archive, or table of a database, holds the ratings.
    std::string format; ///< The id of a reader: "delimited", "lists", "json_lines"... (core/data/readers/reader.h).
    /// "tab", "space", "comma", "semicolon", "pipe", "ctrl-a", "unit" (0x1F), or the characters themselves.
    std::string separator;
    /// Roles by position, "user,item,rating,timestamp", or by name, "movieId=item,userId=user"; "context" keeps a column as such,
    /// as every column is kept that is not named here, "-" leaves it out.
    std::string columns;
    std::string encoding;           ///< One of encodingNames().
    std::string decimal;            ///< Of ratings: "point" or "comma".
    std::string timeUnit;           ///< Of times: "s", "ms", "us", "ns" since 1970; "dmy", "mdy" of dates with the year last.
    std::vector<std::string> parts; ///< Files of a predefined split, train first: what they hold beyond the data is added to it.
    std::optional<bool> header;
    std::optional<bool> quotes;      ///< Whether fields may stand in double quotes.
    std::vector<FilterStep> filters; ///< In their order (core/data/filters.h).
    /// No override says how a file is to be read; `file`, parts and filters are none.
    [[nodiscard]] bool readsAsFound() const {
        return format.empty() && separator.empty() && columns.empty() && encoding.empty() && decimal.empty() &&
               timeUnit.empty() && !header && !quotes;
    }
    friend bool operator==(const LoadOptions&, const LoadOptions&) = default;
};

/// Opens `ref`: a file, a folder, an archive, "demo" (the world that ships), or "synthetic:..." (made). Rules: the loading policy
/// in core/data/README.md. Errors name file, line and column, what was expected and what to do next: InvalidInput (malformed, or
/// rejected > accepted), Io, Unsupported, ResourceLimit, InvalidParameter (an override that cannot be). Cancellable; reports
/// progress by bytes. Thread-safe; holds no global state.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> loadDataset(const std::string& ref, const LoadOptions& options,
                                                                 const TaskContext& context);

/// A file that holds no ratings but what belongs to them.
struct SideTable {
    std::string kind;  ///< "items", "users", "genres", "tags", "vectors", "labels" or "friends".
    LoadReport report; ///< Its rows by the same rules: rejected are those with another number of fields or without an id.
    std::vector<FeatureColumn> columns; ///< What it would say of its items (or users), one row for each of them.
};
/// Describes a path without ratings by its largest side table; nothing where it has none, or where it has ratings.
[[nodiscard]] std::optional<SideTable> describeSideTable(const std::string& ref, const LoadOptions& options,
                                                         const TaskContext& context);

/// Encodings by the names that LoadOptions and the command line take.
[[nodiscard]] const std::vector<std::string>& encodingNames();

/// A part of a predefined split: the path as given, else relative to the data's folder, each also with the suffix of a
/// compression behind. "" where there is none.
[[nodiscard]] std::string findPart(const std::string& dataPath, const std::string& name);

/// Where the files that ship (datasets/demo) are: $RECOSCOPE_DATA_DIR, else beside the program, else the source folder.
[[nodiscard]] std::string shippedDataFolder();

} // namespace recoscope
