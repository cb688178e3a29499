#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <map>

namespace recoscope {
namespace {

constexpr std::size_t kSampleRows = 300;
constexpr std::size_t kFewestColumns = 5;

/// A cell without a rating by its own word.
bool isBlankCell(std::string_view cell) {
    const std::string word = lower(cell);
    return word.empty() || word == "nan" || word == "na" || word == "n/a" || word == "null" || word == "?" || word == "-";
}

using Rows = std::vector<std::vector<std::string>>;

Rows sampleRows(std::string_view head, const Dialect& dialect) {
    Rows rows;
    RecordReader reader(head, dialect);
    bool header = dialect.header;
    for (auto status = reader.next(); status != RecordReader::Status::End && rows.size() < kSampleRows; status = reader.next()) {
        if (status != RecordReader::Status::Record) continue;
        if (!header && reader.fields().size() == dialect.fields) {
            auto& row = rows.emplace_back();
            for (std::size_t c = 0; c < dialect.fields; ++c) row.emplace_back(reader.field(c));
        }
        header = false;
    }
    return rows;
}

/// What stands for "no rating": 99 (Jester), -1, or 0 where a third of all cells are it and nothing else is as frequent; "blank"
/// where cells are empty, NaN or NA.
std::string markerOf(const Rows& rows, std::size_t firstColumn) {
    std::size_t cells = 0, blanks = 0, strange = 0;
    std::map<double, std::size_t> values;
    for (const auto& row : rows)
        for (std::size_t c = firstColumn; c < row.size(); ++c) {
            ++cells;
            if (isBlankCell(row[c]))
                ++blanks;
            else if (const auto number = parseNumber(row[c]))
                ++values[*number];
            else
                ++strange;
        }
    constexpr std::size_t kForgiven = 50; // one strange cell in so many is a mistake, for which it is rejected
    if (cells == 0 || kForgiven * strange > cells) return {};
    if (10 * blanks >= cells) return "blank";
    for (const double marker : {99.0, -1.0, 0.0}) {
        const auto it = values.find(marker);
        if (it == values.end()) continue;
        std::size_t beyond = 0;
        for (auto other = marker == 99 ? std::next(it) : values.begin(); other != (marker == 99 ? values.end() : it); ++other)
            beyond += other->second;
        if (kForgiven * beyond <= cells && 10 * it->second >= (marker == 0 ? 4 : 1) * cells) return formatNumber(marker);
    }
    return {};
}

/// A first column that is no rating: Jester's number of ratings in the row, or the ids of users.
std::string firstColumnOf(const Rows& rows, const Dialect& dialect) {
    std::map<std::string, int> seen;
    bool counts = !rows.empty(), text = false;
    for (const auto& row : rows) {
        ++seen[row[0]];
        text = text || (!parseNumber(row[0]) && !isBlankCell(row[0]));
        std::size_t rated = 0;
        for (std::size_t c = 1; c < row.size(); ++c) rated += !isBlankCell(row[c]) && parseNumber(row[c]) != 99.0 ? 1 : 0;
        counts = counts && parseNumber(row[0]) == static_cast<double>(rated);
    }
    if (counts) return "count";
    const bool named = dialect.header && !dialect.names.empty() &&
                       (meaningOf(dialect.names[0]) == ColumnMeaning::User || plainColumnName(dialect.names[0]).empty());
    const bool distinct = seen.size() == rows.size() && !seen.contains("");
    return distinct && (text || named) ? "id" : "none";
}

/// Cheap: whether the first lines can have that many columns at all.
bool hasManyColumns(std::string_view head) {
    const auto lines = firstLines(head, 3);
    return !lines.empty() && std::ranges::all_of(lines, [](std::string_view line) {
        return std::ranges::any_of(std::string_view(",;\t |"), [line](char separator) {
            return std::ranges::count(line, separator) + 1 >= static_cast<std::ptrdiff_t>(kFewestColumns);
        });
    });
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    ReaderFinding finding;
    if (options.format.empty() && !hasManyColumns(head)) return finding;
    finding.table.dialect = sniff(head, options.separator, options.header ? &*options.header : nullptr);
    Dialect& dialect = finding.table.dialect;
    if (dialect.trailing) ++dialect.fields; // the last item may be one that few rated
    dialect.trailing = false;
    if (dialect.fields < 2) return finding;
    if (dialect.header && options.format.empty()) {
        int roles = 0;
        for (const std::string& name : dialect.names) roles += meaningOf(name) != ColumnMeaning::Unknown ? 1 : 0;
        if (roles > 1) return finding;
    }
    const Rows rows = sampleRows(head, dialect);
    const auto isText = [](const std::string& cell) { return !isBlankCell(cell) && !parseNumber(cell); };
    if (!rows.empty() && std::ranges::any_of(rows[0].begin() + 1, rows[0].end(), isText)) return finding;
    const std::string first = firstColumnOf(rows, dialect);
    const std::string marker = markerOf(rows, first == "none" ? 0 : 1);
    finding.variant = first + "," + marker;
    finding.format =
        "dense matrix, users by items, " + (marker == "blank" ? std::string("empty or NaN") : marker) + " = not rated";
    finding.columns = first == "id" ? "user,ratings" : first == "count" ? "count,ratings" : "ratings";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 2;
    if (!marker.empty() && rows.size() >= 2 && dialect.fields >= kFewestColumns) finding.confidence = marker == "0" ? 50 : 60;
    return finding;
}

/// One rated cell, one row; cells without a rating are no records.
void takeRow(const RecordReader& reader, const ReaderFinding& finding, std::int64_t number, RowSink& sink) {
    const Dialect& dialect = finding.table.dialect;
    const std::size_t comma = finding.variant.find(',');
    const std::string first = finding.variant.substr(0, comma), marker = finding.variant.substr(comma + 1);
    const auto missing = parseNumber(marker);
    const std::string user = first == "id" ? std::string(reader.field(0)) : std::to_string(number);
    for (std::size_t c = first == "none" ? 0 : 1; c < dialect.fields; ++c) {
        const std::string_view cell = reader.field(c);
        const Place place{reader.lineNumber(), reader.offsets()[c], reader.line()};
        if (isBlankCell(cell)) continue;
        const auto rating = parseNumber(cell);
        if (rating && missing && *rating == *missing) continue;
        const std::string item = c < dialect.names.size() ? dialect.names[c] : std::to_string(first == "none" ? c + 1 : c);
        if (rating)
            sink.row(place, user, item, *rating);
        else
            sink.reject(place, "rating", "a number, or nothing where the user did not rate the item");
    }
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const Dialect& dialect = input.finding.table.dialect;
    RowSink sink(input.file, report);
    RecordReader reader(input.bytes, dialect);
    bool header = dialect.header;
    std::int64_t number = 0;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        const double share = static_cast<double>(reader.position()) / static_cast<double>(input.bytes.size() + 1);
        if (number % 256 == 0 && context.stopRequested()) return Cancelled{};
        if (sink.stopped(context, share)) return Cancelled{};
        if (header && status == RecordReader::Status::Record) {
            header = false;
            continue;
        }
        if (status == RecordReader::Status::Blank) {
            sink.skip();
            continue;
        }
        ++number;
        const Place place{reader.lineNumber(), 0, reader.line()};
        if (status == RecordReader::Status::Title)
            sink.reject(place, "title", "the names of columns, which stand below this line");
        else if (status != RecordReader::Status::Record)
            sink.reject(place, "too-long",
                        "a line of at most " + limits::size(limits::kLineBytes) + " with fields of at most " +
                            limits::size(limits::kFieldBytes) + " and closed quotes");
        else if (reader.fields().size() != dialect.fields)
            sink.reject(place, "field-count",
                        std::to_string(dialect.fields) + " fields, found " + std::to_string(reader.fields().size()));
        else
            takeRow(reader, input.finding, number, sink);
    }
    return sink.finish(true, false);
}

} // namespace

Reader matrixReader() {
    return {"matrix",
            "Dense matrix",
            "One line a user, one column an item, a marker (99, -1, 0, NaN, nothing) where there is no rating.",
            false,
            recognise,
            read};
}

} // namespace recoscope
