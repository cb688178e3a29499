#pragma once
#include "ui/jobs/recommend.h"
#include <optional>

namespace recoscope::ui {

/// Which title is worth a "what if": among the best known titles that the user has nowhere in the data.
struct SuggestRequest {
    std::shared_ptr<const Split> split;
    RankedModel model;
    UserIndex user;
    HistoryChanges changes;
    float rating = 1; ///< That the what-if would give.
    int tried = 30;   ///< Best known titles to try, each folded in.
    int listLength = 10;
};

struct Suggestion {
    ItemIndex item;
    int newcomers = 0; ///< Items of the list that were not in it before.
    int moved = 0;     ///< Places that the others of the list moved, in sum.
    int tried = 0;
};

/// The title that changes the model's list most: by newcomers, then places moved, then how well known it is. Nothing where every
/// title is taken, or when asked to stop. Costs `tried` fold-ins. Models that look at no history get the best known title.
[[nodiscard]] std::optional<Suggestion> suggestTitle(const SuggestRequest& request, const TaskContext& context);

} // namespace recoscope::ui
