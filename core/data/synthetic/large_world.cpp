#include "core/data/synthetic/large_world.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope {
namespace {

constexpr std::size_t kCircles = 32;
constexpr double kActivitySpread = 1.225, kPopularitySpread = 2.4, kPopularityCap = 3; // log-normal; the cap in deviations
constexpr std::int64_t kUsualFewest = 20;
constexpr std::size_t kUsersPerBlock = 256;

/// Draws from a fixed discrete distribution in constant time (Walker, 1977; Vose, 1991).
class AliasTable {
public:
    AliasTable(std::vector<std::int32_t> values, const std::vector<double>& weights)
        : m_values(std::move(values)),
          m_keep(m_values.size()),
          m_alias(m_values.size()) {
        double sum = 0;
        for (const std::int32_t v : m_values) sum += weights[static_cast<std::size_t>(v)];
        std::vector<double> share;
        std::vector<std::size_t> small, large;
        for (std::size_t k = 0; k < m_values.size(); ++k) {
            share.push_back(weights[static_cast<std::size_t>(m_values[k])] / sum * static_cast<double>(m_values.size()));
            (share[k] < 1 ? small : large).push_back(k);
        }
        while (!small.empty() && !large.empty()) {
            const std::size_t s = small.back(), l = large.back();
            small.pop_back();
            set(s, share[s], l);
            share[l] -= 1 - share[s];
            if (share[l] >= 1) continue;
            large.pop_back();
            small.push_back(l);
        }
        for (const std::size_t k : small) set(k, 1, k);
        for (const std::size_t k : large) set(k, 1, k);
    }
    [[nodiscard]] bool empty() const { return m_values.empty(); }
    std::int32_t draw(Random& random) const {
        const auto k = static_cast<std::size_t>(random.below(m_values.size()));
        return m_values[random.uniform() < m_keep[k] ? k : m_alias[k]];
    }

private:
    void set(std::size_t k, double keep, std::size_t alias) {
        m_keep[k] = keep;
        m_alias[k] = alias;
    }
    std::vector<std::int32_t> m_values;
    std::vector<double> m_keep;
    std::vector<std::size_t> m_alias;
};

/// Row lengths with the given sum: log-normal, cut to [fewest, most], scaled by bisection, the rest dealt out from the first
/// user.
std::vector<std::int64_t> rowLengths(const LargeWorldSpec& spec) {
    const std::int64_t mean = spec.interactions / spec.users;
    const std::int64_t fewest = std::clamp<std::int64_t>(mean / 2, 1, kUsualFewest), most = std::max(spec.items / 2, 1);
    Random random(deriveSeed(spec.seed, "large_world.activity"));
    std::vector<double> weight(static_cast<std::size_t>(spec.users));
    for (double& w : weight) w = std::exp(kActivitySpread * random.normal());
    std::vector<std::int64_t> length(weight.size());
    const auto total = [&](double scale) {
        std::int64_t sum = 0;
        for (std::size_t u = 0; u < weight.size(); ++u)
            sum += length[u] = std::clamp<std::int64_t>(std::llround(scale * weight[u]), fewest, most);
        return sum;
    };
    double low = 0, high = 1;
    while (total(high) < spec.interactions && high < 1e12) high *= 2;
    for (int step = 0; step < 60; ++step) (total((low + high) / 2) < spec.interactions ? low : high) = (low + high) / 2;
    std::int64_t missing = spec.interactions - total(low);
    for (std::size_t u = 0; missing > 0; u = (u + 1) % length.size())
        if (length[u] < most) {
            ++length[u];
            --missing;
        }
    return length;
}

/// What all users share.
struct Catalogue {
    std::vector<double> weight, quality;
    std::vector<AliasTable> circles; ///< The last one is everything.

    explicit Catalogue(const LargeWorldSpec& spec) {
        Random random(deriveSeed(spec.seed, "large_world.items"));
        std::vector<std::vector<std::int32_t>> members(kCircles + 1);
        for (std::int32_t i = 0; i < spec.items; ++i) {
            weight.push_back(std::exp(kPopularitySpread * std::min(random.normal(), kPopularityCap)));
            quality.push_back(0.5 * random.normal());
            members[random.below(kCircles)].push_back(i);
            members[kCircles].push_back(i);
        }
        for (auto& circle : members) circles.emplace_back(std::move(circle), weight);
    }
};

/// Draws n distinct items; `taken` is scratch of one byte an item, all zero before and after.
class RowSampler {
public:
    RowSampler(const Catalogue& catalogue) : m_catalogue(catalogue), m_taken(catalogue.weight.size(), 0) {}

