#include "core/split/split.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/load.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/source.h"
#include <algorithm>
#include <filesystem>
#include <numeric>

namespace recoscope {
namespace {

enum Part : std::uint8_t { Train, Valid, Test, Dropped };
constexpr std::size_t kSmallHistory = 3; ///< From here on every asked-for part gets at least one row.

/// Rows by part, as one letter an interaction in CSR order.
using Parts = std::vector<Part>;

struct Counts {
    std::size_t test = 0, valid = 0;
};

/// Shares by floor; a user with three rows or more gives at least one to each part. Without `perUser` plain floors.
Counts countsFor(std::size_t n, const SplitSpec& spec, bool perUser) {
    // A share like 0.1 of 30 is 3, not 2.999...: a hair of slack before the floor.
    const auto floorOf = [n](double share) { return static_cast<std::size_t>(share * static_cast<double>(n) + 1e-9); };
    Counts c{floorOf(spec.test), floorOf(spec.valid)};
    if (perUser && n >= kSmallHistory) {
        c.test = std::max<std::size_t>(c.test, 1);
        if (spec.valid > 0) c.valid = std::max<std::size_t>(c.valid, 1);
    }
    return c;
}

/// Positions of a user's rows from earliest to latest: by time, then item.
std::vector<std::size_t> byTime(const Interactions& x, UserIndex user) {
    std::vector<std::size_t> order(x.rowSize(user));
    std::iota(order.begin(), order.end(), static_cast<std::size_t>(x.offsets()[user.at()]));
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return x.times()[k]; });
    return order;
}

Parts cutHoldout(const Interactions& x, const SplitSpec& spec, std::uint64_t seed) {
    std::vector<std::uint32_t> order(x.size());
    std::iota(order.begin(), order.end(), 0U);
    Random(deriveSeed(seed, "split.holdout")).shuffle(std::span(order));
    const Counts c = countsFor(x.size(), spec, false);
    Parts parts(x.size(), Train);
    for (std::size_t k = 0; k < c.test; ++k) parts[order[k]] = Test;
    for (std::size_t k = c.test; k < c.test + c.valid; ++k) parts[order[k]] = Valid;
    return parts;
}

/// The per-user kinds: `order` says which rows of a user come last.
Parts cutUsers(const Interactions& x, const SplitSpec& spec, std::uint64_t seed) {
    Parts parts(x.size(), Train);
    const bool temporal = spec.kind == SplitKind::PerUserTemporal || spec.kind == SplitKind::LeaveLastOut;
    const bool single = spec.kind == SplitKind::LeaveLastOut || spec.kind == SplitKind::LeaveOneOut;
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        const UserIndex user{u};
        std::vector<std::size_t> order;
        if (temporal)
            order = byTime(x, user);
        else {
            order.resize(x.rowSize(user));
            std::iota(order.begin(), order.end(), static_cast<std::size_t>(x.offsets()[user.at()]));
            Random(deriveSeed(seed, "split.user", static_cast<std::uint64_t>(u))).shuffle(std::span(order));
        }
        const std::size_t n = order.size();
        Counts c = countsFor(n, spec, true);
        if (single)
            c = {n >= 2 ? 1U : 0U, spec.valid > 0 && n >= kSmallHistory ? 1U : 0U};
        else if (spec.kind == SplitKind::PerUserTemporal) {
            // "The first floor((1 - test) n) are train": the test part is what is left of it.
            const auto kept = static_cast<std::size_t>((1 - spec.test) * static_cast<double>(n) + 1e-9);
            c.test = n - std::min(n, std::max<std::size_t>(kept, n > 1 ? 1 : n));
        }
        for (std::size_t k = 0; k < c.test; ++k) parts[order[n - 1 - k]] = Test;
        for (std::size_t k = c.test; k < std::min(n, c.test + c.valid); ++k) parts[order[n - 1 - k]] = Valid;
    }
    return parts;
}

/// Every folds-th of the shuffled rows is test; of the others the first ones are validation, a share of the whole.
Parts cutFold(const std::vector<std::uint32_t>& order, const SplitSpec& spec, int fold) {
    Parts parts(order.size(), Train);
    std::size_t valid = countsFor(order.size(), spec, false).valid;
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

/// Builds the three matrices; users without train rows are dropped from the other parts and counted.
Split assemble(const Interactions& x, Parts parts, int fold) {
    Split result;
    result.fold = fold;
    std::vector<Interaction> rows[3], masked;
    std::vector<char> inTrain(static_cast<std::size_t>(x.itemCount()), 0);
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        const auto begin = static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u)]),
                   end = static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(u) + 1]);
        if (std::any_of(parts.begin() + static_cast<std::ptrdiff_t>(begin), parts.begin() + static_cast<std::ptrdiff_t>(end),
                        [](Part p) { return p == Train; }))
            continue;
        std::int64_t dropped = 0;
        for (std::size_t k = begin; k < end; ++k) {
            dropped += parts[k] != Dropped ? 1 : 0;
            parts[k] = Dropped;
        }
        result.droppedRows += dropped;
        result.usersWithoutTrain += dropped > 0 ? 1 : 0;
    }
    std::size_t k = 0;
    for (const Interaction& row : x.toRows()) {
        const Part part = parts[k++];
        if (part == Dropped) continue;
        rows[part].push_back(row);
        if (part != Test) masked.push_back(row);
        if (part == Train) inTrain[row.item.at()] = 1;
    }
    std::vector<char> cold(inTrain.size(), 0);
    for (const Interaction& row : rows[Test])
        if (!inTrain[row.item.at()] && !cold[row.item.at()]) {
            cold[row.item.at()] = 1;
            ++result.coldItems;
        }
    const auto build = [&](const std::vector<Interaction>& r) {
        return std::make_shared<const Interactions>(Interactions::fromRows(x.userCount(), x.itemCount(), r, x.hasTimes()));
    };
    result.train = build(rows[Train]);
    result.valid = build(rows[Valid]);
    result.test = build(rows[Test]);
    result.masked = rows[Valid].empty() ? result.train : build(masked);
    return result;
}

