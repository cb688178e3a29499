#include "core/data/dataset.h"
#include "core/base/sha256.h"
#include <algorithm>

namespace recoscope {

const std::string& Dataset::titleOf(ItemIndex item) const {
    if (item.at() < itemTable.titles.size() && !itemTable.titles[item.at()].empty()) return itemTable.titles[item.at()];
    return items.id(item.value);
}

std::optional<RatingScale> findScale(const Interactions& interactions) {
    if (interactions.empty()) return {};
    std::vector<float> values; // distinct, ascending; a scale has few, and beyond these the step says nothing
    constexpr std::size_t kEnough = 2000;
    float low = interactions.ratings().front(), high = low;
    for (const float rating : interactions.ratings()) {
        low = std::min(low, rating);
        high = std::max(high, rating);
        if (values.size() == kEnough) continue;
        const auto it = std::ranges::lower_bound(values, rating);
        if (it == values.end() || *it != rating) values.insert(it, rating);
    }
    RatingScale scale{static_cast<double>(low), static_cast<double>(high), 0};
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double gap = static_cast<double>(values[i]) - static_cast<double>(values[i - 1]);
        if (scale.step == 0 || gap < scale.step) scale.step = gap;
    }
    return scale;
}

std::string checksumOf(const Dataset& dataset) {
    Sha256 sum;
    for (const auto* ids : {&dataset.users.ids(), &dataset.items.ids()})
        for (const std::string& id : *ids) sum.add(id.c_str(), id.size() + 1);
    const Interactions& x = *dataset.interactions;
    sum.add(x.offsets().data(), x.offsets().size_bytes());
    sum.add(x.items().data(), x.items().size_bytes());
    sum.add(x.ratings().data(), x.ratings().size_bytes());
    sum.add(x.times().data(), x.times().size_bytes());
    return sum.hex();
}

} // namespace recoscope
