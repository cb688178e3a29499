#pragma once
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/filter_step.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recoscope {

/// One check of a data set: what it looks for, and what it found.
struct QualityFinding {
    enum class Of : std::uint8_t { Users, Items, Rows };
    std::string id;          ///< "constant-users".
    std::int64_t count = 0;  ///< Of users, items or rows; 0 = passed.
    Of of = Of::Users;       ///< What is counted.
    std::string sentence;    ///< What was found; of a passed check what was looked for.
    std::string consequence; ///< Why it matters, a sentence.
    /// At most kListed, by falling severity: indices of users or items, or places in Interactions::items().
    std::vector<std::int64_t> members;
    std::optional<FilterStep> fix; ///< What takes them away; nothing where no filter does.
    static constexpr std::size_t kListed = 1000;
};

/// All checks that the data allows, in a fixed order, passed ones included: repeated pairs and those that contradict each other,
/// users of one value, users who rated almost everything, users with one row, items without a title or with the title of another,
/// times before 1971, after `now` or missing, rows that share their second with another of the same user, users who entered
/// everything within a day, and days far above the usual.
/// O(n log n) at most, on `threads` threads (0 = all). Deterministic, on any number of them: the clock is the caller's.
/// A stop request gives an unfinished list; callers then drop it.
[[nodiscard]] std::vector<QualityFinding> qualityOf(const Dataset& dataset, std::int64_t now, const TaskContext& context = {},
                                                    int threads = 0);

} // namespace recoscope
