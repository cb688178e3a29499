#include "core/data/synthetic/make_truth.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include <algorithm>
#include <cmath>
#include <functional>

namespace recoscope {
namespace {

constexpr double kFameSpread = 1.6, kFameCap = 3;  ///< Log-normal; the cap in deviations.
constexpr double kOwnTaste = 0.45, kOwnKind = 0.5; ///< How far users and items stand from the middle of their genres.
constexpr double kSecondGenre = 0.35;
constexpr std::size_t kUsersPerBlock = 512;
constexpr int kAsked = 8; ///< Candidates looked at for each friend.

using Vector = std::vector<double>;

std::uint64_t seedOf(const WorldSpec& spec, std::string_view purpose, std::uint64_t index = 0) {
    return deriveSeed(static_cast<std::uint64_t>(spec.seed), purpose, index);
}

Vector direction(std::size_t n, Random& random) {
    Vector v(n);
    for (double& x : v) x = random.normal() / std::sqrt(static_cast<double>(n));
    return v;
}

void normalise(Vector& v) {
    double sum = 0;
    for (const double x : v) sum += x * x;
    const double length = std::sqrt(std::max(sum, 1e-12));
    for (double& x : v) x /= length;
}

void add(Vector& to, const Vector& what, double times) {
    for (std::size_t k = 0; k < to.size(); ++k) to[k] += times * what[k];
}

void append(std::vector<float>& all, const Vector& row) {
    for (const double x : row) all.push_back(static_cast<float>(x));
}

/// Directions of length 1, square to each other as far as there is room.
std::vector<Vector> makeGenres(const WorldSpec& spec) {
    Random random(seedOf(spec, "world.genres"));
    const auto n = static_cast<std::size_t>(spec.factors);
    std::vector<Vector> centres;
    for (std::size_t g = 0; g < static_cast<std::size_t>(spec.genres); ++g) {
        Vector v = direction(n, random);
        for (std::size_t h = 0; h < std::min(g, n - 1) && g < n; ++h) {
            double along = 0;
            for (std::size_t k = 0; k < n; ++k) along += v[k] * centres[h][k];
            add(v, centres[h], -along);
        }
        normalise(v);
        centres.push_back(std::move(v));
    }
    return centres;
}

void makeItems(const WorldSpec& spec, const std::vector<Vector>& centres, WorldTruth& truth) {
    Random random(seedOf(spec, "world.items")), times(seedOf(spec, "world.arrivals"));
    const auto count = static_cast<std::size_t>(spec.items);
    const auto late = static_cast<std::size_t>(spec.lateItems * static_cast<double>(count));
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    times.shuffle(std::span(order));
    truth.arrival.assign(count, 0);
    for (std::size_t k = 0; k < late; ++k) truth.arrival[order[k]] = static_cast<float>(0.5 + 0.45 * times.uniform());
    truth.genreFame.assign(centres.size(), 0);
    truth.genreSize.assign(centres.size(), 0);
    std::vector<double> famePer(centres.size(), 0), sizePer(centres.size(), 0);
    for (std::size_t i = 0; i < count; ++i) {
        const auto first = static_cast<std::uint16_t>(random.below(centres.size()));
        const auto other = static_cast<std::uint16_t>(random.below(centres.size()));
        const bool two = random.uniform() < kSecondGenre && other != first;
        Vector v = centres[first];
        if (two) add(v, centres[other], 1);
        normalise(v);
        add(v, direction(v.size(), random), kOwnKind);
        normalise(v);
        append(truth.items, v);
        truth.genres.push_back({first, two ? other : WorldTruth::kNoGenre});
        truth.itemBias.push_back(static_cast<float>(spec.itemBias * random.normal()));
        truth.fame.push_back(static_cast<float>(std::exp(spec.exposure * kFameSpread * std::min(random.normal(), kFameCap))));
        for (const std::uint16_t g : truth.genres.back()) {
            if (g == WorldTruth::kNoGenre) continue;
            famePer[g] += static_cast<double>(truth.fame.back()) / (two ? 2 : 1);
            sizePer[g] += two ? 0.5 : 1;
        }
    }
    for (std::size_t g = 0; g < centres.size(); ++g) {
        truth.genreFame[g] = static_cast<float>(famePer[g]);
        truth.genreSize[g] = static_cast<float>(sizePer[g]);
    }
}

/// Two genres liked, one not, and something of one's own; of grey sheep only that.
Vector makeTaste(const std::vector<Vector>& centres, bool grey, Random& random) {
    Vector v(centres[0].size(), 0);
    const std::size_t loved = random.below(centres.size()), liked = random.below(centres.size()),
                      disliked = random.below(centres.size());
    add(v, centres[loved], 1);
    add(v, centres[liked], 0.5);
    add(v, centres[disliked], -0.4);
    const Vector own = direction(v.size(), random);
    if (grey) std::ranges::fill(v, 0);
    add(v, own, kOwnTaste);
    normalise(v);
    return v;
}

void makeUsers(const WorldSpec& spec, const std::vector<Vector>& centres, WorldTruth& truth) {
    const auto count = static_cast<std::size_t>(spec.users);
    const auto mark = [&](const char* purpose, double share, std::vector<char>& marks) {
        Random random(seedOf(spec, purpose));
        std::vector<std::size_t> order(count);
        for (std::size_t u = 0; u < count; ++u) order[u] = u;
        random.shuffle(std::span(order));
        marks.assign(count, 0);
        for (std::size_t k = 0; k < static_cast<std::size_t>(share * static_cast<double>(count)); ++k) marks[order[k]] = 1;
    };
    mark("world.grey", spec.greySheep, truth.greySheep);
    mark("world.newcomers", spec.lateUsers, truth.newcomer);
    for (std::size_t u = 0; u < count; ++u) {
        Random random(seedOf(spec, "world.taste", u));
        append(truth.users, makeTaste(centres, truth.greySheep[u], random));
        truth.userBias.push_back(static_cast<float>(spec.userBias * random.normal()));
        if (spec.drift > 0) append(truth.usersLater, makeTaste(centres, truth.greySheep[u], random));
    }
}

/// Each user asks some at random and keeps the most alike.
Result<> makeFriends(const WorldSpec& spec, WorldTruth& truth, const TaskContext& context) {
    if (spec.friends == 0 || truth.userCount() < 2) return Done{};
    const std::size_t count = truth.userCount(), f = truth.factors;
    const auto alike = [&](std::size_t a, std::size_t b) {
        double sum = 0;
        for (std::size_t k = 0; k < f; ++k)
            sum += static_cast<double>(truth.users[a * f + k]) * static_cast<double>(truth.users[b * f + k]);
        return sum;
    };
    using Edges = std::vector<std::pair<UserIndex, UserIndex>>;
    std::vector<Edges> found((count + kUsersPerBlock - 1) / kUsersPerBlock);
    const bool finished = parallelFor(count, kUsersPerBlock, 0, context, [&](std::size_t begin, std::size_t end) {
        std::vector<std::pair<double, std::size_t>> asked;
        for (std::size_t u = begin; u < end; ++u) {
            Random random(seedOf(spec, "world.friends", u));
            const auto half = static_cast<std::size_t>(spec.friends / 2);
            const std::size_t wanted = half + (spec.friends % 2 ? random.below(2) : 0);
            asked.clear();
            for (std::size_t k = 0; k < kAsked * wanted; ++k)
                if (const std::size_t v = random.below(count); v != u) asked.emplace_back(alike(u, v), v);
            std::ranges::sort(asked, std::greater<>{});
            asked.erase(std::ranges::unique(asked).begin(), asked.end());
            for (std::size_t k = 0; k < std::min(wanted, asked.size()); ++k)
                found[begin / kUsersPerBlock].emplace_back(UserIndex{std::min(u, asked[k].second)},
                                                           UserIndex{std::max(u, asked[k].second)});
        }
    });
    if (!finished) return Cancelled{};
    for (const Edges& edges : found) truth.friends.insert(truth.friends.end(), edges.begin(), edges.end());
    std::ranges::sort(truth.friends);
    truth.friends.erase(std::ranges::unique(truth.friends).begin(), truth.friends.end());
    return Done{};
}

} // namespace

Result<std::shared_ptr<const WorldTruth>> makeTruth(const WorldSpec& spec, const TaskContext& context) {
    auto truth = std::make_shared<WorldTruth>();
    truth->spec = spec;
    truth->factors = static_cast<std::size_t>(spec.factors);
    const std::vector<Vector> centres = makeGenres(spec);
    for (const Vector& centre : centres) append(truth->genreCentres, centre);
    makeItems(spec, centres, *truth);
    if (context.stopRequested()) return Cancelled{};
    context.report(0.3, "people and their tastes");
    makeUsers(spec, centres, *truth);
    if (auto friends = makeFriends(spec, *truth, context); !friends) return friends.as<std::shared_ptr<const WorldTruth>>();
    return std::shared_ptr<const WorldTruth>(std::move(truth));
}

} // namespace recoscope
