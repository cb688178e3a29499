#include "core/split/split.h"
#include "core/base/random.h"
#include "core/split/assemble.h"
#include <algorithm>
#include <numeric>
#include <optional>

namespace recoscope {
namespace {

using enum RowPart;
constexpr std::size_t kSmallHistory = 3; ///< From here on every asked-for part gets at least one row.

/// A share like 0.1 of 30 is 3, not 2.999...: a hair of slack before the floor.
std::size_t floorOf(double share, std::size_t n) { return static_cast<std::size_t>(share * static_cast<double>(n) + 1e-9); }

struct Counts {
    std::size_t test = 0, valid = 0;
};

/// Sizes within one user: shares by floor, from three rows on at least one each.
Counts countsWithin(std::size_t n, const SplitSpec& spec) {
    if (spec.kind == SplitKind::LeaveLastOut || spec.kind == SplitKind::LeaveOneOut)
        return {n >= 2 ? 1U : 0U, spec.valid > 0 && n >= kSmallHistory ? 1U : 0U};
    Counts c{floorOf(spec.test, n), floorOf(spec.valid, n)};
    if (n >= kSmallHistory) {
        c.test = std::max<std::size_t>(c.test, 1);
        if (spec.valid > 0) c.valid = std::max<std::size_t>(c.valid, 1);
    }
    if (spec.kind == SplitKind::PerUserTemporal && spec.valid == 0) {
        // "The first floor((1 - test) n) are train": without a validation part the test part is what is left of it.
        const std::size_t kept = floorOf(1 - spec.test, n);
        c.test = n - std::min(n, std::max<std::size_t>(kept, n > 1 ? 1 : n));
    }
    return c;
}

std::vector<std::uint32_t> shuffled(std::size_t n, std::uint64_t seed) {
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    Random(seed).shuffle(std::span(order));
    return order;
}

RowParts cutHoldout(const Interactions& x, const SplitSpec& spec, std::uint64_t seed) {
    const std::vector<std::uint32_t> order = shuffled(x.size(), deriveSeed(seed, "split.holdout"));
    const std::size_t test = floorOf(spec.test, x.size()), valid = floorOf(spec.valid, x.size());
    RowParts parts(x.size(), Train);
    for (std::size_t k = 0; k < test + valid; ++k) parts[order[k]] = k < test ? Test : Valid;
    return parts;
}

/// One cut in time for everyone: the latest rows of all are test, those before them validation.
RowParts cutTime(const Interactions& x, const SplitSpec& spec, const TimeOrder& order) {
    const std::size_t n = x.size(), test = floorOf(spec.test, n), valid = floorOf(spec.valid, n);
    RowParts parts(n, Train);
    for (std::size_t k = n - test - valid; k < n; ++k) parts[order.everyone[k]] = k < n - test ? Valid : Test;
    return parts;
}

/// The user's positions in the data, shuffled; the last ones are taken out.
std::vector<std::size_t> shuffledRow(const Interactions& x, std::int32_t user, std::uint64_t seed) {
    std::vector<std::size_t> order(x.rowSize(UserIndex{user}));
    std::iota(order.begin(), order.end(), static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(user)]));
    Random(deriveSeed(seed, "split.user", static_cast<std::uint64_t>(user))).shuffle(std::span(order));
    return order;
}

/// The kinds that cut each user's rows: by time, or at random.
RowParts cutEachUser(const Interactions& x, const SplitSpec& spec, std::uint64_t seed, const TimeOrder* byTime) {
    RowParts parts(x.size(), Train);
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        std::vector<std::size_t> order;
        if (byTime) {
            const auto begin = byTime->own.begin() + x.offsets()[static_cast<std::size_t>(u)];
            order.assign(begin, begin + static_cast<std::ptrdiff_t>(x.rowSize(UserIndex{u})));
        } else
            order = shuffledRow(x, u, seed);
        const std::size_t n = order.size();
        const Counts c = countsWithin(n, spec);
        for (std::size_t k = 0; k < c.test; ++k) parts[order[n - 1 - k]] = Test;
        for (std::size_t k = c.test; k < std::min(n, c.test + c.valid); ++k) parts[order[n - 1 - k]] = Valid;
    }
    return parts;
}

