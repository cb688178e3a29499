#include "core/split/assemble.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

/// The entries of one part, in place: their order is the data's.
std::shared_ptr<const Interactions> gather(const Interactions& x, const RowParts& parts, auto&& belongs) {
    std::vector<std::int64_t> offsets(x.offsets().size(), 0);
    BigVector<ItemIndex> items;
    BigVector<float> ratings;
    BigVector<std::int64_t> times;
    const auto count = static_cast<std::size_t>(std::ranges::count_if(parts, belongs));
    items.reserve(count);
    ratings.reserve(count);
    if (x.hasTimes()) times.reserve(count);
    for (std::size_t u = 0; u + 1 < x.offsets().size(); ++u) {
        for (auto k = static_cast<std::size_t>(x.offsets()[u]); k < static_cast<std::size_t>(x.offsets()[u + 1]); ++k) {
            if (!belongs(parts[k])) continue;
            items.push_back(x.items()[k]);
            ratings.push_back(x.ratings()[k]);
            if (x.hasTimes()) times.push_back(x.times()[k]);
        }
        offsets[u + 1] = static_cast<std::int64_t>(items.size());
    }
    return std::make_shared<const Interactions>(Interactions::fromSortedRows(
        x.userCount(), x.itemCount(), std::move(offsets), std::move(items), std::move(ratings), std::move(times)));
}

/// Drops what models could not be asked for, and notes who is held out.
void settleUsers(const Interactions& x, RowParts& parts, Split& split) {
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        const auto begin = static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u)]),
                   end = static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u) + 1]);
        std::int64_t valid = 0, test = 0;
        bool known = false;
        for (std::size_t k = begin; k < end; ++k) {
            known = known || parts[k] == RowPart::Train || parts[k] == RowPart::FoldIn;
            valid += parts[k] == RowPart::Valid ? 1 : 0;
            test += parts[k] == RowPart::Test ? 1 : 0;
        }
        if (known) continue;
        std::fill(parts.begin() + static_cast<std::ptrdiff_t>(begin), parts.begin() + static_cast<std::ptrdiff_t>(end),
                  RowPart::Dropped);
        split.droppedRows += valid + test;
        split.droppedTestRows += test;
        split.usersWithoutTrain += valid + test > 0 ? 1 : 0;
        if (test > 0) split.droppedUsers.emplace_back(u);
    }
}

double beforeShareOf(const Interactions& x, const RowParts& parts) {
    if (!x.hasTimes()) return std::nan("");
    std::int64_t before = 0, timed = 0;
    for (std::size_t u = 0; u + 1 < x.offsets().size(); ++u) {
        const auto begin = static_cast<std::size_t>(x.offsets()[u]), end = static_cast<std::size_t>(x.offsets()[u + 1]);
        std::int64_t lastLearnt = kNoTime;
        for (std::size_t k = begin; k < end; ++k)
            if (parts[k] == RowPart::Train || parts[k] == RowPart::FoldIn) lastLearnt = std::max(lastLearnt, x.times()[k]);
        for (std::size_t k = begin; k < end; ++k) {
            if (parts[k] != RowPart::Test || x.times()[k] == kNoTime) continue;
            ++timed;
            before += x.times()[k] < lastLearnt ? 1 : 0;
        }
    }
    return timed > 0 ? static_cast<double>(before) / static_cast<double>(timed) : std::nan("");
}

std::int32_t coldItemsOf(const Interactions& train, const Interactions& test) {
    std::vector<char> seen(static_cast<std::size_t>(train.itemCount()), 0);
    for (const ItemIndex item : train.items()) seen[item.at()] = 1;
    std::int32_t cold = 0;
    for (const ItemIndex item : test.items())
        if (!seen[item.at()]) {
            seen[item.at()] = 1;
            ++cold;
        }
    return cold;
}

} // namespace

Split assemble(const Interactions& x, RowParts parts, int fold) {
    Split result;
    result.fold = fold;
    settleUsers(x, parts, result);
    result.beforeShare = beforeShareOf(x, parts);
    const auto only = [&](RowPart wanted) { return gather(x, parts, [wanted](RowPart p) { return p == wanted; }); };
    result.train = only(RowPart::Train);
    result.valid = only(RowPart::Valid);
    result.test = only(RowPart::Test);
    const bool heldOut = std::ranges::find(parts, RowPart::FoldIn) != parts.end();
    if (heldOut) result.foldIn = only(RowPart::FoldIn);
    result.masked = result.valid->empty() && !heldOut
                        ? result.train
                        : gather(x, parts, [](RowPart p) { return p != RowPart::Test && p != RowPart::Dropped; });
    result.coldItems = coldItemsOf(*result.train, *result.test);
    return result;
}

RowParts partsOf(const Interactions& x, const Split& split) {
    RowParts parts(x.size(), RowPart::Dropped);
    const auto mark = [&](const Interactions* part, RowPart letter) {
        if (!part || part->empty()) return;
        for (std::int32_t u = 0; u < x.userCount(); ++u) {
            auto k = static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u)]);
            for (const ItemIndex item : part->row(UserIndex{u}).items) {
                while (x.items()[k] != item) ++k;
                parts[k++] = letter;
            }
        }
    };
    mark(split.train.get(), RowPart::Train);
    mark(split.valid.get(), RowPart::Valid);
    mark(split.test.get(), RowPart::Test);
    mark(split.foldIn.get(), RowPart::FoldIn);
    return parts;
}

bool Split::isHeldOut(UserIndex user) const {
    return foldIn && (std::ranges::binary_search(testUsers, user) || std::ranges::binary_search(validUsers, user));
}

Interactions::Row Split::historyOf(UserIndex user) const { return isHeldOut(user) ? foldIn->row(user) : train->row(user); }

} // namespace recoscope
