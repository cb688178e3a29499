#pragma once
#include "core/models/model.h"
#include "core/ranking/rank.h"
#include "tests/support/worlds.h"
#include <algorithm>
#include <vector>

/// How what an algorithm promises of its reasons and of its fold-in is measured, on any data.
namespace recoscope::test {

struct ReasonCount {
    int cases = 0, lowered = 0;
};

/// For each user's `perUser` best unrated items: takes the largest reason of the history view away, folds the rest in, and counts
/// how often the score fell. Items without a reason that raises them are no cases.
inline ReasonCount takeTopReasonsAway(const Model& model, const Interactions& x, int perUser, int limit, std::int32_t step = 1) {
    ReasonCount count;
    for (std::int32_t u = 0; u < x.userCount() && count.cases < limit; u += step) {
        const auto row = x.row(UserIndex{u});
        const Query whole = edited(x, u);
        for (const ScoredItem& target : topK(scores(model, whole), perUser, row.items)) {
            const Explanation e = model.explain(whole, target.item).front();
            const auto reason = std::ranges::max_element(e.contributions, {}, &Contribution::amount);
            if (reason == e.contributions.end() || reason->amount <= 0 || count.cases == limit) continue;
            std::vector<ItemIndex> items;
            std::vector<float> ratings;
            for (std::size_t k = 0; k < row.size(); ++k)
                if (row.items[k].value != reason->id) {
                    items.push_back(row.items[k]);
                    ratings.push_back(row.ratings[k]);
                }
            const auto without = scores(model, Query::edited(UserIndex{u}, {items, ratings, {}}));
            ++count.cases;
            count.lowered += without[target.item.at()] < target.score ? 1 : 0;
        }
    }
    return count;
}

/// Share of the trained user's ten best unrated items that the same history, folded in, finds.
inline double overlapOfTopTen(const Model& model, const Interactions& x, std::int32_t user) {
    const auto seen = x.row(UserIndex{user}).items;
    const auto trained = topK(scores(model, known(x, user)), 10, seen), folded = topK(scores(model, edited(x, user)), 10, seen);
    double common = 0;
    for (const ScoredItem& item : folded)
        common += std::ranges::find(trained, item.item, &ScoredItem::item) != trained.end() ? 1 : 0;
    return common / static_cast<double>(trained.size());
}

} // namespace recoscope::test
