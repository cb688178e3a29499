#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/formats/sqlite_database.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr int kStepsBetweenChecks = 10000;
constexpr std::size_t kSampleRows = 1000;

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    ReaderFinding finding;
    if (!head.starts_with(kMagic)) return finding;
    if (namesColumns(options.columns)) {
        auto roles = parseNamedRoles(options.columns);
        if (!roles) return roles.as<ReaderFinding>();
        finding.roles = std::move(roles).value();
    }
    finding.confidence = 100;
    finding.format = "SQLite database";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 2;
    finding.table.ratings.timeUnit = dateOrderNamed(options.timeUnit) == DateOrder::Unknown ? options.timeUnit : std::string();
    finding.table.ratings.dates = dateOrderNamed(options.timeUnit);
    finding.table.ratings.style.decimalComma = options.decimal == "comma";
    return finding;
}

struct Table {
    std::string name;
    std::vector<std::string> columns;
    NamedRoles roles;
    int score = 0; ///< 0 = no user or no item among the names.
};

Table examine(sqlite3* database, const std::string& name, const NamedRoles& stated) {
    Table table{name, columnsOfTable(database, name), stated, 0};
    NamedRoles& roles = table.roles;
    if (!stated.isEmpty()) {
        table.score = requireNames(stated, table.columns, {}) ? 9 : 0;
        return table;
    }
    bool other = false;
    for (const std::string& column : table.columns) {
        const ColumnMeaning meaning = meaningOf(column);
        std::string* role = meaning == ColumnMeaning::User || meaning == ColumnMeaning::Session ? &roles.user
                            : meaning == ColumnMeaning::Item                                    ? &roles.item
                            : meaning == ColumnMeaning::Rating                                  ? &roles.rating
                            : meaning == ColumnMeaning::Time                                    ? &roles.time
                                                                                                : nullptr;
        if (role && role->empty()) *role = column;
        other = other || meaning == ColumnMeaning::Other;
    }
    if (!roles.user.empty() && !roles.item.empty() && !other)
        table.score = 1 + (roles.rating.empty() ? 0 : 2) + (roles.time.empty() ? 0 : 1);
    return table;
}

/// The first names of a list, for a sentence.
std::string someOf(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 20;
    if (names.size() <= kShown) return names.empty() ? "none" : join(names, ", ");
    return join(std::span(names).first(kShown), ", ") + " and " + std::to_string(names.size() - kShown) + " more";
}

std::vector<std::string> namesOf(sqlite3* database, const std::string& which) {
    std::vector<std::string> names;
    const auto listed = prepare(database, "SELECT name FROM sqlite_schema WHERE " + which + " ORDER BY name");
    while (listed && sqlite3_step(listed.get()) == SQLITE_ROW) names.push_back(textAt(listed.get(), 0));
    return names;
}

struct Tables {
    std::vector<Table> all;
    std::vector<std::string> names, likely;
    std::size_t best = 0; ///< As far as there is any.
};

Result<Tables> tablesOf(sqlite3* database, const ReaderInput& input) {
    Tables tables;
    // Virtual tables are code of extensions over tables of their own, not data.
    const auto listed = prepare(database, "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%' "
                                          "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
    if (!listed) return damagedDatabase(input.file, database);
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(listed.get())) == SQLITE_ROW) {
        tables.names.push_back(textAt(listed.get(), 0));
        tables.all.push_back(examine(database, tables.names.back(), input.finding.roles));
    }
    if (status != SQLITE_DONE) return damagedDatabase(input.file, database);
    const auto best = std::ranges::max_element(tables.all, {}, &Table::score);
    tables.best = static_cast<std::size_t>(best - tables.all.begin());
    for (const Table& table : tables.all)
        if (table.score > 0 && table.score == best->score) tables.likely.push_back(table.name);
    const auto named = std::ranges::find(tables.all, input.table, &Table::name);
    if (input.table.empty() || named == tables.all.end()) return tables;
    tables.best = static_cast<std::size_t>(named - tables.all.begin());
    tables.likely = {input.table};
    return tables;
}

Error noTable(sqlite3* database, const Tables& tables, const ReaderInput& input) {
    const bool stated = tables.likely.size() == 1 && tables.likely[0] == input.table;
    const auto views = namesOf(database, "type='view'");
    std::string columns;
    for (const Table& table : tables.all)
        columns += (columns.empty() ? "" : "; ") + table.name + " (" + someOf(table.columns) + ")";
    return {ErrorKind::InvalidInput,
            input.file + " holds no table" + (stated ? " \"" + input.table + "\"" : "") +
                " with columns of users and items: its tables are " + (columns.empty() ? "none" : columns) +
                (views.empty() ? "" : "; views are not run: " + someOf(views)) +
                ". Say which column is which with --columns NAME=user,NAME=item, or export a table as CSV.",
            input.file};
}

