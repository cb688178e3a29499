#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/formats/json_columns.h"
#include "core/data/readers/formats/json_records.h"
#include "core/data/readers/unnamed_columns.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr std::size_t kSampleRows = 400;

/// Rows of a text in either form, as they stand: names of the columns, and the first rows.
struct Table {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::int64_t> lines;
};

/// {"columns": ["user", "item"], "data": [[...: the names that pandas writes beside rows, else "0", "1", "2".
std::vector<std::string> namesOfRows(std::string_view text, std::size_t fields) {
    for (const JsonColumn& column : jsonColumns(text.substr(0, limits::kArrayHeaderBytes))) {
        if (column.name != "columns") continue;
        auto names = parseArray(column.values);
        if (names && names->size() == fields) return std::move(*names);
    }
    std::vector<std::string> names;
    for (std::size_t c = 0; c < fields; ++c) names.push_back(std::to_string(c));
    return names;
}

Table firstRowsOf(std::string_view text, bool columns, std::size_t most) {
    Table table;
    if (!columns) {
        std::size_t fields = 0;
        for (const JsonPart& part : jsonArrays(text, most)) {
            auto cells = parseArray(part.text);
            table.rows.push_back(cells ? std::move(*cells) : std::vector<std::string>{std::string(part.text)});
            table.lines.push_back(part.line);
            if (fields == 0) fields = table.rows.back().size();
        }
        table.names = namesOfRows(text, fields);
        return table;
    }
    for (const JsonColumn& column : jsonColumns(text)) {
        JsonValues values(column);
        table.names.push_back(column.name);
        for (std::size_t r = 0; r < most && values.next(); ++r) {
            if (table.rows.size() <= r) {
                table.rows.emplace_back();
                table.lines.push_back(values.line());
            }
            table.rows[r].resize(table.names.size());
            table.rows[r].back() = parseScalar(values.value());
        }
    }
    for (auto& row : table.rows) row.resize(table.names.size());
    return table;
}

Columns columnsOf(const Table& table) {
    Columns columns(table.names.size());
    for (const auto& row : table.rows)
        for (std::size_t c = 0; c < columns.size() && row.size() == columns.size(); ++c) columns[c].push_back(row[c]);
    return columns;
}

std::string* roleNamed(ColumnMeaning meaning, NamedRoles& roles) {
    return meaning == ColumnMeaning::User || meaning == ColumnMeaning::Session ? &roles.user
           : meaning == ColumnMeaning::Item                                    ? &roles.item
           : meaning == ColumnMeaning::Rating                                  ? &roles.rating
           : meaning == ColumnMeaning::Time                                    ? &roles.time
                                                                               : nullptr;
}

/// By the names, else (of rows that have none) by place and content. Empty where neither tells.
NamedRoles rolesOf(const Table& table, bool columns, TableFinding& finding) {
    NamedRoles roles;
    for (const std::string& name : table.names)
        if (std::string* role = roleNamed(meaningOf(name), roles); role && role->empty()) *role = name;
    if (!roles.user.empty() && !roles.item.empty()) return roles;
    roles = {};
    if (columns || table.names.size() < 2 || table.names[0] != "0") return roles;
    Dialect dialect;
    dialect.separator = ",";
    dialect.tuples = true;
    dialect.fields = table.names.size();
    const Columns content = columnsOf(table);
    if (content[0].empty()) return roles;
    finding.ratings = rolesByContent({}, dialect, content);
    if (finding.ratings.hasOther || finding.ratings.user < 0) return roles;
    doubtFirst(content, finding);
    const auto name = [&](int c) { return c < 0 ? std::string() : table.names[static_cast<std::size_t>(c)]; };
    return {name(finding.ratings.user), name(finding.ratings.item), name(finding.ratings.rating), name(finding.ratings.time), {}};
}

/// How ratings and times are written.
void judgeWriting(const Table& table, const NamedRoles& roles, const LoadOptions& options, TableFinding& finding) {
    const Columns columns = columnsOf(table);
    const auto column = [&](const std::string& name) -> const std::vector<std::string>* {
        const auto at = std::ranges::find(table.names, name) - table.names.begin();
        return name.empty() || static_cast<std::size_t>(at) >= columns.size() ? nullptr : &columns[static_cast<std::size_t>(at)];
    };
    if (const auto* ratings = column(roles.rating)) judgeRatings(*ratings, options.decimal, finding);
    if (dateOrderNamed(options.timeUnit) == DateOrder::Unknown) finding.ratings.timeUnit = options.timeUnit;
    if (const auto* times = column(roles.time)) judgeTimes(*times, options.timeUnit, finding.ratings, finding.doubts);
}

/// An object whose first key is a name that we know, with scalars behind it: what follows may lie far behind the beginning.
bool beginsWithColumn(std::string_view head) {
    const auto columns = jsonColumns(head);
    if (columns.empty()) return false;
    NamedRoles roles;
    JsonValues values(columns[0]);
    const bool named = std::ranges::any_of(columns, [&](const JsonColumn& c) { return roleNamed(meaningOf(c.name), roles); });
    return named && values.next() && !parseScalar(values.value()).empty() &&
           (values.key().empty() || parseInteger(parseScalar(values.key())).has_value());
}

