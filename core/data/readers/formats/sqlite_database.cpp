#include "core/data/readers/formats/sqlite_database.h"
#include "core/data/limits.h"
#include <utility>

namespace recoscope {
namespace {

constexpr int kMaxColumns = static_cast<int>(limits::kColumns);
constexpr int kMaxText = static_cast<int>(limits::kLineBytes);

} // namespace

Error damagedDatabase(const std::string& file, sqlite3* database) {
    return {ErrorKind::InvalidInput,
            file + " is a damaged SQLite database: " + (database ? sqlite3_errmsg(database) : "out of memory") +
                ". Check it with \"PRAGMA integrity_check\", or export its table as CSV.",
            file};
}

Result<Database> openDatabase(std::string& bytes, const std::string& file) {
    // A database in WAL mode would ask for a file beside it; its own pages are read without.
    if (bytes.size() > 19 && bytes[18] == 2) bytes[18] = bytes[19] = 1;
    sqlite3* raw = nullptr;
    const int status =
        sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(raw, &sqlite3_close_v2);
    if (status != SQLITE_OK) return damagedDatabase(file, raw);
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
        return damagedDatabase(file, raw);
    sqlite3_exec(raw, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;", nullptr, nullptr, nullptr);
    return database;
}

Result<> checkDatabase(sqlite3* database, const std::string& file) {
    const auto check = prepare(database, "PRAGMA quick_check(1)");
    if (!check || sqlite3_step(check.get()) != SQLITE_ROW) return damagedDatabase(file, database);
    const std::string verdict = textAt(check.get(), 0);
    if (verdict == "ok") return Done{};
    return Error{ErrorKind::InvalidInput,
                 file + " is a damaged SQLite database: " + verdict.substr(verdict.rfind('\n') + 1) +
                     ". Check it with \"PRAGMA integrity_check\", or export its table as CSV.",
                 file};
}

Statement prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr);
    return {raw, &sqlite3_finalize};
}

std::string quotedName(const std::string& name) {
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

std::vector<std::string> columnsOfTable(sqlite3* database, const std::string& table) {
    std::vector<std::string> names;
    const auto columns = prepare(database, "PRAGMA table_info(" + quotedName(table) + ")");
    for (int n = 0; columns && n < kMaxColumns && sqlite3_step(columns.get()) == SQLITE_ROW; ++n)
        names.push_back(textAt(columns.get(), 1));
    return names;
}

} // namespace recoscope
