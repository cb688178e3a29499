#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/limits.h"
#include "core/data/load.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recoscope {

/// What a column stands for. Context: kept for each interaction, and offered as a filter; Other: not kept, because of what it
/// holds, or undecided; Ignored: not kept because the user said so.
enum class ColumnRole : std::uint8_t { User, Item, Rating, Time, Context, Other, Ignored };
enum class ColumnType : std::uint8_t { Empty, Integer, Number, Date, Text };
[[nodiscard]] const char*
nameOf(ColumnRole role); ///< "user", "item", "rating", "timestamp", "context", "-" (as LoadOptions::columns), "other".
[[nodiscard]] const char* nameOf(ColumnType type); ///< "empty", "whole number", "number", "date", "text".

struct PreviewColumn {
    std::string name; ///< Of the header, or the role's where the format has no columns of its own; "" where nothing names it.
    ColumnRole role = ColumnRole::Other;
    ColumnType type = ColumnType::Empty;
    std::string why; ///< The evidence for the role, in words.
};

/// A record as it is split; cells are cut after 120 characters.
struct PreviewRow {
    std::int64_t line = 0; ///< From 1; 0 where the format has no lines.
    std::vector<std::string> cells;
    int reject = -1; ///< Position in SourcePreview::report.rejects; -1 for an accepted row.
};

/// One way to read it: `value` is what the member of LoadOptions takes ("" = find out), `words` is for people.
struct PreviewChoice {
    std::string value, words;
};

/// One thing that was found out, and what else can be chosen for it.
struct PreviewFinding {
    std::string key;   ///< The member of LoadOptions that overrules it: "file", "format", "separator", "quotes", "header"...
    std::string label; ///< "Separator".
    std::string value; ///< What holds now, as a choice's value.
    std::string words; ///< The same for people.
    std::string why;   ///< The evidence, or that it was stated.
    std::vector<PreviewChoice> choices; ///< Empty where nothing else can be chosen.
    bool stated = false;                ///< By the options, not found out.
};

/// Another file of the same folder or archive.
struct PreviewFile {
    std::string name;
    std::string kind; ///< As sideKindOf says, "ratings", "part of a split" or "not used".
    std::string why;
};

/// What opening all of it will take. `exact` where the preview has seen the whole file; else estimated from its beginning.
struct SourceForecast {
    std::int64_t rows = 0; ///< 0 and not exact: not known before it is read.
    double bytes = 0;      ///< Peak memory.
    double seconds = 0;
    double budget = 0; ///< Bytes that a job may take on this machine.
    bool exact = false;
    [[nodiscard]] bool fits() const { return bytes <= budget; }
};

/// What cannot be known from the file: the finding in question, and the sentence to ask.
struct PreviewQuestion {
    std::string key;
    std::string text;
};

struct SourcePreview {
    std::string file; ///< Which file of `ref` is shown, as LoadOptions::file takes it.
    std::vector<PreviewColumn> columns;
    std::vector<PreviewRow> rows;
    bool rolesCanChange = false; ///< LoadOptions::columns says which is what: of rows of fields by place,
    bool rolesByName = false;    ///< of objects and databases by name. Other formats state it themselves.
    LoadReport report; ///< Of the previewed records, by the rules of loading: counts, rejects, format, encoding, columns.
    std::vector<PreviewFinding> findings;
    std::vector<PreviewFile> files; ///< Besides `file`.
    SourceForecast forecast;
    std::optional<PreviewQuestion> question; ///< Nothing where the reading is certain.
    std::optional<Error> problem;            ///< Why it cannot be opened as it stands.
    /// Equal for files that look the same without any override: column count, separator, and the header's words or the
    /// columns' types; the names of columns that have some; for several files of ratings their names.
    std::string shape;
    [[nodiscard]] bool certain() const { return !question && !problem; }
    [[nodiscard]] const PreviewFinding* finding(std::string_view key) const; ///< Null where there is none.
};

inline constexpr std::size_t kPreviewRows = limits::kPreviewRows;

/// Looks at the beginning of what loadDataset would open with the same options, by the same steps, and says how it would be read.
/// Under 300 ms for any file: reads at most 1 MiB of the chosen file and 256 KiB of every other one (members of a tar are
/// unpacked on the way). Errors: of the path as a whole (Io, ResourceLimit), InvalidParameter for a file, format or world that
/// cannot be previewed, Unsupported where nothing in it can be read as ratings. Thread-safe; cancellable.
[[nodiscard]] Result<SourcePreview> previewSource(const std::string& ref, const LoadOptions& options, const TaskContext& context);

} // namespace recoscope
