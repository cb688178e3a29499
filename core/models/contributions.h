#pragma once
#include "core/models/explanation.h"
#include "core/models/query.h"
#include <span>

namespace recoscope {

/// Sorts the parts by falling size and lets the residual take what float rounding left between their sum and the score.
void finishExplanation(Explanation& explanation);

/// Reasons for a weighted mean, in which nothing is a plain sum. Each item of the history carries what the score loses without it
/// (`losses`); the rest of `total` is shared equally by the items that partake in the mean and without which the score falls.
/// Where there is none, since the voters agree whichever item is taken away, the rest is a part of its own.
void explainByLosses(Explanation& explanation, const History& history, double total, std::span<const double> losses,
                     std::span<const char> partakes);

} // namespace recoscope
