#include "app/cli/history_edits.h"
#include <algorithm>
#include <map>

namespace recoscope::cli {

Result<EditedHistory> editedHistory(const Call& call, const ReadyModel& ready) {
    EditedHistory history;
    if (!call.options.user.empty()) {
        const auto found = findUser(*ready.dataset, call.options.user);
        if (!found) return found.as<EditedHistory>();
        history.user = found.value();
        history.heldOut = ready.split.isHeldOut(found.value());
    }
    std::map<ItemIndex, float> ratings;
    std::map<ItemIndex, float> stored;
    if (history.user) {
        const auto row = ready.split.historyOf(*history.user);
        for (std::size_t k = 0; k < row.size(); ++k) stored[row.items[k]] = row.ratings[k];
    }
    ratings = stored;
    for (const std::string& id : call.options.without) {
        const auto item = findItem(*ready.dataset, id);
        if (!item) return item.as<EditedHistory>();
        ratings.erase(item.value());
    }
    for (const auto& [id, rating] : call.options.with) {
        const auto item = findItem(*ready.dataset, id);
        if (!item) return item.as<EditedHistory>();
        ratings[item.value()] = rating;
    }
    history.edited = ratings != stored;
    for (const auto& [item, rating] : ratings) {
        history.items.push_back(item);
        history.ratings.push_back(rating);
    }
    if (history.user && !history.edited) history.times = ready.split.historyOf(*history.user).times;
    return history;
}

Query EditedHistory::query() const {
    const History h{items, ratings, times};
    if (!user || heldOut) return Query::bare(h);
    return edited ? Query::edited(*user, h) : Query::known(*user, h);
}

std::vector<ItemIndex> maskFor(const Call& call, const ReadyModel& ready, const EditedHistory& history) {
    if (call.options.keepSeen) return {};
    std::vector<ItemIndex> mask = history.items;
    if (history.user) {
        const auto valid = ready.split.valid->row(*history.user).items;
        mask.insert(mask.end(), valid.begin(), valid.end());
    }
    std::ranges::sort(mask);
    mask.erase(std::unique(mask.begin(), mask.end()), mask.end());
    return mask;
}

} // namespace recoscope::cli
