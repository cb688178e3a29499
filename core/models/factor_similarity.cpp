#include "core/models/factor_similarity.h"
#include <algorithm>
#include <cmath>

namespace recoscope {

std::vector<ScoredItem> nearestByCosine(const FactorView& factors, ItemIndex item, int n) {
    const auto rank = static_cast<std::size_t>(factors.rank);
    const std::size_t items = rank == 0 ? 0 : factors.itemFactors.size() / rank;
    const auto dot = [&](std::size_t a, std::size_t b) {
        double sum = 0;
        for (std::size_t k = 0; k < rank; ++k)
            sum +=
                static_cast<double>(factors.itemFactors[a * rank + k]) * static_cast<double>(factors.itemFactors[b * rank + k]);
        return sum;
    };
    const double own = std::sqrt(dot(item.at(), item.at()));
    std::vector<ScoredItem> all;
    for (std::size_t j = 0; j < items; ++j) {
        const double length = std::sqrt(dot(j, j));
        if (j != item.at() && own > 0 && length > 0)
            all.push_back({ItemIndex{j}, static_cast<float>(dot(item.at(), j) / (own * length))});
    }
    std::ranges::stable_sort(all, std::greater<>{}, &ScoredItem::score);
    if (all.size() > static_cast<std::size_t>(std::max(n, 0))) all.resize(static_cast<std::size_t>(std::max(n, 0)));
    return all;
}

} // namespace recoscope
