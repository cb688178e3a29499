#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/filter_step.h"
#include "core/data/funnel.h"
#include <functional>
#include <unordered_set>
#include <vector>

namespace recoscope {

/// The rows of a data set while steps drop some of them. A filter of rows looks at every row of a repeated pair; the pair then
/// counts as the last one left, until a step settles the repeats. The data set must outlive it. Not thread-safe.
class FilterRows {
public:
    explicit FilterRows(const Dataset& dataset);

    /// Applies one step; `rounds` takes what a k-core leaves after each round. False where the task was stopped.
    bool apply(const FilterStep& step, std::vector<FunnelCounts>& rounds, const TaskContext& context);
    [[nodiscard]] FunnelCounts counts() const;

    /// Another row of the repeated pair counts now than when the data was opened: what is known of the former is not of it.
    [[nodiscard]] bool countsOtherRow(std::size_t entry) const { return m_otherRow.contains(entry); }
    [[nodiscard]] bool isKept(std::size_t entry) const { return m_rows[entry] != Row::Gone; }
    [[nodiscard]] float ratingOf(std::size_t entry) const { return m_ratings.empty() ? m_x.ratings()[entry] : m_ratings[entry]; }
    [[nodiscard]] std::int64_t timeOf(std::size_t entry) const { return m_times.empty() ? m_x.times()[entry] : m_times[entry]; }
    [[nodiscard]] bool hasRatings() const { return m_hasRatings; }
    /// The rows of repeated pairs that are left and not settled; `entries` are places in the whole data.
    [[nodiscard]] RepeatedRows repeatsLeft() const;

private:
    enum class Row : std::uint8_t { Gone, Kept, Repeated };
    using Keep = std::function<bool(float rating, std::int64_t time)>;
    void keepRows(const Keep& keep);
    void keepOfPair(std::size_t pair, const Keep& keep);
    void forgetRatings();
    void settleRepeats(RepeatRule rule);
    bool kCore(std::int32_t perUser, std::int32_t perItem, std::vector<FunnelCounts>& rounds, const TaskContext& context);
    bool dropShort(std::int32_t perUser, std::int32_t perItem);
    void dropUsers(const std::function<bool(std::int32_t rows)>& drop);
    void sampleUsers(double share, std::uint64_t seed);
    void dropConstantUsers(std::int32_t fewest);
    void dropUntitledItems();
    void keepContext(const std::string& column, const std::string& value);
    void dropRow(std::size_t user);
    void setEntry(std::size_t entry, float rating, std::int64_t time);
    [[nodiscard]] std::vector<std::int32_t> perUser() const;
    [[nodiscard]] std::vector<std::int32_t> perItem() const;

    const Interactions& m_x;
    const ItemTable& m_itemTable;
    const ContextColumns* m_context; ///< Null where the data has none.
    const RepeatedRows* m_repeats;   ///< Null where the data has none.
    std::vector<Row> m_rows;         ///< Of each entry of the matrix.
    std::vector<float> m_ratings;    ///< Empty while no rating was changed.
    std::vector<std::int64_t> m_times;
    std::vector<char> m_repeatKept; ///< Of each row of m_repeats.
    std::vector<float> m_repeatRatings;
    std::unordered_set<std::size_t> m_otherRow; ///< Entries that count as another row than at first.
    bool m_hasRatings;
};

} // namespace recoscope
