#include "core/data/overlap.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <span>

namespace recoscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int32_t kMost = kOverlapSteps.back();

/// Pairs by what they have in common; the last place counts all that have kMost or more.
using Histogram = std::array<std::int64_t, kMost + 1>;

/// One side of the matrix: what each member has, and who has each of that (ascending).
template <class Member, class Thing>
struct Side {
    std::span<const std::int64_t> thingsAt;
    std::span<const Thing> things;
    std::span<const std::int64_t> holdersAt;
    std::span<const Member> holders;

    [[nodiscard]] std::size_t members() const { return thingsAt.size() - 1; }
    [[nodiscard]] std::span<const Thing> thingsOf(std::size_t member) const {
        return things.subspan(static_cast<std::size_t>(thingsAt[member]),
                              static_cast<std::size_t>(thingsAt[member + 1] - thingsAt[member]));
    }
    [[nodiscard]] std::span<const Member> holdersOf(Thing thing) const {
        return holders.subspan(static_cast<std::size_t>(holdersAt[thing.at()]),
                               static_cast<std::size_t>(holdersAt[thing.at() + 1] - holdersAt[thing.at()]));
    }
    /// Increments that comparing every pair once takes.
    [[nodiscard]] double work() const {
        double sum = 0;
        for (std::size_t t = 0; t + 1 < holdersAt.size(); ++t) {
            const auto c = static_cast<double>(holdersAt[t + 1] - holdersAt[t]);
            sum += c * (c - 1) / 2;
        }
        return sum;
    }
};

/// Tells from any thread how many of the members are compared.
class Compared {
public:
    Compared(std::size_t members, const TaskContext& context) : m_members(static_cast<double>(members)), m_context(context) {}
    void add(std::size_t members) {
        const std::size_t done = m_done.fetch_add(members, std::memory_order_relaxed) + members;
        m_context.report(static_cast<double>(done) / m_members, "comparing pairs");
    }

private:
    double m_members;
    const TaskContext& m_context;
    std::atomic<std::size_t> m_done{0};
};

/// Adds the pairs of `member` with those before it (`onlyBefore`) or with all others. `common` has a zero for each member, and
/// has it again afterwards.
template <class Member, class Thing>
void comparePairs(const Side<Member, Thing>& side, std::size_t member, bool onlyBefore, std::vector<std::int32_t>& common,
                  Histogram& histogram) {
    const Member self{member};
    std::int64_t steps = 0;
    for (const Thing thing : side.thingsOf(member)) {
        std::span<const Member> holders = side.holdersOf(thing);
        if (onlyBefore) holders = {holders.begin(), std::ranges::lower_bound(holders, self)};
        for (const Member other : holders) ++common[other.at()];
        steps += static_cast<std::int64_t>(holders.size());
    }
    common[member] = 0;
    const std::size_t others = onlyBefore ? member : side.members() - 1;
    std::int64_t sharing = 0;
    const auto take = [&](std::int32_t& count) {
        if (count == 0) return;
        ++histogram[static_cast<std::size_t>(std::min(count, kMost))];
        ++sharing;
        count = 0;
    };
    if (steps >= static_cast<std::int64_t>(others))
        for (std::size_t other = 0; other < (onlyBefore ? member : side.members()); ++other) take(common[other]);
    else // few in a large crowd: only those who were met
        for (const Thing thing : side.thingsOf(member))
            for (const Member other : side.holdersOf(thing)) take(common[other.at()]);
    histogram[0] += static_cast<std::int64_t>(others) - sharing;
}

template <class Member, class Thing>
void countAll(const Side<Member, Thing>& side, Overlap& overlap, int threads, const TaskContext& context) {
    const auto workers = static_cast<std::size_t>(workerCount(threads));
    std::vector<std::vector<std::int32_t>> common(workers);
    std::vector<Histogram> histograms(workers, Histogram{});
    Compared compared(side.members(), context);
    parallelForWorkers(side.members(), 8, threads, context, [&](int worker, std::size_t begin, std::size_t end) {
        const auto w = static_cast<std::size_t>(worker);
        common[w].resize(side.members());
        for (std::size_t member = begin; member < end && !context.stopRequested(); ++member)
            comparePairs(side, member, true, common[w], histograms[w]);
        compared.add(end - begin);
    });
    std::int64_t pairs = 0;
    std::size_t step = kOverlapSteps.size();
    for (std::int32_t count = kMost; count >= 0; --count) {
        for (const Histogram& histogram : histograms) pairs += histogram[static_cast<std::size_t>(count)];
        if (kOverlapSteps[step - 1] != count) continue;
        --step;
        overlap.steps[step].pairs = pairs;
        overlap.steps[step].share =
            overlap.allPairs > 0 ? static_cast<double>(pairs) / static_cast<double>(overlap.allPairs) : kNaN;
    }
}

