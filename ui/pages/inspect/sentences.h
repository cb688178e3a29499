#pragma once
#include "core/data/dataset.h"
#include "ui/jobs/why.h"
#include "ui/pages/inspect/evidence_text.h"
#include <optional>

/// The words of the Inspect page: every sentence is true by the figures it is given, and says so when something is approximate.
namespace recoscope::ui {

/// What a sentence needs besides the answer.
struct WhyContext {
    const Dataset& dataset;
    const HistoryChanges& changes;
    QString modelName;
    FoldIn foldIn = FoldIn::Exact;
};

/// "Because this user rated A 5, B 4 and C 4: together a third of the score."
[[nodiscard]] Evidence whySentence(const WhyAnswer& answer, const Explanation& view, const WhyContext& context);
/// "174 of 295 people who rated this film also rated A." One sentence for the strongest reason; with `all`, for up to three.
[[nodiscard]] Evidence coRatingSentence(const WhyAnswer& answer, const WhyContext& context, bool all);
/// "With A: rank 5 → 2." of an edited history; empty where nothing is edited or the item has no rank on one side.
[[nodiscard]] Evidence moveSentence(const HistoryChanges& changes, const Standing& before, const Standing& now,
                                    const Dataset& dataset);
/// "Without A it falls from 2 to 7, score 0.349 to 0.305."
[[nodiscard]] Evidence removalSentence(const WhyAnswer& answer, const WhyContext& context, bool withScores = true);
/// What else would have to go for the item to leave the list, how exact this is, and that none was found where none was; without
/// a drop: that it is looked for.
[[nodiscard]] Evidence dropSentence(const WhyAnswer& answer, const std::optional<Drop>& drop, const WhyContext& context,
                                    int listLength);

} // namespace recoscope::ui
