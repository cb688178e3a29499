#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <memory>
#include <sqlite3.h>

namespace recoscope {
namespace {

constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr int kMaxColumns = static_cast<int>(limits::kColumns);
constexpr int kMaxText = static_cast<int>(limits::kLineBytes);
constexpr int kStepsBetweenChecks = 10000;

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    if (!head.starts_with(kMagic)) return finding;
    finding.confidence = 100;
    finding.format = "SQLite database";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 2;
    return finding;
}

Error damaged(const std::string& file, sqlite3* database) {
    return {ErrorKind::InvalidInput,
            file + " is a damaged SQLite database: " + (database ? sqlite3_errmsg(database) : "out of memory") +
                ". Check it with \"PRAGMA integrity_check\", or export its table as CSV.",
            file};
}

/// A database in our own copy of its bytes: the file, its journal and its -wal are never touched, nothing in it is run.
Result<Database> open(std::string& bytes, const std::string& file) {
    // A database in WAL mode would ask for a file beside it; its own pages are read without.
    if (bytes.size() > 19 && bytes[18] == 2) bytes[18] = bytes[19] = 1;
    sqlite3* raw = nullptr;
    const int status =
        sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(raw, &sqlite3_close_v2);
    if (status != SQLITE_OK) return damaged(file, raw);
    for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                        {SQLITE_DBCONFIG_ENABLE_VIEW, 0}})
        sqlite3_db_config(raw, option, value, nullptr);
    sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, kMaxText);
    sqlite3_limit(raw, SQLITE_LIMIT_COLUMN, 2000);
    auto* content = reinterpret_cast<unsigned char*>(bytes.data()); // SQLite's interface to memory
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(raw, "main", content, size, size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
        return damaged(file, raw);
    sqlite3_exec(raw, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;", nullptr, nullptr, nullptr);
    return database;
}

Statement prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr);
    return {raw, &sqlite3_finalize};
}

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) {
        out += c;
        if (c == '"') out += c;
    }
    return out + "\"";
}

std::string textAt(sqlite3_stmt* row, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))) : std::string();
}

struct Table {
    std::string name, user, item, rating, time;
    int score = 0; ///< 0 = no user or no item among the names.
};

Table examine(sqlite3* database, const std::string& name) {
    Table table{name, {}, {}, {}, {}, 0};
    const auto columns = prepare(database, "PRAGMA table_info(" + quoted(name) + ")");
    bool other = false;
    for (int n = 0; columns && n < kMaxColumns && sqlite3_step(columns.get()) == SQLITE_ROW; ++n) {
        const std::string column = textAt(columns.get(), 1);
        const ColumnMeaning meaning = meaningOf(column);
        std::string* role = meaning == ColumnMeaning::User || meaning == ColumnMeaning::Session ? &table.user
                            : meaning == ColumnMeaning::Item                                    ? &table.item
                            : meaning == ColumnMeaning::Rating                                  ? &table.rating
                            : meaning == ColumnMeaning::Time                                    ? &table.time
                                                                                                : nullptr;
        if (role && role->empty()) *role = column;
        other = other || meaning == ColumnMeaning::Other;
    }
    if (!table.user.empty() && !table.item.empty() && !other)
        table.score = 1 + (table.rating.empty() ? 0 : 2) + (table.time.empty() ? 0 : 1);
    return table;
}

/// The first names of a list, for a sentence.
std::string someOf(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 20;
    if (names.size() <= kShown) return names.empty() ? "none" : join(names, ", ");
    return join(std::span(names).first(kShown), ", ") + " and " + std::to_string(names.size() - kShown) + " more";
}

/// Every page hangs together: what a damaged database still yields would be rows with holes.
Result<> checkWhole(sqlite3* database, const std::string& file) {
    const auto check = prepare(database, "PRAGMA quick_check(1)");
    if (!check || sqlite3_step(check.get()) != SQLITE_ROW) return damaged(file, database);
    const std::string verdict = textAt(check.get(), 0);
    if (verdict == "ok") return Done{};
    return Error{ErrorKind::InvalidInput,
                 file + " is a damaged SQLite database: " + verdict.substr(verdict.rfind('\n') + 1) +
                     ". Check it with \"PRAGMA integrity_check\", or export its table as CSV.",
                 file};
}