    void sample(std::span<ItemIndex> row, Random& random) {
        const AliasTable& own = m_catalogue.circles[random.below(kCircles)];
        const AliasTable& all = m_catalogue.circles.back();
        std::size_t n = 0;
        for (std::size_t attempt = 0; n < row.size() && attempt < 4 * row.size() + 16; ++attempt) {
            const AliasTable& from = random.below(2) == 0 && !own.empty() ? own : all;
            const std::int32_t item = from.draw(random);
            if (m_taken[static_cast<std::size_t>(item)]) continue;
            m_taken[static_cast<std::size_t>(item)] = 1;
            row[n++] = ItemIndex{item};
        }
        if (n < row.size()) fill(row, n, random);
        std::ranges::sort(row);
        for (const ItemIndex item : row) m_taken[item.at()] = 0;
    }

private:
    /// Long rows run into their own items all the time: the rest comes by the smallest of exponential keys, which samples without
    /// replacement by weight (Efraimidis and Spirakis, 2006).
    void fill(std::span<ItemIndex> row, std::size_t from, Random& random) {
        m_keys.clear();
        for (std::size_t i = 0; i < m_taken.size(); ++i)
            if (!m_taken[i])
                m_keys.emplace_back(-std::log(1 - random.uniform()) / m_catalogue.weight[i], static_cast<std::int32_t>(i));
        const std::size_t missing = row.size() - from;
        std::ranges::nth_element(m_keys, m_keys.begin() + static_cast<std::ptrdiff_t>(missing) - 1);
        for (std::size_t k = 0; k < missing; ++k) {
            row[from + k] = ItemIndex{m_keys[k].second};
            m_taken[row[from + k].at()] = 1;
        }
    }
    const Catalogue& m_catalogue;
    std::vector<char> m_taken;
    std::vector<std::pair<double, std::int32_t>> m_keys;
};

std::vector<std::string> numberedIds(std::int32_t n) {
    std::vector<std::string> ids;
    for (std::int32_t k = 1; k <= n; ++k) ids.push_back(std::to_string(k));
    return ids;
}

} // namespace

Result<std::shared_ptr<const Dataset>> generateLargeWorld(const LargeWorldSpec& spec, const TaskContext& context) {
    if (spec.users < 1 || spec.items < 2 || spec.interactions < spec.users ||
        spec.interactions > static_cast<std::int64_t>(spec.users) * (spec.items / 2))
        return Error{ErrorKind::InvalidParameter,
                     "A generated world needs at least one interaction a user, and at most half of the items each.",
                     "interactions"};
    const std::vector<std::int64_t> lengths = rowLengths(spec);
    std::vector<std::int64_t> offsets(lengths.size() + 1, 0);
    std::partial_sum(lengths.begin(), lengths.end(), offsets.begin() + 1);
    const Catalogue catalogue(spec);
    std::vector<ItemIndex> items(static_cast<std::size_t>(spec.interactions));
    std::vector<float> ratings(items.size());
    const bool finished =
        parallelFor(lengths.size(), kUsersPerBlock, spec.threads, context, [&](std::size_t begin, std::size_t end) {
            RowSampler sampler(catalogue);
            for (std::size_t u = begin; u < end; ++u) {
                Random random(deriveSeed(spec.seed, "large_world.user", u));
                const auto from = static_cast<std::size_t>(offsets[u]), n = static_cast<std::size_t>(lengths[u]);
                sampler.sample(std::span(items).subspan(from, n), random);
                const double generosity = 3.5 + 0.4 * random.normal();
                for (std::size_t k = from; k < from + n; ++k) {
                    const double stars = generosity + catalogue.quality[items[k].at()] + 0.8 * random.normal();
                    ratings[k] = static_cast<float>(std::clamp(std::round(2 * stars) / 2, 0.5, 5.0));
                }
            }
            context.report(static_cast<double>(end) / static_cast<double>(lengths.size()), "generating");
        });
    if (!finished) return Cancelled{};
    auto dataset = std::make_shared<Dataset>();
    dataset->name = "Generated world";
    dataset->path = "generated";
    dataset->simulated = true;
    dataset->users = Vocabulary::fromIds(numberedIds(spec.users));
    dataset->items = Vocabulary::fromIds(numberedIds(spec.items));
    dataset->interactions = std::make_shared<const Interactions>(
        Interactions::fromSortedRows(spec.users, spec.items, std::move(offsets), std::move(items), std::move(ratings)));
    dataset->scale = findScale(*dataset->interactions);
    dataset->report.records = dataset->report.accepted = spec.interactions;
    return std::shared_ptr<const Dataset>(std::move(dataset));
}

} // namespace recoscope