/// Held-out users: some are tested, some validate; a random share of their rows is hidden, the rest is folded in.
struct HeldOut {
    RowParts parts;
    std::vector<UserIndex> testUsers, validUsers;
};
HeldOut cutUsers(const Interactions& x, const SplitSpec& spec, std::uint64_t seed) {
    HeldOut result{RowParts(x.size(), Train), {}, {}};
    const auto users = static_cast<std::size_t>(x.userCount());
    const std::vector<std::uint32_t> order = shuffled(users, deriveSeed(seed, "split.users"));
    const std::size_t test = floorOf(spec.test, users), valid = floorOf(spec.valid, users);
    for (std::size_t k = 0; k < test + valid; ++k) {
        const auto user = static_cast<std::int32_t>(order[k]);
        (k < test ? result.testUsers : result.validUsers).emplace_back(user);
        const std::vector<std::size_t> rows = shuffledRow(x, user, seed);
        const std::size_t n = rows.size();
        std::size_t hidden = std::min(floorOf(spec.hidden, n), n > 0 ? n - 1 : 0);
        if (n >= kSmallHistory) hidden = std::max<std::size_t>(hidden, 1);
        for (std::size_t r = 0; r < n; ++r) result.parts[rows[r]] = r + hidden < n ? FoldIn : k < test ? Test : Valid;
    }
    std::ranges::sort(result.testUsers);
    std::ranges::sort(result.validUsers);
    return result;
}

/// Every folds-th of the shuffled rows is test; of the others the first ones are validation, a share of the whole.
RowParts cutFold(const Interactions& x, const SplitSpec& spec, std::uint64_t seed, int fold) {
    const std::vector<std::uint32_t> order = shuffled(x.size(), deriveSeed(seed, "split.kfold"));
    RowParts parts(order.size(), Train);
    std::size_t valid = floorOf(spec.valid, order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const bool test = static_cast<int>(k % static_cast<std::size_t>(spec.folds)) == fold;
        if (test)
            parts[order[k]] = Test;
        else if (valid > 0) {
            parts[order[k]] = Valid;
            --valid;
        }
    }
    return parts;
}

bool isTemporal(SplitKind kind) {
    return kind == SplitKind::PerUserTemporal || kind == SplitKind::LeaveLastOut || kind == SplitKind::Temporal;
}

RowParts allTrain(const Interactions& x) {
    RowParts parts(x.size(), Train);
    return parts;
}

RowParts cut(const Interactions& x, const SplitSpec& spec, std::uint64_t seed, int fold, const TimeOrder* order) {
    switch (spec.kind) {
    case SplitKind::None:
        return allTrain(x);
    case SplitKind::Holdout:
        return cutHoldout(x, spec, seed);
    case SplitKind::Temporal:
        return cutTime(x, spec, *order);
    case SplitKind::KFold:
        return cutFold(x, spec, seed, fold);
    default:
        return cutEachUser(x, spec, seed, isTemporal(spec.kind) ? order : nullptr);
    }
}

} // namespace

Result<Split> makeSplit(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed, int fold, const TaskContext& context,
                        const TimeOrder* order) {
    const Interactions& x = *dataset.interactions;
    if (x.size() < 2)
        return Error{ErrorKind::InvalidInput, "There are too few ratings to split: at least 2 are needed.", "split"};
    if (isTemporal(spec.kind) && !x.hasTimes())
        return Error{ErrorKind::InvalidInput,
                     "This data has no times, so it cannot be split by time: choose per-user or holdout.", "split"};
    std::optional<TimeOrder> made;
    if (isTemporal(spec.kind) && !order) order = &made.emplace(TimeOrder::of(x));
    Split split;
    if (spec.kind == SplitKind::Users) {
        HeldOut heldOut = cutUsers(x, spec, seed);
        split = assemble(x, std::move(heldOut.parts), 0);
        split.testUsers = std::move(heldOut.testUsers);
        split.validUsers = std::move(heldOut.validUsers);
    } else if (spec.kind == SplitKind::Predefined) {
        auto published = cutPredefined(dataset, spec, context);
        if (!published) return published.as<Split>();
        split = assemble(x, std::move(published.value().parts), fold);
        split.warnings = std::move(published.value().warnings);
    } else {
        split = assemble(x, cut(x, spec, seed, fold, order), fold);
    }
    if (context.stopRequested()) return Cancelled{};
    if (spec.kind != SplitKind::None && fold == 0 && split.test->empty()) {
        const std::string why = split.droppedTestRows > 0
                                    ? "every tested user is unknown to the training part: take another kind."
                                    : "take a larger share.";
        return Error{ErrorKind::InvalidInput, "This split leaves nothing to test on: " + why, "split"};
    }
    if (spec.kind != SplitKind::None && split.train->empty())
        return Error{ErrorKind::InvalidInput, "This split leaves nothing to learn from: take smaller shares.", "split"};
    return split;
}

Result<std::vector<Split>> makeSplits(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed,
                                      const TaskContext& context) {
    std::vector<Split> splits;
    const int folds = spec.kind == SplitKind::KFold ? spec.folds : 1;
    for (int fold = 0; fold < folds; ++fold) {
        auto made = makeSplit(dataset, spec, seed, fold, context);
        if (!made) return made.as<std::vector<Split>>();
        splits.push_back(std::move(made).value());
    }
    return splits;
}

} // namespace recoscope