Result<Table> choose(sqlite3* database, const ReaderInput& input) {
    // Virtual tables are code of extensions over tables of their own, not data.
    const auto listed = prepare(database, "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%' "
                                          "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
    if (!listed) return damaged(input.file, database);
    std::vector<Table> tables;
    std::vector<std::string> all, likely;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(listed.get())) == SQLITE_ROW) {
        all.push_back(textAt(listed.get(), 0));
        tables.push_back(examine(database, all.back()));
    }
    if (status != SQLITE_DONE) return damaged(input.file, database);
    const auto best = std::ranges::max_element(tables, {}, &Table::score);
    const auto named = std::ranges::find(tables, input.table, &Table::name);
    const bool stated = !input.table.empty() && named != tables.end();
    const auto chosen = stated ? named : best;
    if (chosen == tables.end() || chosen->score == 0)
        return Error{ErrorKind::InvalidInput,
                     input.file + " holds no table" + (stated ? " \"" + input.table + "\"" : "") +
                         " with columns of users and items: its tables are " + someOf(all) +
                         ". Name the columns user and item, or export a table as CSV.",
                     input.file};
    for (const Table& table : tables)
        if (table.score == chosen->score) likely.push_back(table.name);
    if (!stated && likely.size() > 1)
        return Error{ErrorKind::InvalidInput,
                     input.file + " holds several tables of ratings: " + someOf(likely) + ". Say which one with --file NAME.",
                     input.file};
    return *chosen;
}

void takeRow(sqlite3_stmt* row, std::int64_t number, const Table& table, RowSink& sink) {
    const std::string user = textAt(row, 0), item = textAt(row, 1);
    const std::string shown = user + " | " + item;
    const Place place{number, 0, shown};
    double rating = 1;
    int column = 2;
    if (!table.rating.empty()) {
        const auto parsed = parseNumber(textAt(row, column++));
        if (!parsed) return sink.reject(place, "rating", "a number in the column " + table.rating);
        rating = *parsed;
    }
    sink.row(place, user, item, rating, table.time.empty() ? kNoTime : sink.times().take(textAt(row, column)));
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    std::string bytes(input.bytes);
    auto database = open(bytes, input.file);
    if (!database) return database.as<RatingRows>();
    sqlite3* db = database.value().get();
    auto* watched = const_cast<TaskContext*>(&context); // only read through the pointer, which SQLite wants mutable
    sqlite3_progress_handler(
        db, kStepsBetweenChecks, [](void* c) { return static_cast<const TaskContext*>(c)->stopRequested() ? 1 : 0; }, watched);
    const auto whole = checkWhole(db, input.file);
    if (context.stopRequested()) return Cancelled{};
    if (!whole) return whole.as<RatingRows>();
    const auto table = choose(db, input);
    if (context.stopRequested()) return Cancelled{};
    if (!table) return table.as<RatingRows>();
    const Table& t = table.value();
    std::string sql = "SELECT " + quoted(t.user) + "," + quoted(t.item);
    for (const std::string* column : {&t.rating, &t.time})
        if (!column->empty()) sql += "," + quoted(*column);
    const auto rows = prepare(db, sql + " FROM " + quoted(t.name));
    if (!rows) return damaged(input.file, db);
    RowSink sink(input.file, report);
    int status = SQLITE_ROW;
    for (std::int64_t n = 1; (status = sqlite3_step(rows.get())) == SQLITE_ROW; ++n) {
        if (sink.stopped(context, 0.5)) return Cancelled{};
        takeRow(rows.get(), n, t, sink);
    }
    if (context.stopRequested()) return Cancelled{};
    if (status != SQLITE_DONE) return damaged(input.file, db);
    for (const auto& [name, role] : {std::pair{t.user, "user"}, {t.item, "item"}, {t.rating, "rating"}, {t.time, "timestamp"}})
        if (!name.empty()) report.columns += (report.columns.empty() ? "" : ",") + name + "=" + role;
    report.warnings.push_back("The table " + t.name + " of " + input.file + " is read.");
    return sink.finish(!t.rating.empty(), !t.time.empty());
}

} // namespace

Reader sqliteReader() {
    return {"sqlite", "SQLite database", "The table whose columns are named as users, items, ratings and times; read-only.",
            true,     recognise,         read};
}

} // namespace recoscope
