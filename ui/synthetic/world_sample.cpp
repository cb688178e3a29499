#include "ui/synthetic/world_sample.h"
#include "core/data/synthetic/truth.h"
#include "core/data/synthetic/world.h"
#include <algorithm>
#include <numeric>
#include <tuple>

namespace recoscope::ui {
namespace {

constexpr std::int64_t kUsers = 480, kItems = 320;

std::vector<std::int32_t> ordered(std::size_t n, auto key) {
    std::vector<std::int32_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](std::int32_t k) { return std::tuple(key(k), k); });
    return order;
}

std::size_t lovedGenre(const WorldTruth& truth, UserIndex user, TasteNow& now) {
    now.move(user, 0.5);
    const auto chances = now.genreChances();
    // Against the genre's own fame: what this user loves more than others do.
    std::size_t best = 0;
    for (std::size_t g = 1; g < chances.size(); ++g)
        if (chances[g] * static_cast<double>(truth.genreFame[best]) > chances[best] * static_cast<double>(truth.genreFame[g]))
            best = g;
    return best;
}

} // namespace

WorldSpec sampleSpec(const WorldSpec& spec) {
    WorldSpec sample = spec;
    const double density =
        static_cast<double>(spec.interactions) / (static_cast<double>(spec.users) * static_cast<double>(spec.items));
    sample.users = std::min(spec.users, kUsers);
    sample.items = std::min(spec.items, kItems);
    const auto rows = static_cast<std::int64_t>(density * static_cast<double>(sample.users * sample.items));
    sample.interactions = std::clamp(rows, sample.users, std::max(sample.users, mostInteractions(sample)));
    sample.friends = 0; // no picture shows them
    return sample;
}

Result<WorldSample> sampleOf(const WorldSpec& spec, const TaskContext& context) {
    auto made = makeWorld(sampleSpec(spec), context, 1);
    if (!made) return made.as<WorldSample>();
    WorldSample sample;
    sample.dataset = made.value();
    sample.profile = std::make_shared<const DataProfile>(profileOf(*sample.dataset, context));
    if (context.stopRequested()) return Cancelled{};
    const WorldTruth& truth = *sample.dataset->truth;
    const auto& ranked = *sample.profile;
    std::vector<std::size_t> userRank(truth.userCount()), itemRank(truth.itemCount()), loved(truth.userCount());
    for (std::size_t k = 0; k < userRank.size(); ++k) userRank[ranked.usersByRank[k].at()] = k;
    for (std::size_t k = 0; k < itemRank.size(); ++k) itemRank[ranked.itemsByRank[k].at()] = k;
    TasteNow now(truth);
    for (std::size_t u = 0; u < loved.size(); ++u) loved[u] = lovedGenre(truth, UserIndex{u}, now);
    sample.usersByTaste = ordered(truth.userCount(), [&](std::int32_t u) {
        const auto at = static_cast<std::size_t>(u);
        return std::pair(loved[at] + (truth.greySheep[at] ? 1000U : 0U), userRank[at]); // grey sheep stand at the end
    });
    sample.itemsByTaste = ordered(truth.itemCount(), [&](std::int32_t i) {
        const auto at = static_cast<std::size_t>(i);
        return std::pair(std::size_t{truth.genres[at][0]}, itemRank[at]);
    });
    for (std::size_t k = 1; k <= sample.itemsByTaste.size(); ++k) {
        const auto genre = [&](std::size_t p) { return truth.genres[static_cast<std::size_t>(sample.itemsByTaste[p])][0]; };
        if (k == sample.itemsByTaste.size() || genre(k) != genre(k - 1)) sample.genreEnds.push_back(k);
    }
    return sample;
}

} // namespace recoscope::ui
