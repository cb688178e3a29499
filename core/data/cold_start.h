#pragma once
#include "core/data/profile.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace recoscope {

/// Users (or items) with at most so many interactions, and what they hold.
struct ColdCount {
    std::int32_t atMost = 0;
    std::int64_t count = 0, interactions = 0;
};

/// Those that are first seen in the last tenth of the time span: a model trained on what lies before knows none of them.
struct LateComers {
    std::int64_t count = 0;
    std::int64_t interactions = 0; ///< All of theirs, those without a time included.
};

struct ColdSide {
    std::vector<ColdCount> counts;  ///< For 1, 2, 5, 10 and 20, each including those before.
    std::optional<LateComers> late; ///< Nothing where the data has no times, or all at one moment.
};

/// How many are hard to say anything about. `lateFrom` is the moment from which one counts as late (Unix seconds).
struct ColdStart {
    ColdSide users, items;
    std::optional<std::int64_t> lateFrom;
};

inline constexpr std::int32_t kColdSteps[] = {1, 2, 5, 10, 20};
inline constexpr double kLateFrom = 0.9; ///< Of the span between the first and the last interaction.

/// `first...` are what first_times.h gives, `profile` is that of `x`. O(users + items). Thread-safe.
[[nodiscard]] ColdStart coldStartOf(const Interactions& x, const DataProfile& profile,
                                    const std::vector<std::int64_t>& firstOfUsers, const std::vector<std::int64_t>& firstOfItems);

} // namespace recoscope
