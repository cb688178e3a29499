#pragma once
#include "core/base/task_context.h"
#include "core/data/profile.h"
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace recoscope {

/// Some of the interactions: those that pass every condition that is stated. Nothing stated: all of them.
struct RowSelection {
    std::optional<std::vector<UserIndex>> users;                ///< Distinct, in any order.
    std::optional<std::vector<ItemIndex>> items;                ///< Distinct, in any order.
    std::optional<std::pair<double, double>> ratings;           ///< Least and greatest, both included.
    std::optional<std::pair<std::int64_t, std::int64_t>> times; ///< Unix seconds, both included; rows without a time fail.
    [[nodiscard]] bool statesNothing() const { return !users && !items && !ratings && !times; }
};

/// A selection made ready to test many rows of one matrix. Immutable: any number of threads.
class RowTest {
public:
    RowTest(const RowSelection& selection, const Interactions& x);
    [[nodiscard]] bool keepsUser(UserIndex user) const { return m_users.empty() || m_users[user.at()] != 0; }
    /// Entry `k` of a row of a user that passes.
    [[nodiscard]] bool keeps(const Interactions::Row& row, std::size_t k) const {
        if (!m_items.empty() && m_items[row.items[k].at()] == 0) return false;
        const auto rating = static_cast<double>(row.ratings[k]);
        if (rating < m_leastRating || rating > m_mostRating) return false;
        return !m_timed || (!row.times.empty() && row.times[k] >= m_firstTime && row.times[k] <= m_lastTime);
    }

private:
    std::vector<std::uint8_t> m_users, m_items; ///< By index; empty: all pass.
    double m_leastRating, m_mostRating;
    std::int64_t m_firstTime = 0, m_lastTime = 0;
    bool m_timed;
};

/// What a selection holds, on the bins and ranks of the profile of the whole, so that both can be drawn over each other.
struct SelectionProfile {
    std::int64_t rows = 0, users = 0, items = 0;                ///< Users and items with at least one row in it.
    double meanRating = 0;                                      ///< NaN without rows.
    std::optional<std::pair<std::int64_t, std::int64_t>> times; ///< First and last known time; nothing where none is known.
    std::vector<std::int64_t> histogram;                        ///< Rows in each bin of DataProfile::histogram.
    std::vector<std::int64_t> activity;                         ///< Rows in each bin of DataProfile::activity.
    std::vector<std::int32_t> countsByRank;                     ///< Rows of each item of DataProfile::itemsByRank.
    std::vector<std::int32_t> rowsOfUser, rowsOfItem;           ///< By index.
    /// Of the rows in it, by index, as first_times.h gives them for all rows; empty where the data has no times.
    std::vector<std::int64_t> firstOfUser, firstOfItem;
};

/// Counts a selection; `profile` is that of `dataset`. O(interactions of the selected users), on `threads` threads (0 = all), on
/// which the result does not depend. A stop request gives an unfinished result; callers then drop it. Thread-safe.
[[nodiscard]] SelectionProfile selectionProfile(const Dataset& dataset, const DataProfile& profile, const RowSelection& selection,
                                                const TaskContext& context = {}, int threads = 0);

/// The first `most` rows of a selection, ascending by user, then item. Thread-safe.
[[nodiscard]] std::vector<Interaction> selectRows(const Interactions& x, const RowSelection& selection, std::size_t most,
                                                  const TaskContext& context = {});

/// The rows of a selection as a matrix of its own: of the users and items that have at least one, numbered anew in their order.
/// Without times. O(interactions of the selected users); 8 bytes a row. A stop request gives an empty matrix. Thread-safe.
[[nodiscard]] Interactions selectedMatrix(const Interactions& x, const RowSelection& selection, const TaskContext& context = {});

} // namespace recoscope
