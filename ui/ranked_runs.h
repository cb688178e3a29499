#pragma once
#include "ui/session.h"

namespace recoscope::ui {

/// Trained models that can speak of the data as it is cut now: those that look at the user before popularity and random, the
/// higher test NDCG@10 first, then the earlier. What a page shows first is the best there is.
[[nodiscard]] std::vector<const Run*> rankedRuns(const Session& session);

} // namespace recoscope::ui
