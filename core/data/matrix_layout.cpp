#include "core/data/matrix_layout.h"
#include "core/base/parallel.h"
#include <algorithm>
#include <limits>

namespace recoscope {
namespace {

constexpr std::size_t kUsersPerBlock = 256;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

template <class Index>
std::vector<Index> byIndex(std::int32_t count) {
    std::vector<Index> order;
    order.reserve(static_cast<std::size_t>(count));
    for (std::int32_t k = 0; k < count; ++k) order.emplace_back(k);
    return order;
}

template <class Index>
std::vector<Index> byFirstTime(const std::vector<std::int64_t>& first) {
    std::vector<Index> order = byIndex<Index>(static_cast<std::int32_t>(first.size()));
    std::ranges::stable_sort(order, {}, [&](Index k) { return first[k.at()]; });
    return order;
}

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

} // namespace

MatrixLayout layOut(const Interactions& x, const DataProfile& profile, MatrixOrder users, MatrixOrder items,
                    const TaskContext& context, int threads) {
    MatrixLayout layout;
    layout.userOrder = users;
    layout.itemOrder = items;
    switch (users) {
    case MatrixOrder::Count:
        layout.users = profile.usersByRank;
        break;
    case MatrixOrder::FirstSeen:
        layout.users = byFirstTime<UserIndex>(firstTimesOfUsers(x, context, threads));
        break;
    case MatrixOrder::Id:
        layout.users = byIndex<UserIndex>(x.userCount());
        break;
    }
    switch (items) {
    case MatrixOrder::Count:
        layout.items = profile.itemsByRank;
        break;
    case MatrixOrder::FirstSeen:
        layout.items = byFirstTime<ItemIndex>(firstTimesOfItems(x, context, threads));
        break;
    case MatrixOrder::Id:
        layout.items = byIndex<ItemIndex>(x.itemCount());
        break;
    }
    layout.rankOfItem.resize(layout.items.size());
    for (std::size_t rank = 0; rank < layout.items.size(); ++rank)
        layout.rankOfItem[layout.items[rank].at()] = static_cast<std::int32_t>(rank);
    return layout;
}

} // namespace recoscope
