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

/// For the `best` recommended items of each user and `spread` others over the catalogue: takes the largest reason of the history
/// view away, folds the rest in, and counts how often the score fell. Where no item of the history raises the score most there is
/// nothing to take away: so it often is at the top of predicted ratings, where one voter gave the highest.
inline ReasonCount takeTopReasonsAway(const Model& model, const Interactions& x, int best, int spread, int limit,
                                      std::int32_t step = 1) {
    ReasonCount count;
    for (std::int32_t u = 0; u < x.userCount() && count.cases < limit; u += step) {
        const auto row = x.row(UserIndex{u});
        const Query whole = edited(x, u);
        const auto before = scores(model, whole);
        std::vector<ItemIndex> targets;
        for (const ScoredItem& item : topK(before, best, row.items)) targets.push_back(item.item);
        for (std::int32_t pick = 0; pick < spread; ++pick) targets.emplace_back((37 * u + 101 * pick) % x.itemCount());
        for (const ItemIndex target : targets) {
            if (count.cases == limit) break;
            if (x.contains(UserIndex{u}, target)) continue;
            const Explanation e = model.explain(whole, target).front();
            const auto reason = std::ranges::max_element(e.contributions, {}, &Contribution::amount);
            if (reason == e.contributions.end() || reason->amount <= 1e-5 || reason->kind != Contribution::Kind::HistoryItem)
                continue;
            std::vector<ItemIndex> items;
            std::vector<float> ratings;
            for (std::size_t k = 0; k < row.size(); ++k)
                if (row.items[k].value != reason->id) {
                    items.push_back(row.items[k]);
                    ratings.push_back(row.ratings[k]);
                }
            const auto without = scores(model, Query::edited(UserIndex{u}, {items, ratings, {}}));
            ++count.cases;
            count.lowered += without[target.at()] < before[target.at()] ? 1 : 0;
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
