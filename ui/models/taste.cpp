#include "ui/models/taste.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace recoscope::ui {

TasteBackground tasteBackground(const Dataset& dataset, const Interactions& train, const TaskContext& context) {
    TasteBackground background;
    background.counts = train.itemCounts();
    const std::size_t items = background.counts.size();
    background.genreShares.assign(dataset.itemTable.genreNames.size(), 0.0);
    for (std::size_t i = 0; i < std::min(items, dataset.itemTable.genres.size()); ++i) {
        if (context.stopRequested()) return background;
        for (const std::uint16_t genre : dataset.itemTable.genres[i]) background.genreShares[genre] += background.counts[i];
    }
    if (!train.empty()) {
        for (double& share : background.genreShares) share /= static_cast<double>(train.size());
    }
    std::vector<std::size_t> order(items);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return background.counts[i]; });
    background.popularityRanks.resize(items);
    for (std::size_t place = 0; place < items; ++place) {
        const bool tied = place > 0 && background.counts[order[place]] == background.counts[order[place - 1]];
        background.popularityRanks[order[place]] =
            tied ? background.popularityRanks[order[place - 1]] : static_cast<std::int32_t>(place + 1);
    }
    return background;
}

std::vector<GenreShare> tasteOf(const Dataset& dataset, const TasteBackground& background, std::span<const ItemIndex> history) {
    if (history.empty() || dataset.itemTable.genres.empty()) return {};
    std::vector<double> counts(dataset.itemTable.genreNames.size(), 0.0);
    for (const ItemIndex item : history) {
        for (const std::uint16_t genre : dataset.itemTable.genres[item.at()]) counts[genre] += 1;
    }
    std::vector<GenreShare> taste;
    for (std::size_t g = 0; g < counts.size(); ++g) {
        if (counts[g] > 0) taste.push_back({g, counts[g] / static_cast<double>(history.size()), background.genreShares[g]});
    }
    std::ranges::stable_sort(taste, std::ranges::greater{}, &GenreShare::user);
    return taste;
}

double halfAmongTop(const TasteBackground& background, std::span<const ItemIndex> history) {
    if (history.empty()) return std::nan("");
    std::vector<std::int32_t> ranks;
    for (const ItemIndex item : history) ranks.push_back(background.popularityRanks[item.at()]);
    std::ranges::sort(ranks);
    return static_cast<double>(ranks[(ranks.size() - 1) / 2]) / static_cast<double>(background.popularityRanks.size());
}

std::vector<std::size_t> likesMoreThanMost(std::span<const GenreShare> taste, std::size_t most, double margin) {
    std::vector<GenreShare> more;
    std::ranges::copy_if(taste, std::back_inserter(more), [margin](const GenreShare& g) { return g.user - g.all >= margin; });
    std::ranges::stable_sort(more, std::ranges::greater{}, [](const GenreShare& g) { return g.user - g.all; });
    std::vector<std::size_t> genres;
    for (std::size_t i = 0; i < std::min(most, more.size()); ++i) genres.push_back(more[i].genre);
    return genres;
}

} // namespace recoscope::ui