/// Reads one part of a predefined split and marks its pairs. Pairs that the data set does not hold are an error: it must be the
/// union of the parts.
Result<> markFile(const Dataset& dataset, const std::string& name, Part part, Parts& parts, const TaskContext& context) {
    const std::string path = findPart(dataset.path, name);
    if (path.empty())
        return Error{ErrorKind::Io,
                     "The split's file " + name + " cannot be read: it is neither at that path nor in the folder of " +
                         dataset.path + ".",
                     name};
    const SourceFile file{path, {}, std::filesystem::path(path).filename().string(), 0};
    auto bytes = readSource(file, 0, context);
    if (!bytes) return bytes.as<Done>();
    const Decoded decoded = decode(std::move(bytes).value(), {});
    auto finding = judge(decoded.text, sniff(decoded.text, {}, nullptr), {});
    if (!finding) return finding.as<Done>();
    LoadReport report;
    finding.value().kind = TableKind::Ratings;
    auto rows = readRatings(decoded.text, finding.value(), file.name, report, context);
    if (!rows) return rows.as<Done>();
    const Interactions& x = *dataset.interactions;
    for (const Interaction& row : rows.value().rows) {
        const std::string& user = rows.value().userIds[row.user.at()];
        const std::string& item = rows.value().itemIds[row.item.at()];
        const auto u = dataset.users.find(user), i = dataset.items.find(item);
        if (!u || !i || !x.contains(UserIndex{*u}, ItemIndex{*i})) {
            if (!dataset.report.filters.empty()) continue; // filtered away on opening
            return Error{ErrorKind::InvalidInput,
                         file.name + " holds user " + user + " with item " + item +
                             ", which the open data does not: open the file or folder that holds all parts.",
                         file.name};
        }
        const auto items = x.row(UserIndex{*u}).items;
        const auto at = static_cast<std::size_t>(std::ranges::lower_bound(items, ItemIndex{*i}) - items.begin());
        parts[static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(*u)]) + at] = part;
    }
    return Done{};
}

Result<Parts> cutPredefined(const Dataset& dataset, const SplitSpec& spec, const TaskContext& context) {
    Parts parts(dataset.interactions->size(), Dropped);
    for (const auto& [name, part] : {std::pair{spec.trainFile, Train}, {spec.validFile, Valid}, {spec.testFile, Test}}) {
        if (name.empty()) continue;
        if (auto marked = markFile(dataset, name, part, parts, context); !marked) return marked.as<Parts>();
    }
    return parts;
}

} // namespace

Result<std::vector<Split>> makeSplits(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed,
                                      const TaskContext& context) {
    using Splits = std::vector<Split>;
    const Interactions& x = *dataset.interactions;
    if (x.size() < 2)
        return Error{ErrorKind::InvalidInput, "There are too few ratings to split: at least 2 are needed.", "split"};
    const bool temporal = spec.kind == SplitKind::PerUserTemporal || spec.kind == SplitKind::LeaveLastOut;
    if (temporal && !x.hasTimes())
        return Error{ErrorKind::InvalidInput,
                     "This data has no times, so it cannot be split by time: choose per-user or holdout.", "split"};
    Splits splits;
    switch (spec.kind) {
    case SplitKind::None: {
        splits.push_back(assemble(x, Parts(x.size(), Train), 0));
        break;
    }
    case SplitKind::Holdout:
        splits.push_back(assemble(x, cutHoldout(x, spec, seed), 0));
        break;
    case SplitKind::KFold: {
        std::vector<std::uint32_t> order(x.size());
        std::iota(order.begin(), order.end(), 0U);
        Random(deriveSeed(seed, "split.kfold")).shuffle(std::span(order));
        for (int fold = 0; fold < spec.folds; ++fold) {
            if (context.stopRequested()) return Cancelled{};
            splits.push_back(assemble(x, cutFold(order, spec, fold), fold));
        }
        break;
    }
    case SplitKind::Predefined: {
        auto parts = cutPredefined(dataset, spec, context);
        if (!parts) return parts.as<Splits>();
        splits.push_back(assemble(x, std::move(parts).value(), 0));
        break;
    }
    default:
        splits.push_back(assemble(x, cutUsers(x, spec, seed), 0));
    }
    if (context.stopRequested()) return Cancelled{};
    if (spec.kind != SplitKind::None && splits[0].test->empty())
        return Error{ErrorKind::InvalidInput, "This split leaves nothing to test on: take a larger share.", "split"};
    return splits;
}

} // namespace recoscope
