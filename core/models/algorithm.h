#pragma once
#include "core/base/params.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/interactions.h"
#include "core/models/model.h"
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

class ModelReader; // core/models/model_file.h

/// Everything a trainer may learn from. Plain data with shared, immutable parts: a worker keeps its own copy.
struct TrainInput {
    std::shared_ptr<const Interactions> train;     ///< Raw ratings: what rating models learn from.
    std::shared_ptr<const Interactions> positives; ///< train.positives(threshold): what models of implicit feedback learn from.
    double relevanceThreshold = std::nan("");      ///< NaN: every interaction is positive.
    std::shared_ptr<const Dataset> dataset;        ///< Item and user tables; may be null in tests.
    std::uint64_t seed = 1;
    int threads = 0; ///< 0 = all. Never changes a bit of the result.

    static TrainInput make(std::shared_ptr<const Interactions> train, double relevanceThreshold, std::uint64_t seed, int threads);
};

struct StepReport {
    double objective =
        std::nan(""); ///< The training objective after the step, as the model's `objective` states it; NaN where it has none.
};

/// Training in progress; lives on one worker. Progress, live curves, early stopping, keep-the-best and the guard against
/// divergence are written once, in core/experiment, on these three calls.
class Trainer {
public:
    virtual ~Trainer() = default;
    /// Epochs, or 1 for a closed form.
    [[nodiscard]] virtual int stepCount() const = 0;
    /// One epoch. Cancelled when the context asked to stop: acknowledged within 200 ms, and the trainer is then only destroyed.
    /// Errors: NumericalFailure with the step, ResourceLimit with the bytes.
    virtual Result<StepReport> step(const TaskContext& context) = 0;
    /// A model of the state so far; callable after any completed step; does not disturb the training.
    /// Null when the context asked to stop.
    [[nodiscard]] virtual std::unique_ptr<const Model> snapshot(const TaskContext& context) const = 0;
};

enum class FoldIn {
    Exact,       ///< Folding in the training history gives the trained user's scores.
    Approximate, ///< It gives close ones; the what-if compares folded-in with folded-in.
    None         ///< The model does not look at histories: the same scores for everyone (popularity).
};

struct Capabilities {
    FoldIn foldIn = FoldIn::Exact;
    bool explainsExactly = true; ///< The history view is exact; else it states its residual.
    bool ranks = true;           ///< Meant for top-N lists.
    bool predictsRatings =
        false; ///< Scores are in the rating's unit: rmse and mae are defined. May depend on parameters: capabilitiesFor().
    bool factors = false;      ///< Model::factors() has a value.
    bool similarItems = false; ///< Model::similarItems() has a value.
    bool iterative = false;    ///< Has epochs: live curves, keep, patience.
    bool additive = true;      ///< The score is a plain sum over the history: taking away a positive part always lowers it.
    /// Among recommended items: the least share whose score falls when the largest reason of the history is taken away and the
    /// rest folded in again. 1 where additive; the conformance suite measures it.
    double reasonsHold = 1;
    /// Of an approximate fold-in: the least mean share of a trained user's top ten that folding in the training history finds, at
    /// the default parameters.
    double foldInOverlap = 1;
};

/// What a training will cost, estimated from the shape of the data before it starts.
struct Forecast {
    double bytes = 0;      ///< Peak memory beyond the data.
    double operations = 0; ///< Multiply-adds; the window turns them into time.
};
struct DataShape {
    double users = 0, items = 0, interactions = 0;
    double sumSquaredUserCounts = 0; ///< Of the rows' lengths: what neighbour models and Gram matrices cost.
    static DataShape of(const Interactions& interactions);
};

/// Everything the program knows about an algorithm; one per algorithm, beside its implementation.
struct AlgorithmInfo {
    std::string id;        ///< snake_case, stable.
    std::string name;      ///< "Item kNN".
    std::string family;    ///< "Baselines", "Neighbours", "Factors", "Linear": headings of the gallery, in this order.
    std::string summary;   ///< One sentence for someone who has not heard of it.
    std::string objective; ///< What it minimises, or its formula, in plain notation with Unicode symbols.
    std::string notes;     ///< Meaning of the symbols, and when it does badly.
    std::string reference; ///< Paper: authors, venue, year.
    Capabilities capabilities;
    std::vector<ParamSpec>
        params; ///< Without `seed`; iterative models get keep, patience... from the experiment layer (trainingParams()).
    /// Values are completed. Errors: InvalidParameter (values that contradict each other), ResourceLimit (with the bytes needed).
    std::function<Result<std::unique_ptr<Trainer>>(const TrainInput&, const ParamValues&)> makeTrainer;
    std::function<Result<std::unique_ptr<const Model>>(ModelReader&)> loadModel;
    std::function<Forecast(const DataShape&, const ParamValues&)> forecast;
    /// What holds under these (completed) parameters where that depends on them; null means `capabilities` always.
    std::function<Capabilities(const ParamValues&)> capabilitiesWith;

    [[nodiscard]] Capabilities capabilitiesFor(const ParamValues& values) const {
        return capabilitiesWith ? capabilitiesWith(values) : capabilities;
    }
    [[nodiscard]] bool predictsRatings(const ParamValues& values) const { return capabilitiesFor(values).predictsRatings; }
};

} // namespace recoscope
