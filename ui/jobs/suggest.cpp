#include "ui/jobs/suggest.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope::ui {

namespace {

std::vector<ItemIndex> bestKnownFree(const SuggestRequest& request, const AppliedHistory& history) {
    const std::vector<std::int32_t> counts = request.split->train->itemCounts();
    const auto taken = [&](ItemIndex item) {
        return std::ranges::binary_search(history.items, item) || request.split->train->contains(request.user, item) ||
               request.split->test->contains(request.user, item) ||
               (!request.split->valid->empty() && request.split->valid->contains(request.user, item));
    };
    std::vector<ItemIndex> items;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) items.emplace_back(i);
    }
    std::ranges::stable_sort(items, std::ranges::greater{}, [&](ItemIndex item) { return counts[item.at()]; });
    std::vector<ItemIndex> free;
    for (const ItemIndex item : items) {
        if (static_cast<int>(free.size()) == request.tried) break;
        if (!taken(item)) free.push_back(item);
    }
    return free;
}

std::vector<ScoredItem> listOf(const SuggestRequest& request, const AppliedHistory& history) {
    std::vector<float> scores(static_cast<std::size_t>(request.model.model->itemCount()));
    request.model.model->score(Query::edited(request.user, history.view()), scores);
    return topK(scores, request.listLength, maskedItems(*request.split, request.user, history));
}

} // namespace

std::optional<Suggestion> suggestTitle(const SuggestRequest& request, const TaskContext& context) {
    const Interactions::Row row = request.split->historyOf(request.user);
    const AppliedHistory history = applyChanges(row, request.changes);
    const std::vector<ItemIndex> free = bestKnownFree(request, history);
    if (free.empty()) return {};
    if (request.model.foldIn == FoldIn::None) return Suggestion{free.front(), 0, 0, 0};
    const std::vector<ScoredItem> before = listOf(request, history);
    std::optional<Suggestion> best;
    for (const ItemIndex item : free) {
        if (context.stopRequested()) return {};
        HistoryChanges changes = request.changes;
        changes[item] = request.rating;
        Suggestion now{item, 0, 0, static_cast<int>(free.size())};
        const std::vector<ScoredItem> after = listOf(request, applyChanges(row, changes));
        for (std::size_t place = 0; place < after.size(); ++place) {
            const auto was = std::ranges::find(before, after[place].item, &ScoredItem::item);
            if (was == before.end())
                ++now.newcomers;
            else
                now.moved += std::abs(static_cast<int>(was - before.begin()) - static_cast<int>(place));
        }
        if (!best || std::pair(now.newcomers, now.moved) > std::pair(best->newcomers, best->moved)) best = now;
    }
    return best;
}

} // namespace recoscope::ui
