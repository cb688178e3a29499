#pragma once
#include "core/base/big_vector.h"
#include "core/base/ids.h"
#include "core/data/repeated_rows.h"
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace recoscope {

/// Marks an interaction whose time is unknown. Orders before every known time.
inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// One user-item event. `rating` is 1 where the data has none; `time` is Unix seconds or kNoTime.
struct Interaction {
    UserIndex user;
    ItemIndex item;
    float rating = 1.0F;
    std::int64_t time = kNoTime;
};

class RowTable;

/// Immutable user x item matrix in compressed-row form: rows are users, columns items, each row's items ascending and distinct.
/// Ratings are float32; times are optional. Safe to read from any number of threads; shared as shared_ptr<const Interactions>.
class Interactions {
public:
    struct Row {
        std::span<const ItemIndex> items;
        std::span<const float> ratings;
        std::span<const std::int64_t> times; ///< Empty where the data has no times.
        [[nodiscard]] std::size_t size() const { return items.size(); }
    };
    struct Column {
        std::span<const UserIndex> users;
        std::span<const float> ratings;
        [[nodiscard]] std::size_t size() const { return users.size(); }
    };

    /// Rows in any order. A repeated pair keeps the latest by time, then by position in `rows`. O(n), and O(r log r) for rows of
    /// r entries that are out of order. The result does not depend on `threads` (0 = all). `repeats` takes
    /// the rows of those pairs.
    static Interactions fromTable(std::int32_t users, std::int32_t items, RowTable&& rows, bool hasTimes, int threads = 0,
                                  RepeatedRows* repeats = nullptr);
    static Interactions fromRows(std::int32_t users, std::int32_t items, std::span<const Interaction> rows, bool hasTimes);

    /// Takes rows that are already in place: offset[u] is where user u's entries begin, each row's items ascending and distinct.
    /// `times` is empty or one per entry. O(n) to check; a breach is a bug and throws.
    static Interactions fromSortedRows(std::int32_t users, std::int32_t items, std::vector<std::int64_t> offsets,
                                       BigVector<ItemIndex> index, BigVector<float> ratings, BigVector<std::int64_t> times = {});

    Interactions() = default;
    [[nodiscard]] std::int32_t userCount() const { return m_users; }
    [[nodiscard]] std::int32_t itemCount() const { return m_items; }
    [[nodiscard]] std::size_t size() const { return m_index.size(); }
    [[nodiscard]] bool empty() const { return m_index.empty(); }
    [[nodiscard]] bool hasTimes() const { return !m_time.empty(); }
    [[nodiscard]] Row row(UserIndex user) const;
    [[nodiscard]] std::size_t rowSize(UserIndex user) const {
        return static_cast<std::size_t>(m_offset[user.at() + 1] - m_offset[user.at()]);
    }
    /// Position of the row's first entry; offsets()[userCount()] == size().
    [[nodiscard]] std::span<const std::int64_t> offsets() const { return m_offset; }
    [[nodiscard]] std::span<const ItemIndex> items() const { return m_index; }
    [[nodiscard]] std::span<const float> ratings() const { return m_rating; }
    [[nodiscard]] std::span<const std::int64_t> times() const { return m_time; }
    [[nodiscard]] bool contains(UserIndex user, ItemIndex item) const;
    /// Interactions of each item; one value per item.
    [[nodiscard]] std::vector<std::int32_t> itemCounts() const;
    /// All entries as rows, ascending by user, then item.
    [[nodiscard]] std::vector<Interaction> toRows() const;
    /// The entries rated `threshold` or more, each with rating 1: what models of implicit feedback learn from.
    /// A NaN threshold keeps every entry.
    [[nodiscard]] Interactions positives(double threshold) const;
    /// Bytes held.
    [[nodiscard]] std::size_t memoryBytes() const;

private:
    std::int32_t m_users = 0;
    std::int32_t m_items = 0;
    std::vector<std::int64_t> m_offset{0};
    BigVector<ItemIndex> m_index;
    BigVector<float> m_rating;
    BigVector<std::int64_t> m_time;
};

/// The same entries by item: each column's users ascending. Immutable.
class InteractionsByItem {
public:
    explicit InteractionsByItem(const Interactions& rows);
    [[nodiscard]] Interactions::Column column(ItemIndex item) const;
    [[nodiscard]] std::int32_t itemCount() const { return static_cast<std::int32_t>(m_offset.size()) - 1; }
    [[nodiscard]] std::span<const std::int64_t> offsets() const { return m_offset; }

private:
    std::vector<std::int64_t> m_offset;
    BigVector<UserIndex> m_user;
    BigVector<float> m_rating;
};

} // namespace recoscope
