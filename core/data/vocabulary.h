#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// External ids, opaque byte strings, in natural order: by value where every id is a canonical integer ("0", "17", "-3"; no
/// "007"), else by bytes. The index of an id is its place in that order, so no result depends on the order of rows in a file.
class Vocabulary {
public:
    Vocabulary() = default;
    /// Ids must be distinct; any order.
    static Vocabulary fromIds(std::vector<std::string> ids);

    [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(m_ids.size()); }
    [[nodiscard]] const std::string& id(std::int32_t index) const { return m_ids[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::optional<std::int32_t> find(std::string_view id) const;
    /// FNV-1a over all ids in order. Saved with models: a model fits a data set only where both hashes agree.
    [[nodiscard]] std::uint64_t hash() const;
    [[nodiscard]] const std::vector<std::string>& ids() const { return m_ids; }

private:
    static constexpr std::int32_t kEmpty = -1;
    std::vector<std::string> m_ids;
    std::vector<std::int32_t> m_slots; ///< Open addressing, at most half full.
};

/// Sorts distinct ids into natural order; returns the new place of each.
std::vector<std::int32_t> sortNaturally(std::vector<std::string>& ids);

} // namespace recoscope
