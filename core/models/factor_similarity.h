#pragma once
#include "core/models/model.h"

namespace recoscope {

/// The n items whose vectors point most nearly the same way (cosine), ties by lowest index.
[[nodiscard]] std::vector<ScoredItem> nearestByCosine(const FactorView& factors, ItemIndex item, int n);

} // namespace recoscope
