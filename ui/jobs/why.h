#pragma once
#include "core/base/task_context.h"
#include "core/models/explanation.h"
#include "ui/jobs/recommend.h"
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace recoscope::ui {

/// One model, one user as edited, one item: asked on a worker.
struct WhyRequest {
    std::shared_ptr<const Split> split;
    RankedModel model;
    UserIndex user;
    HistoryChanges changes;
    ItemIndex item;
    int listLength = 10;
};

/// What becomes of the item when its strongest reason is taken out of the history: really folded in, nothing retrained.
struct Removal {
    ItemIndex reason; ///< The history item that adds most.
    Standing before;  ///< Folded in where fold-in is approximate, so that like is compared with like.
    Standing after;
};

/// A change of the history that drops the item from the list, found greedily: at each step the one of the strongest reasons goes
/// whose absence, really folded in, sets the item back most. Not proven smallest; each step is verified, none is predicted.
struct Drop {
    bool listed = false;           ///< The item is in the list as the history stands; else there is nothing to drop.
    std::vector<ItemIndex> taken;  ///< In the order of taking; empty where none was found.
    std::optional<Standing> after; ///< With all of them taken away; nothing where none was found.
    int mostTaken = 0;             ///< How many were tried at most.
};

struct CoRating {
    ItemIndex other;
    std::int64_t both = 0; ///< Users of the training part who rated the item and the other.
};

struct WhyAnswer {
    ItemIndex item;
    int runId = 0;
    std::vector<Explanation> views; ///< Empty where the model cannot score the item.
    AppliedHistory history;
    std::int64_t raters = 0;         ///< Users of the training part who rated the item.
    std::int64_t users = 0;          ///< Users with training rows.
    std::vector<CoRating> coRatings; ///< Of the three strongest history reasons, in their order.
    std::optional<Removal> removal;  ///< Nothing where no history item raises the score.
    bool foldsApproximately = false;
};

[[nodiscard]] WhyAnswer explainItem(const WhyRequest& request, const TaskContext& context);

/// Costs up to kDropTries x kMostTaken fold-ins; stops early when asked to (then as if none was found).
inline constexpr std::size_t kMostTaken = 5, kDropTries = 6;
[[nodiscard]] Drop findDrop(const WhyRequest& request, const TaskContext& context);

/// The view by history items where there is one, else the first; null where there is none.
[[nodiscard]] const Explanation* historyView(const std::vector<Explanation>& views);
/// History items that raise the score, strongest first; nested components are searched too.
[[nodiscard]] std::vector<Contribution> raisingItems(const Explanation& explanation);
/// How many users rated the item, and how many of them each of the others.
[[nodiscard]] std::pair<std::int64_t, std::vector<CoRating>> coRatings(const Interactions& train, ItemIndex item,
                                                                       const std::vector<ItemIndex>& others);

} // namespace recoscope::ui
