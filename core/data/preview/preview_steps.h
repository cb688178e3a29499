#pragma once
#include "core/data/preview/preview.h"
#include "core/data/readers/candidates.h"
#include <span>
#include <string>
#include <string_view>

namespace recoscope {

/// What the steps of a preview share.
struct PreviewSource {
    const Candidates& candidates;
    const Candidate& found; ///< The chosen file as it is judged without overrides.
    const Candidate& read;  ///< The same with them.
    const LoadOptions& options;
    std::string text;                     ///< Its beginning, decoded, whole lines; raw bytes where the reader is binary.
    std::string raw;                      ///< The same before decoding; empty where the reader is binary.
    std::size_t rawSize = 0;              ///< Bytes of the beginning, before decoding.
    double headSeconds = 0;               ///< How long it took to take it.
    bool whole = false;                   ///< That is all of it.
    std::string_view piece;               ///< The part of `text` that is previewed.
    NamedRows named;                      ///< Of formats whose columns have names.
    [[nodiscard]] bool byColumns() const; ///< JSON, one column behind the other: nothing less than the whole has rows.
    [[nodiscard]] bool isTable() const;   ///< Rows of fields, as text: shown as they are split.
};

/// A question where one of the readers' doubts, or nothing in the file, leaves something open. After the columns.
[[nodiscard]] std::optional<PreviewQuestion> questionAbout(const PreviewSource& source, const SourcePreview& preview);

/// Cuts the piece, reads it by the format's own reader, and fills rows, report and problem.
void previewRows(PreviewSource& source, SourcePreview& preview, const TaskContext& context);
/// Types, names and roles of the columns, with the evidence. After the rows.
void previewColumns(const PreviewSource& source, SourcePreview& preview);
/// What was detected and why, and what else can be chosen. After the columns.
void previewFindings(const PreviewSource& source, SourcePreview& preview);
/// The other files.
void previewFiles(const PreviewSource& source, SourcePreview& preview);
/// Rows, memory and time of the whole.
[[nodiscard]] SourceForecast forecastOf(const PreviewSource& source, const SourcePreview& preview, const TaskContext& context);
/// As SourcePreview::shape. After the columns.
[[nodiscard]] std::string shapeOf(const PreviewSource& source, std::span<const std::string> ratingsFiles);

struct TimesOfColumn {
    std::vector<std::int64_t> times; ///< Unix seconds; without those that are missing.
    std::string unit;                ///< One of kTimeUnits; "" where no number has one.
};
/// A column of the previewed rows, by the rules of loading.
[[nodiscard]] TimesOfColumn readTimes(const std::vector<PreviewRow>& rows, std::size_t column, const RatingColumns& roles);
/// Which columns hold the ratings and the times, of the preview's own; -1 where there are none.
[[nodiscard]] int columnWith(const SourcePreview& preview, ColumnRole role);

/// "1997-09-20".
[[nodiscard]] std::string isoDate(std::int64_t unixSeconds);

} // namespace recoscope
