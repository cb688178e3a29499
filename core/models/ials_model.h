#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include "core/models/model.h"
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace recoscope {

class ModelReader;

struct IalsSettings {
    int factors = 64;
    double l2 = 0.02, nu = 1, alpha0 = 0.1;
    bool exact = false;
    /// The pull on a row's vector: l2 (positives + alpha0 * others)^nu, with `others` rows on the other side.
    [[nodiscard]] double rowPenalty(double positives, double others) const;
};

/// Vectors row-major.
struct IalsFactors {
    std::size_t rows = 0, rank = 0;
    std::vector<float> values;
    [[nodiscard]] std::span<const float> row(std::size_t r) const { return std::span(values).subspan(r * rank, rank); }
    [[nodiscard]] std::span<float> row(std::size_t r) { return std::span(values).subspan(r * rank, rank); }
    /// F'F, times `weight`.
    [[nodiscard]] std::vector<float> gram(double weight) const;
};

/// The model of these items: solves every user of `train` by the code that folds in, the last half-step of training, so that the
/// trained user is the folded-in user. `threshold`: what counts as positive. Null when asked to stop.
[[nodiscard]] std::unique_ptr<const Model> makeIalsModel(const IalsSettings& settings, double threshold, IalsFactors items,
                                                         const Interactions& train, int threads, const TaskContext& context);
[[nodiscard]] Result<std::unique_ptr<const Model>> loadIalsModel(ModelReader& reader);

} // namespace recoscope
