#include "ui/jobs/recommend.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>

namespace recoscope::ui {

namespace {

using Clock = std::chrono::steady_clock;

std::int32_t candidateCount(std::span<const float> scores, std::span<const ItemIndex> masked) {
    auto scorable = static_cast<std::int32_t>(std::ranges::count_if(scores, [](float s) { return !std::isnan(s); }));
    for (const ItemIndex item : masked) scorable -= std::isnan(scores[item.at()]) ? 0 : 1;
    return scorable;
}

Standing standingOf(std::span<const float> scores, ItemIndex item, std::span<const ItemIndex> masked,
                    const AppliedHistory& history) {
    Standing standing;
    standing.score = scores[item.at()];
    standing.inHistory = std::ranges::binary_search(history.items, item);
    standing.rank = rankOf(scores, item, masked);
    return standing;
}

/// Scores and list of one history: what a column shows, and what it showed before.
struct Ranking {
    std::vector<float> scores;
    std::vector<ItemIndex> masked;
    std::vector<ScoredItem> list;
};

Ranking rankHistory(const RecommendRequest& request, const Model& model, const Query& query, const AppliedHistory& history) {
    Ranking ranking;
    ranking.scores.resize(static_cast<std::size_t>(model.itemCount()));
    ranking.masked = maskedItems(*request.split, request.user, history);
    model.score(query, ranking.scores);
    ranking.list = topK(ranking.scores, request.listLength, ranking.masked);
    return ranking;
}

void markMovement(std::vector<ListedItem>& list, const std::vector<ScoredItem>& before) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto was = std::ranges::find(before, list[i].item, &ScoredItem::item);
        if (was == before.end()) {
            list[i].movement = Movement::New;
            continue;
        }
        const auto moved = static_cast<int>(was - before.begin()) - static_cast<int>(i);
        list[i].movement = moved == 0 ? Movement::Same : moved > 0 ? Movement::Up : Movement::Down;
        list[i].places = std::abs(moved);
    }
}

RecommendedColumn columnFor(const RecommendRequest& request, const RankedModel& model, const AppliedHistory& history,
                            const Ranking& now) {
    RecommendedColumn column;
    column.runId = model.runId;
    column.candidates = candidateCount(now.scores, now.masked);
    const std::vector<ItemIndex> heldOut = heldOutItems(*request.split, request.user, model.relevanceThreshold, history);
    for (const ItemIndex item : heldOut) column.heldOut.push_back({item, rankOf(now.scores, item, now.masked)});
    for (const ScoredItem& scored : now.list) {
        const bool hit = std::ranges::binary_search(heldOut, scored.item);
        column.hits += hit ? 1 : 0;
        column.list.push_back({scored.item, scored.score, hit, Movement::None, 0});
    }
    if (request.selected) column.selected = standingOf(now.scores, *request.selected, now.masked, history);
    return column;
}

/// Where fold-in is only close to training, folded-in is compared with folded-in, so that the edit alone makes the difference.
void compareWithBefore(const RecommendRequest& request, const RankedModel& model, const AppliedHistory& stored,
                       RecommendedColumn& column) {
    column.approximate = model.foldIn == FoldIn::Approximate;
    const Query query =
        column.approximate ? Query::edited(request.user, stored.view()) : queryFor(*request.split, request.user, stored);
    const Ranking before = rankHistory(request, *model.model, query, stored);
    markMovement(column.list, before.list);
    column.newcomers = static_cast<int>(std::ranges::count(column.list, Movement::New, &ListedItem::movement));
    if (request.selected) column.selectedBefore = standingOf(before.scores, *request.selected, before.masked, stored);
}

} // namespace

AppliedHistory applyChanges(const Interactions::Row& row, const HistoryChanges& changes) {
    AppliedHistory history;
    auto change = changes.begin();
    const auto add = [&history](ItemIndex item, float rating) {
        history.items.push_back(item);
        history.ratings.push_back(rating);
    };
    const auto addNew = [&] {
        if (change->second) {
            add(change->first, *change->second);
            history.edited = true;
        }
        ++change;
    };
    for (std::size_t i = 0; i < row.size(); ++i) {
        while (change != changes.end() && change->first < row.items[i]) addNew();
        if (change == changes.end() || change->first != row.items[i]) {
            add(row.items[i], row.ratings[i]);
            continue;
        }
        if (change->second) add(row.items[i], *change->second);
        history.edited = history.edited || !change->second || *change->second != row.ratings[i];
        ++change;
    }
    while (change != changes.end()) addNew();
    if (!history.edited) history.times.assign(row.times.begin(), row.times.end());
    return history;
}

std::vector<ItemIndex> maskedItems(const Split& split, UserIndex user, const AppliedHistory& history) {
    std::vector<ItemIndex> masked;
    if (split.valid->empty()) return history.items;
    std::ranges::set_union(history.items, split.valid->row(user).items, std::back_inserter(masked));
    return masked;
}

std::vector<ItemIndex> heldOutItems(const Split& split, UserIndex user, double relevanceThreshold,
                                    const AppliedHistory& history) {
    std::vector<ItemIndex> items;
    const Interactions::Row row = split.test->row(user);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool relevant = std::isnan(relevanceThreshold) || static_cast<double>(row.ratings[i]) >= relevanceThreshold;
        if (relevant && !std::ranges::binary_search(history.items, row.items[i])) items.push_back(row.items[i]);
    }
    return items;
}

Query queryFor(const Split& split, UserIndex user, const AppliedHistory& history) {
    if (split.isHeldOut(user)) return Query::bare(history.view());
    return history.edited ? Query::edited(user, history.view()) : Query::known(user, history.view());
}

RecommendAnswer recommend(const RecommendRequest& request, const TaskContext& context) {
    RecommendAnswer answer;
    answer.user = request.user;
    const Interactions::Row row = request.split->historyOf(request.user);
    const AppliedHistory stored = applyChanges(row, {});
    const AppliedHistory history = applyChanges(row, request.changes);
    answer.edited = history.edited;
    for (const RankedModel& model : request.models) {
        if (context.stopRequested()) return answer;
        const auto start = Clock::now();
        const Ranking now = rankHistory(request, *model.model, queryFor(*request.split, request.user, history), history);
        answer.milliseconds += std::chrono::duration<double, std::milli>(Clock::now() - start).count();
        RecommendedColumn column = columnFor(request, model, history, now);
        if (history.edited) compareWithBefore(request, model, stored, column);
        answer.columns.push_back(std::move(column));
    }
    answer.complete = true;
    return answer;
}

} // namespace recoscope::ui
