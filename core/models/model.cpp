#include "core/models/model.h"
#include "core/base/contract.h"

namespace recoscope {

void Model::score(const Query& query, std::span<const ItemIndex> candidates, std::span<float> out) const {
    RECOSCOPE_ASSERT(candidates.size() == out.size());
    std::vector<float> all(static_cast<std::size_t>(itemCount()));
    score(query, all);
    for (std::size_t k = 0; k < candidates.size(); ++k) out[k] = all[candidates[k].at()];
}

void Model::scoreBatch(std::span<const Query> queries, std::span<float> out) const {
    const auto items = static_cast<std::size_t>(itemCount());
    RECOSCOPE_ASSERT(out.size() == queries.size() * items);
    for (std::size_t k = 0; k < queries.size(); ++k) score(queries[k], out.subspan(k * items, items));
}

std::optional<std::vector<ScoredItem>> Model::similarItems(ItemIndex, int) const { return {}; }

} // namespace recoscope
