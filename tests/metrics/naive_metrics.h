#pragma once
#include "core/metrics/evaluate.h"
#include "tests/support/fixed_model.h"

namespace recoscope::test {

/// One metric of one user from its definition: sorts all items anew and looks nothing up. NaN where undefined.
[[nodiscard]] double naivePerUser(const std::string& metric, int k, const FixedModel& model, const Split& split, UserIndex user,
                                  double threshold);

/// Coverage or Gini from the definition: the Gini as the mean absolute difference of all pairs over twice the mean.
[[nodiscard]] double naiveOfLists(const std::string& metric, int k, const FixedModel& model, const Split& split);

} // namespace recoscope::test
