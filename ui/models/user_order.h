#pragma once
#include "core/data/interactions.h"
#include "core/metrics/evaluate.h"
#include <span>
#include <vector>

namespace recoscope::ui {

enum class UserOrder { ById, MostActive, LeastActive, WorstServed, BestServed };

/// Users with training rows in an order to walk through. By quality (NDCG at the smallest cut-off the evaluation has, preferring
/// 10): only users with relevant held-out items; equal values by falling activity, so that the best documented failures come
/// first. Quality without an evaluation gives an empty order.
[[nodiscard]] std::vector<UserIndex> orderUsers(UserOrder order, const Interactions& train,
                                                const Evaluation* evaluation = nullptr);

} // namespace recoscope::ui