bool areRows(const Table& table) {
    const auto whole =
        std::ranges::count_if(table.rows, [&](const auto& row) { return row.size() == table.names.size() && row.size() >= 2; });
    return !table.rows.empty() && 10 * static_cast<std::size_t>(whole) >= 9 * table.rows.size();
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    ReaderFinding finding;
    finding.table.kind = TableKind::Ratings; // of a format that was stated
    const bool columns = beginsWithColumn(head);
    Table table = firstRowsOf(head, columns, kSampleRows);
    if (!columns && table.rows.size() > 1 && !trim(head).ends_with("]]") && !trim(head).ends_with('}')) table.rows.pop_back();
    finding.format = columns ? "JSON, an object of columns" : "JSON, an array of arrays";
    if (columns) finding.variant = kColumnsVariant;
    if (!columns && !areRows(table)) return finding;
    if (namesColumns(options.columns)) {
        auto stated = parseNamedRoles(options.columns);
        if (!stated) return stated.as<ReaderFinding>();
        if (!columns)
            if (auto there = requireNames(stated.value(), table.names, options.columns); !there) return there.as<ReaderFinding>();
        finding.roles = std::move(stated).value();
    } else {
        finding.roles = rolesOf(table, columns, finding.table);
    }
    finding.columns = finding.roles.text();
    if (!columns && finding.roles.isEmpty()) finding.table.kind = TableKind::Other;
    finding.table.confidence = finding.roles.rating.empty() ? 1 : 2;
    finding.confidence = columns ? 88 : 52; // one list a line may be read as lines
    if (finding.table.kind == TableKind::Ratings) judgeWriting(table, finding.roles, options, finding.table);
    return finding;
}

/// How the whole is read: as judged, of columns that lie behind the beginning as found now.
ObjectForm formOf(const ReaderInput& input, const Table& sample) {
    TableFinding found = input.finding.table;
    if (!input.finding.roles.isEmpty()) return {input.finding.roles, found.ratings.style, found.ratings.dates};
    const NamedRoles roles = rolesOf(sample, input.finding.variant == kColumnsVariant, found);
    LoadOptions stated;
    stated.timeUnit = input.finding.table.ratings.timeUnit;
    judgeWriting(sample, roles, stated, found);
    return {roles, found.ratings.style, found.ratings.dates};
}

Error noRoles(const ReaderInput& input, const std::vector<std::string>& names) {
    return {ErrorKind::InvalidInput,
            input.file + " names no user and item: its columns are " + (names.empty() ? "none" : join(names, ", ")) +
                ". Say which is which with --columns NAME=user,NAME=item.",
            input.file};
}

/// Values of some columns in one row, or what is wrong with it.
struct TableRow {
    std::vector<std::string> cells;
    const char* flaw = nullptr; ///< Kind of the reject.
    std::string expected;
};

template <class Stop, class Take>
void eachArray(std::string_view text, const Table& sample, const std::vector<std::string>& wanted, Stop stop, Take take) {
    std::vector<std::size_t> at;
    for (const std::string& name : wanted)
        at.push_back(static_cast<std::size_t>(std::ranges::find(sample.names, name) - sample.names.begin()));
    const auto parts = jsonArrays(text);
    for (std::size_t r = 0; r < parts.size(); ++r) {
        if (stop(static_cast<double>(r) / static_cast<double>(parts.size()))) return;
        TableRow row{std::vector<std::string>(wanted.size()), nullptr, {}};
        const auto cells = parseArray(parts[r].text);
        if (!cells || cells->size() != sample.names.size()) {
            row.flaw = "field-count";
            row.expected = "an array of " + std::to_string(sample.names.size()) + " values";
        } else {
            for (std::size_t k = 0; k < at.size(); ++k)
                if (at[k] < cells->size()) row.cells[k] = (*cells)[at[k]];
        }
        take({parts[r].line, 0, parts[r].text}, row);
    }
}

/// The columns side by side. A column that is shorter, or whose keys are others, makes rejects of the rows.
template <class Stop, class Take>
void eachRowOfColumns(std::string_view text, const std::vector<std::string>& wanted, Stop stop, Take take) {
    const auto columns = jsonColumns(text);
    std::vector<std::pair<std::size_t, JsonValues>> walks;
    for (std::size_t k = 0; k < wanted.size(); ++k)
        if (const auto it = std::ranges::find(columns, wanted[k], &JsonColumn::name); !wanted[k].empty() && it != columns.end())
            walks.emplace_back(k, JsonValues(*it));
    while (!walks.empty()) {
        TableRow row{std::vector<std::string>(wanted.size()), nullptr, {}};
        std::size_t there = 0;
        bool alike = true;
        for (auto& [k, values] : walks) {
            if (!values.next()) continue;
            ++there;
            alike = alike && values.key() == walks.front().second.key();
            row.cells[k] = parseScalar(values.value());
        }
        if (there == 0 || stop(walks.front().second.share())) return;
        if (there < walks.size() || !alike) {
            row.flaw = there < walks.size() ? "field-count" : "json";
            row.expected = there < walks.size() ? "columns of one length" : "the same key in every column";
        }
        const std::string shown = join(row.cells, " | ");
        take({walks.front().second.line(), 0, shown}, row);
    }
}

