#include "core/data/dataset.h"
#include <algorithm>

namespace recoscope {

const std::string& Dataset::titleOf(ItemIndex item) const {
    if (item.at() < itemTable.titles.size() && !itemTable.titles[item.at()].empty()) return itemTable.titles[item.at()];
    return items.id(item.value);
}

std::optional<RatingScale> findScale(const Interactions& interactions) {
    if (interactions.empty()) return {};
    std::vector<float> values(interactions.ratings().begin(), interactions.ratings().end());
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    RatingScale scale{values.front(), values.back(), 0};
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double gap = static_cast<double>(values[i]) - static_cast<double>(values[i - 1]);
        if (scale.step == 0 || gap < scale.step) scale.step = gap;
    }
    return scale;
}

} // namespace recoscope
