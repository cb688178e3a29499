#pragma once
#include "core/models/explanation.h"

namespace recoscope {

/// Sorts the parts by falling size and lets the residual take what float rounding left between their sum and the score.
void finishExplanation(Explanation& explanation);

} // namespace recoscope
