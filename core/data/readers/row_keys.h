#pragma once
#include "core/data/dataset.h"
#include "core/data/readers/side_rows.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoscope {

/// Which row of a side table belongs to which item (or user).
struct RowKeys {
    int column = -1;                     ///< That holds the ids; -1 where none fits.
    std::vector<std::int32_t> indices;   ///< One a row; -1 for ids that the data set does not know.
    std::int64_t rows = 0, distinct = 0; ///< Rows with a known id, and distinct known ids.
};

/// Looks for the ids in one of the first six columns, or only in `only`. The column with the most distinct known ids wins, the
/// leftmost where several do.
[[nodiscard]] RowKeys findKeys(const SideRows& table, const Vocabulary& ids, int only = -1);

/// Other names of the items, found in the columns of a joined table: one file numbers the books, the other calls them by ISBN.
class Aliases {
public:
    /// Every column of distinct, short values but the key itself becomes a way to find items.
    void learn(const SideRows& table, const RowKeys& keys);
    /// The keys of a column by the ids, or by the aliases that know more of its values.
    [[nodiscard]] RowKeys find(const SideRows& table, const Vocabulary& ids, int column) const;

private:
    using Names = std::unordered_map<std::string, std::int32_t>;
    std::map<std::string, Names> m_byColumn;
};

} // namespace recoscope
