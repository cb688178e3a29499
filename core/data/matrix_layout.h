#pragma once
#include "core/base/task_context.h"
#include "core/data/profile.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// In which order a picture of the matrix lays out its users or its items.
enum class MatrixOrder : std::uint8_t {
    Count,     ///< Most interactions first: users by activity, items by popularity. Ties by lowest index.
    FirstSeen, ///< By the time of the first interaction, earliest first; those without a known time last. Ties by lowest index.
    Id         ///< By id in natural order, which is that of the indices; the order of rows in a file is not kept.
};

/// Users and items by rank, 0-based, and the inverse for items. Immutable; shared between threads.
struct MatrixLayout {
    MatrixOrder userOrder = MatrixOrder::Count, itemOrder = MatrixOrder::Count;
    std::vector<UserIndex> users;
    std::vector<ItemIndex> items;
    std::vector<std::int32_t> rankOfItem; ///< By item index.
};

/// Lays the matrix out; `profile` is that of `x`. O(users log users + items log items), and one pass over the times for
/// FirstSeen, on `threads` threads (0 = all), on which the result does not depend. Without times FirstSeen equals Id. A stop
/// request gives an unfinished layout; callers then drop it. Thread-safe.
[[nodiscard]] MatrixLayout layOut(const Interactions& x, const DataProfile& profile, MatrixOrder users, MatrixOrder items,
                                  const TaskContext& context = {}, int threads = 0);

} // namespace recoscope
