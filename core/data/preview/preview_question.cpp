#include "core/data/preview/preview_steps.h"
#include <algorithm>

namespace recoscope {
namespace {

/// Columns that hold numbers, have no role, and could be the rating that was not found.
bool mayHideRating(const SourcePreview& preview) {
    return std::ranges::none_of(preview.columns, [](const PreviewColumn& c) { return c.role == ColumnRole::Rating; }) &&
           std::ranges::any_of(preview.columns, [](const PreviewColumn& c) {
               return (c.role == ColumnRole::Other || c.role == ColumnRole::Context) &&
                      (c.type == ColumnType::Integer || c.type == ColumnType::Number);
           });
}

bool isStated(const LoadOptions& options, const std::string& key) {
    return key == "time_unit" ? !options.timeUnit.empty()
           : key == "decimal" ? !options.decimal.empty()
           : key == "columns" ? !options.columns.empty()
           : key == "header"  ? options.header.has_value()
                              : !options.format.empty();
}

/// What the reader itself was not sure of.
std::optional<PreviewQuestion> doubted(const PreviewSource& source) {
    for (const Doubt& doubt : source.read.finding.doubts)
        if (!isStated(source.options, doubt.key)) return PreviewQuestion{doubt.key, doubt.text + " Is that right?"};
    return {};
}

std::optional<PreviewQuestion> aboutNames(const PreviewSource& source) {
    if (source.named.severalTables) return PreviewQuestion{"file", "Several tables hold ratings. Which one is meant?"};
    if (source.byColumns() && !source.whole) return {}; // the others lie behind what was looked at
    if (!source.named.names.empty() && source.named.roles.isEmpty() && source.options.columns.empty())
        return PreviewQuestion{"columns", "Which columns are the user and the item? No name in the file says so."};
    return {};
}

std::optional<PreviewQuestion> aboutColumns(const PreviewSource& source, const SourcePreview& preview) {
    const TableFinding& table = source.read.finding;
    if (table.dialect.fields < 2)
        return PreviewQuestion{"separator", "The lines do not fall into columns. What separates a user from an item?"};
    if (table.kind != TableKind::Ratings && table.kind != TableKind::Other) return {}; // films or people: certain, and no ratings
    if (table.kind == TableKind::Other)
        return PreviewQuestion{"columns", "Which columns are the user and the item? Nothing in the file says so."};
    if (table.ratings.named) return {};
    if (table.dialect.header)
        return PreviewQuestion{"columns", "The first line names neither users nor items. Is this the right order?"};
    if (mayHideRating(preview))
        return PreviewQuestion{"columns",
                               "Is one of these columns the rating? Nothing names it, and it is not where it usually stands."};
    return {};
}

} // namespace

std::optional<PreviewQuestion> questionAbout(const PreviewSource& source, const SourcePreview& preview) {
    std::optional<PreviewQuestion> question;
    if (preview.rolesByName)
        question = aboutNames(source);
    else if (source.isTable() && source.options.columns.empty())
        question = aboutColumns(source, preview);
    return question ? question : doubted(source);
}

} // namespace recoscope
