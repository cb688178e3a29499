#pragma once
#include "core/data/limits.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// The variant of a finding: an object of columns, whose beginning may hold the first column only.
inline constexpr const char* kColumnsVariant = "columns";

/// A column of {"user": [1, 2], "item": {"0": 7, "1": 8}}: its name and its values as they stand in the text.
struct JsonColumn {
    std::string name;
    std::string_view values; ///< With its brackets, as far as the text goes.
    std::int64_t line = 1;   ///< On which it begins.
};

/// The columns of an object whose values are arrays, or objects of scalars with a key for each row, as pandas writes them.
/// `text` may end anywhere; no more than `most` are given. Empty where it is no such object.
[[nodiscard]] std::vector<JsonColumn> jsonColumns(std::string_view text, std::size_t most = limits::kJsonColumns + 1);

/// Walks over the values of a column. Nothing is kept of them.
class JsonValues {
public:
    explicit JsonValues(const JsonColumn& column);
    /// False behind the last whole one.
    bool next();
    [[nodiscard]] std::string_view value() const { return m_value; } ///< As it stands, quotes and all.
    [[nodiscard]] std::string_view key() const { return m_key; }     ///< Of an object; "" in an array.
    [[nodiscard]] std::int64_t line() const { return m_line; }       ///< On which the value begins.
    [[nodiscard]] double share() const;                              ///< Of the column that is behind, in [0, 1].

private:
    std::string_view token();
    void skipBlanks();
    std::string_view m_text, m_value, m_key;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    bool m_object = false;
};

} // namespace recoscope