Result<Table> choose(sqlite3* database, const ReaderInput& input) {
    auto tables = tablesOf(database, input);
    if (!tables) return tables.as<Table>();
    const Tables& t = tables.value();
    if (t.all.empty() || t.all[t.best].score == 0) return noTable(database, t, input);
    if (t.likely.size() > 1)
        return Error{ErrorKind::InvalidInput,
                     input.file + " holds several tables of ratings: " + someOf(t.likely) + ". Say which one with --file NAME.",
                     input.file};
    return t.all[t.best];
}

/// The values of a column in the first rows.
std::vector<std::string> valuesOf(sqlite3* database, const Table& table, const std::string& column) {
    std::vector<std::string> values;
    const auto rows = prepare(database, "SELECT " + quotedName(column) + " FROM " + quotedName(table.name) + " LIMIT " +
                                            std::to_string(kSampleRows));
    while (rows && sqlite3_step(rows.get()) == SQLITE_ROW) values.push_back(textAt(rows.get(), 0));
    return values;
}

/// How ratings and dates of the table are written; what is unusual goes to the report.
RatingColumns writingOf(sqlite3* database, const Table& table, const ReaderFinding& finding, LoadReport& report) {
    TableFinding judged = finding.table;
    const std::string decimal = finding.table.ratings.style.decimalComma ? "comma" : "";
    if (!table.roles.rating.empty()) judgeRatings(valuesOf(database, table, table.roles.rating), decimal, judged);
    const std::string stated(nameOf(finding.table.ratings.dates));
    if (!table.roles.time.empty()) judgeTimes(valuesOf(database, table, table.roles.time), stated, judged.ratings, judged.doubts);
    for (const std::string& note : judged.notes) report.warnings.push_back(note);
    for (const Doubt& doubt : judged.doubts) report.warnings.push_back(doubt.text);
    return judged.ratings;
}

void takeRow(sqlite3_stmt* row, std::int64_t number, const Table& table, const RatingColumns& writing, RowSink& sink) {
    const NamedRoles& roles = table.roles;
    const std::string user = textAt(row, 0), item = textAt(row, 1);
    const std::string shown = user + " | " + item;
    const Place place{number, 0, shown};
    double rating = 1;
    int column = 2;
    if (!roles.rating.empty()) {
        const std::string text = textAt(row, column++);
        const auto parsed = parseRating(text, writing.style);
        if (!parsed) return sink.reject(place, "rating", expectedRating(writing.style, text) + " in the column " + roles.rating);
        rating = *parsed;
    }
    sink.row(place, user, item, rating, roles.time.empty() ? kNoTime : sink.times().take(textAt(row, column)));
}

std::string select(const Table& table, const std::vector<std::string>& columns) {
    std::string sql;
    for (const std::string& column : columns)
        if (!column.empty()) sql += (sql.empty() ? "SELECT " : ",") + quotedName(column);
    return sql + " FROM " + quotedName(table.name);
}

/// Interrupts statements soon after the context asks for it.
void watch(sqlite3* database, const TaskContext& context) {
    auto* watched = const_cast<TaskContext*>(&context); // only read through the pointer, which SQLite wants mutable
    sqlite3_progress_handler(
        database, kStepsBetweenChecks, [](void* c) { return static_cast<const TaskContext*>(c)->stopRequested() ? 1 : 0; },
        watched);
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    std::string bytes(input.bytes);
    auto database = openDatabase(bytes, input.file);
    if (!database) return database.as<RatingRows>();
    sqlite3* db = database.value().get();
    watch(db, context);
    const auto whole = input.mostRows > 0 ? Result<>(Done{}) : checkDatabase(db, input.file);
    if (context.stopRequested()) return Cancelled{};
    if (!whole) return whole.as<RatingRows>();
    const auto table = choose(db, input);
    if (context.stopRequested()) return Cancelled{};
    if (!table) return table.as<RatingRows>();
    const NamedRoles& roles = table.value().roles;
    const RatingColumns writing = writingOf(db, table.value(), input.finding, report);
    const std::string limit = input.mostRows > 0 ? " LIMIT " + std::to_string(input.mostRows) : std::string();
    const auto rows = prepare(db, select(table.value(), {roles.user, roles.item, roles.rating, roles.time}) + limit);
    if (!rows) return damagedDatabase(input.file, db);
    RowSink sink(input.file, report);
    sink.times().stateOrder(writing.dates);
    if (!writing.timeUnit.empty()) sink.times().stateUnit(writing.timeUnit);
    int status = SQLITE_ROW;
    for (std::int64_t n = 1; (status = sqlite3_step(rows.get())) == SQLITE_ROW; ++n) {
        if (sink.stopped(context, 0.5)) return Cancelled{};
        takeRow(rows.get(), n, table.value(), writing, sink);
    }
    if (context.stopRequested()) return Cancelled{};
    if (status != SQLITE_DONE) return damagedDatabase(input.file, db);
    NamedRoles said = roles;
    said.unused.clear();
    report.columns = said.text();
    report.warnings.push_back("The table " + table.value().name + " of " + input.file + " is read.");
    return sink.finish(!roles.rating.empty(), !roles.time.empty());
}

