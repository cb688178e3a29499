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

/// Of each user (or item), by index: all interactions, and the first known time as first_times.h gives it.
struct SideFacts {
    std::vector<std::int32_t> counts;
    std::vector<std::int64_t> first;
};

/// How many are hard to say anything about. `lateFrom` is the moment from which one counts as late (Unix seconds).
struct ColdStart {
    ColdSide users, items;
    std::optional<std::int64_t> lateFrom;
};

inline constexpr std::int32_t kColdSteps[] = {1, 2, 5, 10, 20};
inline constexpr double kLateFrom = 0.9; ///< Of the span between the first and the last interaction.

/// `profile` is that of the same data. O(users + items). Thread-safe.
[[nodiscard]] ColdStart coldStartOf(const DataProfile& profile, const SideFacts& users, const SideFacts& items);

/// Who of `whole`'s members has any of some rows, and how many of them: `rowsOf...` are their numbers by index. A member is as
/// cold as it is in all of the data. O(users + items). Thread-safe.
[[nodiscard]] ColdStart coldPartOf(const ColdStart& whole, const SideFacts& users, const SideFacts& items,
                                   const std::vector<std::int32_t>& rowsOfUser, const std::vector<std::int32_t>& rowsOfItem);

/// Those that a count is of, ascending: with at most so many interactions; without a number, those first seen from `lateFrom` on.
[[nodiscard]] std::vector<std::int32_t> coldMembers(const SideFacts& side, const std::optional<std::int32_t>& atMost,
                                                    const std::optional<std::int64_t>& lateFrom);

} // namespace recoscope
