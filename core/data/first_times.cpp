#include "core/data/first_times.h"
#include "core/base/parallel.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr std::size_t kUsersPerBlock = 256;

} // namespace

std::vector<std::int64_t> firstTimesOfUsers(const Interactions& x, const TaskContext& context, int threads) {
    std::vector<std::int64_t> first(static_cast<std::size_t>(x.userCount()), kNever);
    parallelFor(first.size(), kUsersPerBlock, threads, context, [&](std::size_t begin, std::size_t end) {
        for (std::size_t u = begin; u < end; ++u)
            for (const std::int64_t time : x.row(UserIndex{u}).times)
                if (time != kNoTime) first[u] = std::min(first[u], time);
    });
    return first;
}

/// Each worker has minima of its own: the least of them is the same however the blocks fell to the workers.
std::vector<std::int64_t> firstTimesOfItems(const Interactions& x, const TaskContext& context, int threads) {
    const auto items = static_cast<std::size_t>(x.itemCount());
    std::vector<std::vector<std::int64_t>> firstOf(static_cast<std::size_t>(workerCount(threads)));
    parallelForWorkers(static_cast<std::size_t>(x.userCount()), kUsersPerBlock, threads, context,
                       [&](int worker, std::size_t begin, std::size_t end) {
                           std::vector<std::int64_t>& first = firstOf[static_cast<std::size_t>(worker)];
                           first.resize(items, kNever);
                           for (std::size_t u = begin; u < end; ++u) {
                               const Interactions::Row row = x.row(UserIndex{u});
                               for (std::size_t k = 0; k < row.times.size(); ++k)
                                   if (std::int64_t& least = first[row.items[k].at()]; row.times[k] != kNoTime)
                                       least = std::min(least, row.times[k]);
                           }
                       });
    std::vector<std::int64_t> first(items, kNever);
    for (const std::vector<std::int64_t>& part : firstOf)
        for (std::size_t i = 0; i < part.size(); ++i) first[i] = std::min(first[i], part[i]);
    return first;
}

} // namespace recoscope
