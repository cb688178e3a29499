#pragma once
#include "core/base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Roles of columns by their names, for formats whose columns have some: keys of JSON objects, columns of a database.
struct NamedRoles {
    std::string user, item, rating, time; ///< "" = none.
    std::vector<std::string> unused;      ///< Not to be kept; all others without a role are context.
    [[nodiscard]] bool isEmpty() const { return user.empty() && item.empty(); }
    [[nodiscard]] bool hasRole(std::string_view name) const;
    [[nodiscard]] bool isUnused(std::string_view name) const;
    [[nodiscard]] std::string text() const; ///< "reviewerID=user,asin=item", as LoadOptions::columns takes it.
};

/// LoadOptions::columns says roles by name, not by position.
[[nodiscard]] bool namesColumns(std::string_view columns);
/// Errors: InvalidParameter for an unknown role, one that is named twice, or no user or item.
[[nodiscard]] Result<NamedRoles> parseNamedRoles(std::string_view columns);
/// InvalidParameter where a role is said of a name that is not among these.
[[nodiscard]] Result<> requireNames(const NamedRoles& roles, const std::vector<std::string>& names, const std::string& columns);

/// The first rows of such a format, for people.
struct NamedRows {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows; ///< As many cells as names.
    std::vector<std::int64_t> lines;            ///< Of each row, from 1; 0 where there are none.
    std::vector<std::string> lists;             ///< Names of columns that hold lists, which no context can.
    NamedRoles roles;                           ///< As stated, or found.
    std::string table;                          ///< Of a database: which one is shown,
    std::vector<std::string> tables;            ///< of these,
    bool severalTables = false;                 ///< of which more than one could be meant.
    std::int64_t total = -1;                    ///< Rows of all of it, where that is known.
};

} // namespace recoscope
