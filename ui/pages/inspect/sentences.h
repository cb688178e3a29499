#pragma once
#include "core/data/dataset.h"
#include "ui/jobs/recommend.h"
#include "ui/jobs/why.h"
#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/reason_bars.h"
#include "ui/pages/inspect/ribbon_columns.h"
#include <vector>

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
/// "Without A it falls from 2 to 7, score 0.349 to 0.305."
[[nodiscard]] Evidence removalSentence(const WhyAnswer& answer, const WhyContext& context);
/// What else would have to go, and how exact this is.
[[nodiscard]] Evidence removalNote(const WhyAnswer& answer, const WhyContext& context);
/// "Missed by all three: A (1982), at 265, 145 and 140." The first held-out item outside every list; empty where there is none.
[[nodiscard]] Evidence missedSentence(const std::vector<RecommendedColumn>& columns, int listLength, const Dataset& dataset);

/// The waterfall's rows with real titles; amounts add up as printed.
[[nodiscard]] std::vector<ReasonLine> reasonLines(const Explanation& view, const WhyContext& context, const ReasonLimits& limits);
/// Title, year and two genres of an item, as the lists show it.
[[nodiscard]] RibbonRow ribbonRow(const Dataset& dataset, ItemIndex item);
/// "score 0.349" as everywhere on the page.
[[nodiscard]] QString scoreText(float score);

} // namespace recoscope::ui
