#include "ui/jobs/why.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

namespace recoscope::ui {

namespace {

constexpr std::size_t kCoRated = 3;

void collectRaising(const std::vector<Contribution>& parts, std::vector<Contribution>& raising) {
    for (const Contribution& part : parts) {
        if (part.kind == Contribution::Kind::HistoryItem && part.id >= 0 && part.amount > 0) raising.push_back(part);
        if (part.kind == Contribution::Kind::Component) collectRaising(part.parts, raising);
    }
}

Standing standing(const WhyRequest& request, const AppliedHistory& history, bool folded) {
    std::vector<float> scores(static_cast<std::size_t>(request.model.model->itemCount()));
    const Query query = folded ? Query::edited(request.user, history.view()) : queryFor(*request.split, request.user, history);
    request.model.model->score(query, scores);
    Standing result;
    result.score = scores[request.item.at()];
    result.rank = rankOf(scores, request.item, maskedItems(*request.split, request.user, history));
    return result;
}

std::optional<Removal> removalOf(const WhyRequest& request, const std::vector<Contribution>& raising) {
    if (raising.empty() || request.model.foldIn == FoldIn::None) return {};
    const Interactions::Row row = request.split->historyOf(request.user);
    HistoryChanges changes = request.changes;
    Removal removal;
    removal.reason = ItemIndex(raising.front().id);
    removal.before = standing(request, applyChanges(row, changes), request.model.foldIn == FoldIn::Approximate);
    changes[removal.reason] = std::nullopt;
    removal.after = standing(request, applyChanges(row, changes), true);
    return removal;
}

} // namespace

const Explanation* historyView(const std::vector<Explanation>& views) {
    const auto found = std::ranges::find(views, "history", &Explanation::view);
    if (found != views.end()) return &*found;
    return views.empty() ? nullptr : &views.front();
}

std::vector<Contribution> raisingItems(const Explanation& explanation) {
    std::vector<Contribution> raising;
    collectRaising(explanation.contributions, raising);
    std::ranges::stable_sort(raising, std::ranges::greater{}, &Contribution::amount);
    return raising;
}

std::pair<std::int64_t, std::vector<CoRating>> coRatings(const Interactions& train, ItemIndex item,
                                                         const std::vector<ItemIndex>& others) {
    std::int64_t raters = 0;
    std::vector<CoRating> counts;
    for (const ItemIndex other : others) counts.push_back({other, 0});
    for (std::int32_t u = 0; u < train.userCount(); ++u) {
        const UserIndex user(u);
        if (!train.contains(user, item)) continue;
        ++raters;
        for (CoRating& count : counts) count.both += train.contains(user, count.other) ? 1 : 0;
    }
    return {raters, counts};
}

WhyAnswer explainItem(const WhyRequest& request, const TaskContext& context) {
    WhyAnswer answer;
    const Interactions& train = *request.split->train;
    answer.item = request.item;
    answer.runId = request.model.runId;
    answer.history = applyChanges(request.split->historyOf(request.user), request.changes);
    answer.foldsApproximately = request.model.foldIn == FoldIn::Approximate;
    answer.views = request.model.model->explain(queryFor(*request.split, request.user, answer.history), request.item);
    std::vector<Contribution> raising;
    if (const Explanation* view = historyView(answer.views)) raising = raisingItems(*view);
    std::vector<ItemIndex> strongest;
    for (std::size_t i = 0; i < std::min(raising.size(), kCoRated); ++i) strongest.emplace_back(raising[i].id);
    std::tie(answer.raters, answer.coRatings) = coRatings(train, request.item, strongest);
    for (std::int32_t u = 0; u < train.userCount(); ++u) answer.users += train.rowSize(UserIndex(u)) > 0 ? 1 : 0;
    if (!context.stopRequested()) answer.removal = removalOf(request, raising);
    return answer;
}

Drop findDrop(const WhyRequest& request, const TaskContext& context) {
    Drop drop;
    if (request.model.foldIn == FoldIn::None) return drop;
    const Interactions::Row row = request.split->historyOf(request.user);
    HistoryChanges changes = request.changes;
    const auto listed = [&](const Standing& s) { return s.rank > 0 && s.rank <= request.listLength; };
    const auto worse = [](const Standing& a, const Standing& b) { // No place at all is the worst.
        return (a.rank == 0 ? std::numeric_limits<std::int32_t>::max() : a.rank) >
               (b.rank == 0 ? std::numeric_limits<std::int32_t>::max() : b.rank);
    };
    drop.listed = listed(standing(request, applyChanges(row, changes), request.model.foldIn == FoldIn::Approximate));
    while (drop.listed && drop.taken.size() < kMostTaken) {
        const AppliedHistory history = applyChanges(row, changes);
        const Query query = request.model.foldIn == FoldIn::Approximate ? Query::edited(request.user, history.view())
                                                                        : queryFor(*request.split, request.user, history);
        const std::vector<Explanation> views = request.model.model->explain(query, request.item);
        const Explanation* view = historyView(views);
        const std::vector<Contribution> raising = view ? raisingItems(*view) : std::vector<Contribution>{};
        std::optional<std::pair<ItemIndex, Standing>> best;
        for (std::size_t i = 0; i < std::min(raising.size(), kDropTries); ++i) {
            if (context.stopRequested()) return Drop{true, {}, {}, static_cast<int>(kMostTaken)};
            HistoryChanges without = changes;
            without[ItemIndex(raising[i].id)] = std::nullopt;
            const Standing now = standing(request, applyChanges(row, without), true);
            if (!best || worse(now, best->second)) best = {ItemIndex(raising[i].id), now};
        }
        if (!best) break;
        changes[best->first] = std::nullopt;
        drop.taken.push_back(best->first);
        if (listed(best->second)) continue;
        drop.after = best->second;
        drop.mostTaken = static_cast<int>(kMostTaken);
        return drop;
    }
    drop.taken.clear();
    drop.mostTaken = static_cast<int>(kMostTaken);
    return drop;
}

} // namespace recoscope::ui
