#pragma once
#include "core/data/interactions.h"
#include "core/metrics/evaluate.h"
#include <span>
#include <vector>

namespace recoscope::ui {

enum class UserOrder { ById, MostActive, MedianActive, LeastActive, WorstServed, BestServed };

/// Users with training rows in an order to walk through. MedianActive: the middle of the order by activity first, then outwards.
/// By quality (NDCG at the smallest cut-off the evaluation has, preferring 10): only users with relevant held-out items; equal
/// values by falling activity, so that the best documented failures come first. Quality without an evaluation gives an empty
/// order.
[[nodiscard]] std::vector<UserIndex> orderUsers(UserOrder order, const Interactions& train,
                                                const Evaluation* evaluation = nullptr);

/// Users whose lists the models agree on least, first: by the mean over pairs of models of the items that two top lists of
/// `length` share. Equal ones by falling activity. Empty with fewer than two evaluations.
[[nodiscard]] std::vector<UserIndex> orderByDisagreement(const Interactions& train,
                                                         const std::vector<const Evaluation*>& evaluations, int length = 10);

/// Users with at least `atLeast` training rows, the least popular taste first: by the median place of their items in the order of
/// popularity (1 = best known).
[[nodiscard]] std::vector<UserIndex> orderByNiche(const Interactions& train, std::span<const std::int32_t> popularityRanks,
                                                  std::size_t atLeast = 5);

} // namespace recoscope::ui
