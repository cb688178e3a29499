#include "ui/jobs/why.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <functional>
#include <tuple>

namespace recoscope::ui {

namespace {

constexpr std::size_t kMostTaken = 5;
constexpr std::size_t kCoRated = 3;

void collectRaising(const std::vector<Contribution>& parts, std::vector<Contribution>& raising) {
    for (const Contribution& part : parts) {
        if (part.kind == Contribution::Kind::HistoryItem && part.id >= 0 && part.amount > 0) raising.push_back(part);
        if (part.kind == Contribution::Kind::Component) collectRaising(part.parts, raising);
    }
}

Standing standing(const WhyRequest& request, const AppliedHistory& history, bool folded) {
    std::vector<float> scores(static_cast<std::size_t>(request.model.model->itemCount()));
    const Query query = folded ? Query::edited(request.user, history.view()) : queryFor(request.user, history);
    request.model.model->score(query, scores);
    Standing result;
    result.score = scores[request.item.at()];
    result.rank = rankOf(scores, request.item, maskedItems(*request.split, request.user, history));
    return result;
}

std::optional<Removal> removalOf(const WhyRequest& request, const std::vector<Contribution>& raising,
                                 const TaskContext& context) {
    if (raising.empty() || request.model.foldIn == FoldIn::None) return {};
    const Interactions::Row row = request.split->train->row(request.user);
    HistoryChanges changes = request.changes;
    Removal removal;
    removal.reason = ItemIndex(raising.front().id);
    removal.before = standing(request, applyChanges(row, changes), request.model.foldIn == FoldIn::Approximate);
    changes[removal.reason] = std::nullopt;
    removal.after = standing(request, applyChanges(row, changes), true);
    const auto listed = [&](const Standing& s) { return s.rank > 0 && s.rank <= request.listLength; };
    if (!listed(removal.before) || !listed(removal.after)) return removal;
    for (std::size_t i = 1; i < std::min(raising.size(), kMostTaken); ++i) {
        if (context.stopRequested()) break;
        removal.alsoTaken.emplace_back(raising[i].id);
        changes[ItemIndex(raising[i].id)] = std::nullopt;
        const Standing now = standing(request, applyChanges(row, changes), true);
        if (!listed(now)) {
            removal.afterAll = now;
            return removal;
        }
    }
    removal.alsoTaken.clear();
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
    answer.history = applyChanges(train.row(request.user), request.changes);
    answer.foldsApproximately = request.model.foldIn == FoldIn::Approximate;
    answer.views = request.model.model->explain(queryFor(request.user, answer.history), request.item);
    std::vector<Contribution> raising;
    if (const Explanation* view = historyView(answer.views)) raising = raisingItems(*view);
    std::vector<ItemIndex> strongest;
    for (std::size_t i = 0; i < std::min(raising.size(), kCoRated); ++i) strongest.emplace_back(raising[i].id);
    std::tie(answer.raters, answer.coRatings) = coRatings(train, request.item, strongest);
    for (std::int32_t u = 0; u < train.userCount(); ++u) answer.users += train.rowSize(UserIndex(u)) > 0 ? 1 : 0;
    if (!context.stopRequested()) answer.removal = removalOf(request, raising, context);
    return answer;
}

} // namespace recoscope::ui
