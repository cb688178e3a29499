#pragma once
#include "core/base/task_context.h"
#include "core/models/algorithm.h"
#include "core/models/model.h"
#include "core/split/split.h"
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

/// What the Inspect page computes off the GUI thread. Plain functions of plain values, without Qt: workers own copies.
namespace recoscope::ui {

/// A rating: added or changed; nothing: taken away.
using HistoryChanges = std::map<ItemIndex, std::optional<float>>;

/// A user's history with changes applied, ascending by item. `edited` is false where the changes change nothing.
struct AppliedHistory {
    std::vector<ItemIndex> items;
    std::vector<float> ratings;
    std::vector<std::int64_t> times; ///< Empty where unknown or edited.
    bool edited = false;
    [[nodiscard]] History view() const { return {items, ratings, times}; }
};
[[nodiscard]] AppliedHistory applyChanges(const Interactions::Row& row, const HistoryChanges& changes);

/// One trained model as the worker needs it.
struct RankedModel {
    int runId = 0;
    std::shared_ptr<const Model> model;
    FoldIn foldIn = FoldIn::Exact;
    double relevanceThreshold = std::numeric_limits<double>::quiet_NaN(); ///< NaN: every held-out interaction is relevant.
};

/// Against the list before the edit; None where nothing is edited.
enum class Movement { None, Same, Up, Down, New };

struct ListedItem {
    ItemIndex item;
    float score = 0;
    bool hit = false; ///< Held out and relevant: the user did rate it.
    Movement movement = Movement::None;
    int places = 0; ///< For Up and Down.
};

/// Where an item stands in one column. rank 0: it has no place, being in the history, masked or not scorable.
struct Standing {
    std::int32_t rank = 0;
    float score = std::numeric_limits<float>::quiet_NaN();
    bool inHistory = false;
    friend bool operator==(const Standing&, const Standing&) = default;
};

struct HeldOutStanding {
    ItemIndex item;
    std::int32_t rank = 0; ///< 0 where the model cannot score it.
};

struct RecommendedColumn {
    int runId = 0;
    std::vector<ListedItem> list;
    std::int32_t candidates = 0;          ///< Items that can be ranked: "2 of 1,636".
    int hits = 0;                         ///< Held-out items inside the list.
    std::vector<HeldOutStanding> heldOut; ///< All relevant test items that are not in the history now; ascending by item.
    std::optional<Standing> selected, selectedBefore; ///< Of the selected item; before: without the edit.
    int newcomers = 0;                                ///< Items of the list that were not in the list before the edit.
    bool approximate = false; ///< Edited, and folded in only approximately: before and after are both folded in.
};

struct RecommendRequest {
    std::shared_ptr<const Split> split;
    std::vector<RankedModel> models;
    UserIndex user;
    HistoryChanges changes;
    std::optional<ItemIndex> selected;
    int listLength = 10;
};

struct RecommendAnswer {
    UserIndex user;
    bool edited = false;
    std::vector<RecommendedColumn> columns;
    double milliseconds = 0; ///< Of scoring and ranking the present history in all columns.
    bool complete = false;   ///< False when it was asked to stop.
};

/// Train and validation items of the user, the history as edited: what is taken away becomes a candidate again.
[[nodiscard]] std::vector<ItemIndex> maskedItems(const Split& split, UserIndex user, const AppliedHistory& history);

/// Test items that count as relevant and are not in the history now; ascending.
[[nodiscard]] std::vector<ItemIndex> heldOutItems(const Split& split, UserIndex user, double relevanceThreshold,
                                                  const AppliedHistory& history);

/// The query that the page asks: the known user where nothing is edited, else the edited one; of held-out users always the bare
/// history.
[[nodiscard]] Query queryFor(const Split& split, UserIndex user, const AppliedHistory& history);

[[nodiscard]] RecommendAnswer recommend(const RecommendRequest& request, const TaskContext& context);

} // namespace recoscope::ui
