#pragma once
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include <array>
#include <cstdint>
#include <vector>

namespace recoscope {

/// Which pairs: of users by the items both have, or of items by the users both have.
enum class OverlapSide : std::uint8_t { Users, Items };

/// How many pairs have at least so many in common.
struct OverlapStep {
    std::int32_t atLeast = 0;
    double share = 0;         ///< Of all pairs, in [0, 1]; NaN where there is no pair.
    double standardError = 0; ///< Of the share; 0 where counted exactly, NaN where one draw says nothing of it.
    std::int64_t pairs = 0;   ///< Counted, or share x all pairs rounded.
};

struct Overlap {
    OverlapSide side = OverlapSide::Users;
    std::int64_t members = 0;       ///< Users (or items) of the data.
    std::int64_t allPairs = 0;      ///< members (members - 1) / 2.
    std::int64_t drawn = 0;         ///< Members whose pairs with all others were counted; == members where exact.
    std::vector<OverlapStep> steps; ///< For each of kOverlapSteps, ascending.
    [[nodiscard]] bool isExact() const { return drawn == members; }
};

inline constexpr std::array<std::int32_t, 9> kOverlapSteps{0, 1, 2, 5, 10, 20, 50, 100, 200};

struct OverlapOptions {
    std::int64_t budget = 1'200'000'000; ///< Increments that may be spent: more, and members are drawn. One is about 1 ns.
    std::int64_t fewest = 100;           ///< Members drawn at least, whatever they cost.
    std::uint64_t seed = 1;
    int threads = 0; ///< 0 = all; never changes a bit.
};

/// Counts what pairs have in common. Exact where sum over items of c (c - 1) / 2 increments are within the budget. Else some
/// members are drawn without replacement and each compared with all others: the share is the mean over those drawn, its standard
/// error s / sqrt(n) sqrt(1 - n / N) (Cochran, Sampling Techniques, 1977, eq. 2.20). A stop request gives an unfinished result;
/// callers then drop it. Reports the share of members compared. Memory: a copy of the matrix by item, and 4 bytes a member and
/// thread. Thread-safe.
[[nodiscard]] Overlap overlapOf(const Interactions& x, OverlapSide side, const OverlapOptions& options = {},
                                const TaskContext& context = {});

} // namespace recoscope
