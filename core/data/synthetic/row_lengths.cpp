#include "core/data/synthetic/row_lengths.h"
#include "core/base/random.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::int64_t kUsualFewest = 20;

} // namespace

std::vector<std::int64_t> rowLengths(const WorldTruth& truth) {
    const WorldSpec& spec = truth.spec;
    const std::int64_t mean = spec.interactions / spec.users, most = mostRowsOfUser(spec);
    const std::int64_t fewest = std::clamp<std::int64_t>(mean / 2, 1, std::min(kUsualFewest, most));
    Random random(deriveSeed(static_cast<std::uint64_t>(spec.seed), "world.activity"));
    std::vector<double> weight(truth.userCount());
    for (double& w : weight) w = std::exp(spec.activity * random.normal());
    std::vector<std::int64_t> length(weight.size());
    const auto cap = [&](std::size_t u) { return truth.newcomer[u] ? std::min(most, kMostRowsOfNewcomer) : most; };
    const auto total = [&](double scale) {
        std::int64_t sum = 0;
        for (std::size_t u = 0; u < weight.size(); ++u) {
            const double wanted = std::min(scale * weight[u], 1e15);
            sum += length[u] = std::clamp<std::int64_t>(std::llround(wanted), truth.newcomer[u] ? 1 : fewest, cap(u));
        }
        return sum;
    };
    double low = 0, high = 1;
    while (total(high) < spec.interactions && high < 1e15) high *= 2;
    for (int step = 0; step < 60; ++step) (total((low + high) / 2) < spec.interactions ? low : high) = (low + high) / 2;
    std::int64_t missing = spec.interactions - total(low);
    for (std::size_t u = 0; missing > 0; u = (u + 1) % length.size())
        if (length[u] < cap(u)) {
            ++length[u];
            --missing;
        }
    for (std::size_t u = 0; missing < 0; u = (u + 1) % length.size())
        if (length[u] > 1) {
            --length[u];
            ++missing;
        }
    return length;
}

} // namespace recoscope
