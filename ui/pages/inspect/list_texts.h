#pragma once
#include "core/data/dataset.h"
#include "ui/jobs/recommend.h"
#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/ribbon_columns.h"
#include <vector>

namespace recoscope::ui {

/// "Missed by all three: A (1982), at 265, 145 and 140." The first held-out item outside every list; empty where there is none.
[[nodiscard]] Evidence missedSentence(const std::vector<RecommendedColumn>& columns, int listLength, const Dataset& dataset);
/// "A", "A and B", "A, B and C".
[[nodiscard]] Evidence listed(const std::vector<Evidence>& parts);
/// Title, year and two genres of an item, as the lists show it.
[[nodiscard]] RibbonRow ribbonRow(const Dataset& dataset, ItemIndex item);

/// NDCG of one list against what is held out, binary, cut at `length`; NaN where nothing is held out.
[[nodiscard]] double listNdcg(const RecommendedColumn& column, int length);
/// What NDCG is, its formula, and the formula with this list's numbers: for a tooltip. Plain text.
[[nodiscard]] QString ndcgHelp(const RecommendedColumn& column, int length, const QString& user, const QString& model,
                               const Dataset& dataset);
/// What the rank of an item is a place among.
[[nodiscard]] QString rankHelp(const RecommendedColumn& column);

} // namespace recoscope::ui
