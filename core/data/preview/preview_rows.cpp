#include "core/base/text.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/readers/formats/json_columns.h"
#include "core/data/readers/formats/json_values.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <span>

namespace recoscope {
namespace {

constexpr std::size_t kShownCell = 120; ///< Characters.
constexpr std::size_t kShownColumns = 200;
/// Bytes that are read as a whole, twice (the second time for the forecast): of larger ones the first rows, or none of arrays.
constexpr std::size_t kReadArray = 8U << 20, kReadDatabase = 2U << 20, kReadColumns = 2U << 20;

std::string cellOf(std::string_view field) { return firstCharacters(field, kShownCell); }

/// Lines that nothing cuts into fields.
std::size_t takeLines(const PreviewSource& source, SourcePreview& preview) {
    LineWalker lines(source.text);
    while (preview.rows.size() < kPreviewRows && lines.next())
        if (!trim(lines.line()).empty()) preview.rows.push_back({lines.number(), {cellOf(lines.line())}});
    return source.text.size();
}

/// The header and the first records of a table, and how many bytes of the text they are.
std::size_t takeRecords(const PreviewSource& source, SourcePreview& preview) {
    const Dialect& dialect = source.read.finding.dialect;
    if (dialect.fields == 0) return takeLines(source, preview);
    RecordReader reader(source.text, dialect);
    bool header = dialect.header;
    while (preview.rows.size() < kPreviewRows) {
        const auto status = reader.next();
        if (status == RecordReader::Status::End) break;
        if (status == RecordReader::Status::Blank) continue;
        if (header && status == RecordReader::Status::Record) {
            header = false;
            continue;
        }
        PreviewRow& row = preview.rows.emplace_back();
        row.line = reader.lineNumber();
        const std::size_t shown = std::min(std::max(dialect.fields, reader.fields().size()), kShownColumns);
        for (std::size_t c = 0; c < std::min(shown, reader.fields().size()); ++c) row.cells.push_back(cellOf(reader.field(c)));
    }
    return std::min(reader.position(), source.text.size());
}

std::size_t endOfLines(std::string_view text, std::size_t lines) {
    std::size_t end = 0;
    for (std::size_t k = 0; k < lines && end < text.size(); ++k) end = std::min(text.find('\n', end), text.size() - 1) + 1;
    return end;
}

/// What formats without columns of their own come to: users, items, ratings and times as understood.
void takeUnderstood(const RatingRows& rows, SourcePreview& preview) {
    const std::size_t n = std::min(rows.rows.size(), kPreviewRows);
    for (std::size_t k = 0; k < n; ++k) {
        const Interaction& row = rows.rows[k];
        PreviewRow& shown = preview.rows.emplace_back();
        shown.cells = {cellOf(rows.userIds[row.user.at()]), cellOf(rows.itemIds[row.item.at()])};
        if (rows.hasRatings) shown.cells.push_back(formatNumber(static_cast<double>(row.rating)));
        if (rows.hasTimes) shown.cells.push_back(row.time == kNoTime ? std::string() : std::to_string(row.time));
    }
    for (const auto& [name, role, there] : {std::tuple{"user", ColumnRole::User, true},
                                            {"item", ColumnRole::Item, true},
                                            {"rating", ColumnRole::Rating, rows.hasRatings},
                                            {"timestamp", ColumnRole::Time, rows.hasTimes}})
        if (there) preview.columns.push_back({name, role, ColumnType::Empty, {}});
}

/// Rows of columns that have names; their number is not that of lines.
Result<> takeNamed(PreviewSource& source, const ReaderFinding& form, SourcePreview& preview, const TaskContext& context) {
    const std::string_view text = source.read.reader->binary ? std::string_view(source.text) : source.piece;
    if (text.empty()) return Done{};
    auto shown = source.read.reader->show({text, source.read.file.name, form, source.options.file}, kPreviewRows, context);
    if (!shown) return shown.as<Done>();
    source.named = std::move(shown).value();
    for (std::size_t k = 0; k < source.named.rows.size(); ++k) {
        PreviewRow& row = preview.rows.emplace_back();
        row.line = source.named.lines[k];
        for (const std::string& cell :
             std::span(source.named.rows[k]).first(std::min(source.named.rows[k].size(), kShownColumns)))
            row.cells.push_back(cellOf(cell));
    }
    return Done{};
}

/// Objects and arrays go over lines: the last one of a piece may end behind it, which is no mistake of the file.
std::string_view withoutCutPart(const PreviewSource& source) {
    const std::string_view piece = source.piece;
    const bool arrays = source.read.reader && source.read.reader->id == "json_table" && !source.byColumns();
    if (!arrays && !(source.read.reader && source.read.reader->id == "json_array")) return piece;
    const auto parts = arrays ? jsonArrays(piece) : jsonParts(piece);
    return parts.size() < 2 ? piece : piece.substr(0, static_cast<std::size_t>(parts.back().text.data() - piece.data()));
}

/// Rejects name a line; a row begins at one and goes on to the next row's.
void markRejects(SourcePreview& preview) {
    for (std::size_t k = 0; k < preview.report.rejects.size(); ++k) {
        const auto next = std::ranges::upper_bound(preview.rows, preview.report.rejects[k].line, {}, &PreviewRow::line);
        if (next != preview.rows.begin() && std::prev(next)->line > 0) std::prev(next)->reject = static_cast<int>(k);
    }
}

} // namespace

bool PreviewSource::byColumns() const {
    return read.reader && read.reader->id == "json_table" && read.form.variant == kColumnsVariant;
}

bool PreviewSource::isTable() const { return !read.reader || read.reader->id == "delimited" || read.reader->id == "recbole"; }

void previewRows(PreviewSource& source, SourcePreview& preview, const TaskContext& context) {
    const bool binary = source.read.reader && source.read.reader->binary;
    const std::size_t end = source.isTable()               ? takeRecords(source, preview)
                            : binary || source.byColumns() ? source.text.size()
                                                           : endOfLines(source.text, kPreviewRows);
    source.piece = std::string_view(source.text).substr(0, end);
    if (end < source.text.size() || !source.whole) source.piece = withoutCutPart(source);
    ReaderFinding form = source.read.form;
    form.table = source.read.finding;
    if (preview.rolesByName)
        if (auto shown = takeNamed(source, form, preview, context); shown.hasError()) preview.problem = shown.error();
    if (!source.read.reader || source.read.finding.kind != TableKind::Ratings || source.text.empty() || preview.problem) return;
    if (preview.rolesByName && source.named.roles.isEmpty()) return; // nothing to read by
    const std::size_t most = source.byColumns() ? kReadColumns : preview.rolesByName ? kReadDatabase : kReadArray;
    const bool large = (binary || source.byColumns()) && (source.text.size() > most || !source.whole);
    if (large && (!preview.rolesByName || !source.whole)) return;
    for (const std::string& note : form.table.notes) preview.report.warnings.push_back(note);
    auto rows = source.read.reader->read(
        {source.piece, source.read.file.name, form, source.options.file, large ? kPreviewRows : 0}, preview.report, context);
    if (rows && !source.isTable() && !preview.rolesByName) takeUnderstood(rows.value(), preview);
    // Of a beginning more may be rejected than of the whole: only what reads nothing at all stands against opening.
    if (rows.hasError() && preview.report.accepted == 0) preview.problem = rows.error();
    if (source.isTable() || preview.rolesByName) markRejects(preview);
}

} // namespace recoscope