template <class Stop, class Take>
void eachRow(const ReaderInput& input, const Table& sample, const std::vector<std::string>& wanted, Stop stop, Take take) {
    if (input.finding.variant == kColumnsVariant)
        eachRowOfColumns(input.bytes, wanted, stop, take);
    else
        eachArray(input.bytes, sample, wanted, stop, take);
}

void takeRow(const Place& place, const TableRow& row, const ObjectForm& form, RowSink& sink) {
    if (row.flaw) return sink.reject(place, row.flaw, row.expected);
    double rating = 1;
    if (!form.keys.rating.empty()) {
        const auto number = parseRating(row.cells[2], form.style);
        if (!number)
            return sink.reject(place, "rating", expectedRating(form.style, row.cells[2]) + " in the column " + form.keys.rating);
        rating = *number;
    }
    sink.row(place, row.cells[0], row.cells[1], rating, form.keys.time.empty() ? kNoTime : sink.times().take(row.cells[3]));
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const Table sample = firstRowsOf(input.bytes, input.finding.variant == kColumnsVariant, kSampleRows);
    const ObjectForm form = formOf(input, sample);
    const NamedRoles& keys = form.keys;
    if (keys.user.empty() || keys.item.empty() || !requireNames(keys, sample.names, {})) return noRoles(input, sample.names);
    report.columns = keys.text();
    RowSink sink(input.file, report);
    stateTimes(input.finding, sink.times());
    sink.times().stateOrder(form.dates);
    const auto enough = [&](double share) {
        return sink.stopped(context, share) ||
               (input.mostRows > 0 && report.records >= static_cast<std::int64_t>(input.mostRows));
    };
    eachRow(input, sample, {keys.user, keys.item, keys.rating, keys.time}, enough,
            [&](const Place& place, const TableRow& row) { takeRow(place, row, form, sink); });
    if (context.stopRequested()) return Cancelled{};
    return sink.finish(!keys.rating.empty(), !keys.time.empty());
}

/// Columns without a role are contexts.
void readMore(const ReaderInput& input, Dataset& dataset, const TaskContext& context) {
    constexpr std::size_t kMost = 50;
    const Table sample = firstRowsOf(input.bytes, input.finding.variant == kColumnsVariant, kSampleRows);
    const ObjectForm form = formOf(input, sample);
    std::vector<std::string> names;
    for (const std::string& name : sample.names) {
        if (form.keys.hasRole(name)) continue;
        if (!form.keys.isUnused(name) && names.size() < kMost)
            names.push_back(name);
        else
            dataset.report.leftOut.push_back(
                {input.file, name, form.keys.isUnused(name) ? "not to be kept, as you said" : "one column too many"});
    }
    if (names.empty()) return;
    std::vector<std::string> wanted{form.keys.user, form.keys.item, form.keys.rating, form.keys.time};
    const auto roles = static_cast<std::ptrdiff_t>(wanted.size());
    wanted.insert(wanted.end(), names.begin(), names.end());
    ContextCollector collector(dataset, names);
    eachRow(
        input, sample, wanted, [&](double) { return context.stopRequested(); },
        [&](const Place&, const TableRow& row) {
            if (row.flaw || (!form.keys.rating.empty() && !parseRating(row.cells[2], form.style))) return;
            const std::vector<std::string_view> values(row.cells.begin() + roles, row.cells.end());
            const auto seconds = parseNumber(row.cells[3]);
            collector.row(row.cells[0], row.cells[1],
                          seconds ? *seconds : static_cast<double>(parseDate(row.cells[3], form.dates).value_or(0)), values);
        });
    if (!context.stopRequested()) std::move(collector).finish(input.file);
}

std::int64_t rowsOfFirstColumn(std::string_view text) {
    std::int64_t rows = 0;
    if (const auto columns = jsonColumns(text); !columns.empty())
        for (JsonValues values(columns[0]); values.next();) ++rows;
    return rows;
}

Result<NamedRows> show(const ReaderInput& input, std::size_t rows, const TaskContext&) {
    const bool columns = input.finding.variant == kColumnsVariant;
    Table table = firstRowsOf(input.bytes, columns, rows);
    NamedRows shown;
    shown.roles = formOf(input, table).keys;
    if (columns) shown.total = rowsOfFirstColumn(input.bytes);
    shown.names = std::move(table.names);
    shown.lines = std::move(table.lines);
    shown.rows = std::move(table.rows);
    for (auto& row : shown.rows) row.resize(shown.names.size());
    return shown;
}

} // namespace

Reader jsonTableReader() {
    return {"json_table",
            "JSON table",
            "An array of arrays, one for each rating, or an object with an array for each column, as pandas writes them.",
            false,
            recognise,
            read,
            false,
            readMore,
            show};
}

} // namespace recoscope