std::vector<std::int32_t> drawn(std::int64_t count, std::size_t members, std::uint64_t seed) {
    std::vector<std::int32_t> all(members);
    for (std::size_t k = 0; k < members; ++k) all[k] = static_cast<std::int32_t>(k);
    Random random(deriveSeed(seed, "overlap"));
    for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
        std::swap(all[k], all[k + static_cast<std::size_t>(random.below(members - k))]);
    all.resize(static_cast<std::size_t>(count));
    return all;
}

/// Mean and standard error of each step's share over the members drawn.
void estimate(const std::vector<std::array<double, kOverlapSteps.size()>>& shares, Overlap& overlap) {
    const auto n = static_cast<double>(shares.size());
    for (std::size_t s = 0; s < kOverlapSteps.size(); ++s) {
        double sum = 0, squares = 0;
        for (const auto& share : shares) sum += share[s];
        const double mean = sum / n;
        for (const auto& share : shares) squares += (share[s] - mean) * (share[s] - mean);
        OverlapStep& step = overlap.steps[s];
        step.share = mean;
        step.standardError =
            shares.size() > 1 ? std::sqrt(squares / (n - 1) / n * (1 - n / static_cast<double>(overlap.members))) : kNaN;
        step.pairs = std::llround(mean * static_cast<double>(overlap.allPairs));
    }
}

template <class Member, class Thing>
void countDrawn(const Side<Member, Thing>& side, Overlap& overlap, const OverlapOptions& options, const TaskContext& context) {
    const std::vector<std::int32_t> members = drawn(overlap.drawn, side.members(), options.seed);
    std::vector<std::array<double, kOverlapSteps.size()>> shares(members.size());
    std::vector<std::vector<std::int32_t>> common(static_cast<std::size_t>(workerCount(options.threads)));
    Compared compared(members.size(), context);
    parallelForWorkers(members.size(), 1, options.threads, context, [&](int worker, std::size_t k, std::size_t) {
        std::vector<std::int32_t>& counts = common[static_cast<std::size_t>(worker)];
        counts.resize(side.members());
        Histogram histogram{};
        comparePairs(side, static_cast<std::size_t>(members[k]), false, counts, histogram);
        compared.add(1);
        for (std::size_t s = 0; s < kOverlapSteps.size(); ++s) {
            std::int64_t pairs = 0;
            for (auto count = static_cast<std::size_t>(kOverlapSteps[s]); count < histogram.size(); ++count)
                pairs += histogram[count];
            shares[k][s] = static_cast<double>(pairs) / static_cast<double>(side.members() - 1);
        }
    });
    estimate(shares, overlap);
}

template <class Member, class Thing>
Overlap overlapOfSide(const Side<Member, Thing>& side, OverlapSide name, const OverlapOptions& options,
                      const TaskContext& context) {
    Overlap overlap;
    overlap.side = name;
    overlap.members = static_cast<std::int64_t>(side.members());
    overlap.allPairs = overlap.members * (overlap.members - 1) / 2;
    overlap.drawn = overlap.members;
    for (const std::int32_t atLeast : kOverlapSteps) overlap.steps.push_back({atLeast, kNaN, 0, 0});
    if (overlap.members < 2) return overlap;
    const double work = side.work(), budget = static_cast<double>(options.budget);
    if (work > budget) {
        const double perMember = 2 * work / static_cast<double>(overlap.members);
        overlap.drawn = std::clamp<std::int64_t>(static_cast<std::int64_t>(budget / perMember),
                                                 std::min(options.fewest, overlap.members), overlap.members);
    }
    if (overlap.isExact())
        countAll(side, overlap, options.threads, context);
    else
        countDrawn(side, overlap, options, context);
    return overlap;
}

} // namespace

Overlap overlapOf(const Interactions& x, OverlapSide side, const OverlapOptions& options, const TaskContext& context) {
    std::vector<std::int64_t> usersAt(static_cast<std::size_t>(x.itemCount()) + 1);
    BigVector<UserIndex> users(x.size());
    for (const ItemIndex item : x.items()) ++usersAt[item.at() + 1];
    for (std::size_t i = 1; i < usersAt.size(); ++i) usersAt[i] += usersAt[i - 1];
    std::vector<std::int64_t> next(usersAt.begin(), usersAt.end() - 1);
    for (std::int32_t u = 0; u < x.userCount() && !context.stopRequested(); ++u)
        for (const ItemIndex item : x.row(UserIndex{u}).items) users[static_cast<std::size_t>(next[item.at()]++)] = UserIndex{u};
    if (context.stopRequested()) return {};
    const std::span<const UserIndex> byItem{users.data(), users.size()};
    if (side == OverlapSide::Users)
        return overlapOfSide(Side<UserIndex, ItemIndex>{x.offsets(), x.items(), usersAt, byItem}, side, options, context);
    return overlapOfSide(Side<ItemIndex, UserIndex>{usersAt, byItem, x.offsets(), x.items()}, side, options, context);
}

} // namespace recoscope
