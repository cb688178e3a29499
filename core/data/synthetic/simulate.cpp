#include "core/data/synthetic/simulate.h"
#include "core/base/random.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope {
namespace {

constexpr std::int64_t kStart = 1609459200; // 1 January 2021
constexpr std::int64_t kDay = 86400;
constexpr double kYears = 3;

SimulatedUser makeUser(std::size_t genres, Random& random) {
    SimulatedUser user;
    user.genreTaste.assign(genres, 0);
    for (int k = 0; k < 3 && genres > 0; ++k) user.genreTaste[random.below(genres)] += 1.0 + 0.3 * random.normal();
    for (int k = 0; k < 3 && genres > 0; ++k) user.genreTaste[random.below(genres)] -= 0.6 + 0.2 * random.normal();
    user.favouriteYear = 1940 + 80 * std::sqrt(random.uniform()); // more viewers like recent films
    user.generosity = 0.35 * random.normal();
    return user;
}

double match(const SimulatedUser& user, const ItemTable& items, std::size_t item) {
    double taste = 0;
    for (const auto genre : items.genres[item]) taste += user.genreTaste[genre];
    if (!items.genres[item].empty()) taste /= static_cast<double>(items.genres[item].size());
    const double years = (items.years[item] - user.favouriteYear) / 18.0;
    return taste + 0.4 * std::exp(-0.5 * years * years);
}

/// Which films a viewer sees: the largest of log weight plus Gumbel noise, which samples without replacement by weight.
std::vector<std::size_t> sample(const std::vector<double>& logWeight, std::size_t n, Random& random) {
    std::vector<double> key(logWeight.size());
    for (std::size_t i = 0; i < key.size(); ++i) key[i] = logWeight[i] - std::log(-std::log(std::max(1e-12, random.uniform())));
    std::vector<std::size_t> order(key.size());
    std::iota(order.begin(), order.end(), 0U);
    n = std::min(n, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                      [&](std::size_t a, std::size_t b) { return key[a] > key[b] || (key[a] == key[b] && a < b); });
    order.resize(n);
    return order;
}

} // namespace

SimulatedWorld simulate(const ItemTable& items, const SimulationSpec& spec) {
    SimulatedWorld world;
    const std::size_t count = items.titles.size();
    Random films(deriveSeed(spec.seed, "simulate.items"));
    for (std::size_t i = 0; i < count; ++i) {
        world.fame.push_back(1.1 * films.normal());
        world.quality.push_back(0.45 * films.normal());
    }
    for (std::int32_t u = 0; u < spec.users; ++u) {
        Random random(deriveSeed(spec.seed, "simulate.user", static_cast<std::uint64_t>(u)));
        const SimulatedUser user = makeUser(items.genreNames.size(), random);
        const auto seen = static_cast<std::size_t>(std::clamp(std::exp(3.3 + 0.75 * random.normal()), 12.0, 250.0));
        std::vector<double> logWeight(count), matches(count);
        for (std::size_t i = 0; i < count; ++i) {
            matches[i] = match(user, items, i);
            logWeight[i] = world.fame[i] + spec.tasteStrength * matches[i];
        }
        std::vector<std::size_t> chosen = sample(logWeight, seen, random);
        random.shuffle(std::span(chosen));
        auto time = kStart + static_cast<std::int64_t>(random.uniform() * kYears * 0.8 * 365 * static_cast<double>(kDay));
        for (const std::size_t i : chosen) {
            const bool nextSession = random.below(8) == 0;
            time += nextSession ? kDay / 2 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(9 * kDay)))
                                : 20 + static_cast<std::int64_t>(random.below(90));
            const double stars = 3.4 + world.quality[i] + 0.55 * matches[i] + user.generosity + spec.noise * random.normal();
            world.rows.push_back({UserIndex{u}, ItemIndex{i}, static_cast<float>(std::clamp(std::round(stars), 1.0, 5.0)), time});
        }
        world.users.push_back(user);
    }
    return world;
}

} // namespace recoscope