/// Columns without a role are contexts.
void readMore(const ReaderInput& input, Dataset& dataset, const TaskContext& context) {
    std::string bytes(input.bytes);
    auto database = openDatabase(bytes, input.file);
    if (!database) return;
    sqlite3* db = database.value().get();
    watch(db, context);
    const auto table = choose(db, input);
    if (!table) return;
    const NamedRoles& roles = table.value().roles;
    std::vector<std::string> names;
    for (const std::string& column : table.value().columns)
        if (roles.isUnused(column))
            dataset.report.leftOut.push_back({input.file, column, "not to be kept, as you said"});
        else if (!roles.hasRole(column))
            names.push_back(column);
    if (names.empty()) return;
    LoadReport said; // by read() already
    const RatingColumns writing = writingOf(db, table.value(), input.finding, said);
    std::vector<std::string> columns{roles.user, roles.item, roles.rating.empty() ? roles.user : roles.rating,
                                     roles.time.empty() ? roles.user : roles.time};
    columns.insert(columns.end(), names.begin(), names.end());
    const auto rows = prepare(db, select(table.value(), columns));
    ContextCollector collector(dataset, names);
    std::vector<std::string> texts(names.size());
    while (rows && sqlite3_step(rows.get()) == SQLITE_ROW) {
        if (!roles.rating.empty() && !parseRating(textAt(rows.get(), 2), writing.style)) continue;
        for (std::size_t c = 0; c < names.size(); ++c) texts[c] = textAt(rows.get(), static_cast<int>(c) + 4);
        const std::vector<std::string_view> values(texts.begin(), texts.end());
        const std::string time = roles.time.empty() ? std::string() : textAt(rows.get(), 3);
        const auto seconds = parseNumber(time);
        collector.row(textAt(rows.get(), 0), textAt(rows.get(), 1),
                      seconds ? *seconds : static_cast<double>(parseDate(time, writing.dates).value_or(0)), values);
    }
    if (!context.stopRequested()) std::move(collector).finish(input.file);
}

Result<NamedRows> show(const ReaderInput& input, std::size_t most, const TaskContext& context) {
    std::string bytes(input.bytes);
    auto database = openDatabase(bytes, input.file);
    if (!database) return database.as<NamedRows>();
    sqlite3* db = database.value().get();
    watch(db, context);
    const auto tables = tablesOf(db, input);
    if (!tables) return tables.as<NamedRows>();
    if (tables.value().all.empty()) return noTable(db, tables.value(), input);
    const Table& table = tables.value().all[tables.value().best];
    NamedRows shown;
    shown.names = table.columns;
    shown.roles = table.score > 0 || !input.finding.roles.isEmpty() ? table.roles : NamedRoles{};
    shown.table = table.name;
    shown.tables = tables.value().names;
    shown.severalTables = tables.value().likely.size() > 1;
    if (const auto count = prepare(db, "SELECT count(*) FROM " + quotedName(table.name));
        count && sqlite3_step(count.get()) == SQLITE_ROW)
        shown.total = sqlite3_column_int64(count.get(), 0);
    const auto rows = prepare(db, "SELECT * FROM " + quotedName(table.name) + " LIMIT " + std::to_string(most));
    while (rows && sqlite3_step(rows.get()) == SQLITE_ROW) {
        auto& row = shown.rows.emplace_back();
        for (std::size_t c = 0; c < shown.names.size(); ++c) row.push_back(textAt(rows.get(), static_cast<int>(c)));
        shown.lines.push_back(0);
    }
    return shown;
}

} // namespace

Reader sqliteReader() {
    return {
        "sqlite", "SQLite database", "A table whose columns are named as users, items, ratings and times, or said; read-only.",
        true,     recognise,         read,
        false,    readMore,          show};
}

} // namespace recoscope
