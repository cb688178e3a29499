#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include "core/models/model_file.h"
#include "core/models/query.h"
#include <vector>

namespace recoscope {

/// Baseline estimates mu + b_u + b_i (Koren, TKDD 2010, equation 1), fitted by alternating ridge regressions, items first, users
/// last:
///   b_i = sum_u (r - mu - b_u) / (l2_items + n_i),   b_u = sum_i (r - mu - b_i) / (l2_users + n_u).
/// Because users come last, folding in a training history gives the trained b_u exactly.
struct Baseline {
    double mean = 0;
    double l2Users = 15;
    std::vector<double> item; ///< b_i

    /// Cancelled when the context asked to stop.
    [[nodiscard]] static Result<Baseline> fit(const Interactions& train, double l2Users, double l2Items, int epochs,
                                              const TaskContext& context);
    [[nodiscard]] double user(const History& history) const; ///< b_u; 0 for an empty history.
    void save(ModelWriter& writer) const;
    [[nodiscard]] static Baseline load(ModelReader& reader);
};

} // namespace recoscope
