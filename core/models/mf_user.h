#pragma once
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include "core/models/query.h"
#include <optional>
#include <vector>

namespace recoscope {

/// What biased matrix factorisation has learnt: r = mean + b_u + b_i + p.q. Vectors row-major, `factors` floats each.
struct MfState {
    int factors = 0;
    double mean = 0, l2 = 0;
    std::vector<float> userBias, itemBias, user, item;
    [[nodiscard]] std::size_t rank() const { return static_cast<std::size_t>(factors); }
};

/// The user that the objective prefers, given the items: [b_u; p] = A^-1 sum f_j (r_j - mu - b_j), f = [1; q],
/// A = sum f f' + l2 n I. The bias first, then the factors; zero without a history.
[[nodiscard]] std::vector<double> solveMfUser(const MfState& state, const History& history);

/// What each rating of the history adds to the solved user's score of an item: f' A^-1 f_j (r_j - mu - b_j), in their order.
[[nodiscard]] std::vector<double> mfReasons(const MfState& state, const History& history, ItemIndex item);

/// Median |trained - solved| over the spread of trained scores, of a few users and items spread evenly: how far a view that
/// solves for the user may be off. Deterministic. Nothing when asked to stop.
[[nodiscard]] std::optional<double> mfResidualShare(const MfState& state, const Interactions& train, int threads,
                                                    const TaskContext& context);

} // namespace recoscope
