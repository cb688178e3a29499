#pragma once
#include "core/models/explanation.h"
#include <QString>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace recoscope::ui {

/// A row of the waterfall or of the table of numbers.
struct ReasonRow {
    enum class Kind { Baseline, Part, MoreRaising, MoreLowering, Unexplained, Score };
    Kind kind = Kind::Part;
    Contribution::Kind part = Contribution::Kind::HistoryItem; ///< Of Part rows.
    std::int32_t id = -1;                                      ///< The part's own: item, user or factor; -1 for none.
    QString label;                                             ///< Empty for the caller to fill where the id says it.
    float value = 0;                                           ///< The part's rating, similarity or strength.
    double amount = 0;                                         ///< Exact; of Score the score itself.
    std::int64_t printed = 0;                                  ///< The amount as printed, in units of the last printed place.
    std::int32_t grouped = 0;                                  ///< How many parts stand in a More row.
};

/// How many parts stand on their own before the rest is grouped.
struct ReasonLimits {
    std::size_t raising = 7, lowering = 2;
};

/// Baseline, the strongest parts that raise the score, the rest of them in one row, the same for those that lower it, what the
/// view leaves unexplained (where it shows), and the score: in this order. `decimals` are those of the print. Parts add up as
/// printed: the printed amounts of all rows but the last sum exactly to that of the last. The grouped row takes the rounding;
/// where there is none, the rows whose rounding was worst do, each by one unit of the last place.
[[nodiscard]] std::vector<ReasonRow> reasonRows(const Explanation& explanation, int decimals, const ReasonLimits& limits = {});

/// Decimals that the scores of this explanation need: 3, none for counts (whole numbers, or amounts in the thousands), more where
/// all parts would print as 0.
[[nodiscard]] int reasonDecimals(const Explanation& explanation);

/// A printed amount as text: "+0.044", "−0.013", "0.349". Written from the integer, so that no second rounding can break the sum.
[[nodiscard]] QString printedAmount(std::int64_t printed, int decimals, bool withSign);

/// Share in words where a plain fraction is near (within .02): "a third", "half", "nearly all"; else empty.
[[nodiscard]] QString fractionInWords(double share);

} // namespace recoscope::ui
