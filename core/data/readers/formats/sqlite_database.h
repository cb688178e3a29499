#pragma once
#include "core/base/result.h"
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace recoscope {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// A database in `bytes`, which must outlive it and of which the head is changed: the file, its journal and its -wal are never
/// touched, nothing in it is run. Errors: InvalidInput (damaged).
[[nodiscard]] Result<Database> openDatabase(std::string& bytes, const std::string& file);
[[nodiscard]] Error damagedDatabase(const std::string& file, sqlite3* database);
/// Every page hangs together: what a damaged database still yields would be rows with holes. Errors: InvalidInput.
[[nodiscard]] Result<> checkDatabase(sqlite3* database, const std::string& file);

/// nullptr where the statement is none.
[[nodiscard]] Statement prepare(sqlite3* database, const std::string& sql);
[[nodiscard]] std::string quotedName(const std::string& name);
[[nodiscard]] std::string textAt(sqlite3_stmt* row, int column);
[[nodiscard]] std::vector<std::string> columnsOfTable(sqlite3* database, const std::string& table);

} // namespace recoscope
