#pragma once
#include "core/base/task_context.h"
#include "core/data/profile.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace recoscope {

/// When users and items came, on the bins of DataProfile::activity: in a bin arrives who has the first interaction in it.
struct Arrivals {
    std::vector<std::int64_t> users, items;          ///< New ones in each bin; empty without times.
    std::int64_t undatedUsers = 0, undatedItems = 0; ///< Without any interaction of a known time: in no bin.
    [[nodiscard]] bool isEmpty() const { return users.empty(); }
};

/// `first...` are what first_times.h gives, `profile` is that of the same data. O(users + items). Thread-safe.
[[nodiscard]] Arrivals arrivalsOf(const DataProfile& profile, const std::vector<std::int64_t>& firstOfUsers,
                                  const std::vector<std::int64_t>& firstOfItems);

/// Running sums: how many are known at the end of each bin.
[[nodiscard]] std::vector<std::int64_t> cumulated(const std::vector<std::int64_t>& perBin);

} // namespace recoscope
