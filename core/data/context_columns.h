#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// In what circumstances each interaction happened, by one column of the ratings file: the daytime, the company, the weather.
struct ContextColumn {
    static constexpr std::uint16_t kUnknown = 0xFFFF;
    /// Whom the values say something about: a column that never differs between the rows of a user describes the user.
    enum class Of : std::uint8_t { Interaction, User, Item };

    std::string name;
    Of of = Of::Interaction;
    std::vector<std::string> values; ///< Distinct, ascending by bytes. UTF-8 and untrusted.
    std::vector<std::uint16_t>
        codes; ///< One for each entry of Dataset::interactions, in its order: a place in values or kUnknown.

    [[nodiscard]] std::optional<std::uint16_t> codeOf(std::string_view value) const;
    [[nodiscard]] std::int64_t known() const; ///< Entries with a value.
};

/// All context columns of a data set. Of a repeated pair it is the context of the row that counts. Immutable, thread-safe.
struct ContextColumns {
    std::vector<ContextColumn> columns; ///< In the order of the file.
    std::int64_t severalContexts = 0;   ///< Pairs of user and item that stood in the file in different contexts.

    [[nodiscard]] const ContextColumn* find(std::string_view name) const;
    /// The columns for some of the entries, in the order given: what a filter leaves.
    [[nodiscard]] ContextColumns picked(std::span<const std::int64_t> keptEntries) const;
};

} // namespace recoscope
