#pragma once
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

    [[nodiscard]] const Dataset& data() const { return m_data; }
    [[nodiscard]] FunnelCounts counts() const;
    [[nodiscard]] std::vector<std::int32_t> perUser() const; ///< Entries that are kept.
    [[nodiscard]] std::vector<std::int32_t> perItem() const;

    using Keep = std::function<bool(float rating, std::int64_t time)>;
    void keepRows(const Keep& keep);
    void drop(std::size_t entry) { m_rows[entry] = Row::Gone; }
    void dropUser(std::size_t user);
    /// Drops what belongs to users or items with fewer entries; both sides are counted before either drops. False where nothing
    /// was dropped.
    bool dropShort(std::int32_t fewestOfUser, std::int32_t fewestOfItem);
    void forgetRatings();
    void settleRepeats(RepeatRule rule);

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
    void keepOfPair(std::size_t pair, const Keep& keep);
    void setEntry(std::size_t entry, float rating, std::int64_t time);

    const Dataset& m_data;
    const Interactions& m_x;
    const RepeatedRows* m_repeats; ///< Null where the data has none.
    std::vector<Row> m_rows;       ///< Of each entry of the matrix.
    std::vector<float> m_ratings;  ///< Empty while no rating was changed.
    std::vector<std::int64_t> m_times;
    std::vector<char> m_repeatKept; ///< Of each row of m_repeats.
    std::vector<float> m_repeatRatings;
    std::unordered_set<std::size_t> m_otherRow; ///< Entries that count as another row than at first.
    bool m_hasRatings;
};

} // namespace recoscope
