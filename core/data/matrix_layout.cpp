#include "core/data/matrix_layout.h"
#include "core/data/first_times.h"
#include <algorithm>

namespace recoscope {
namespace {

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
