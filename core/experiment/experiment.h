#pragma once
#include "core/base/params.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/metrics/evaluate.h"
#include "core/models/algorithm.h"
#include "core/split/split.h"
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

struct ModelSpec {
    std::string algorithm; ///< Id in the registry.
    ParamValues params;    ///< Only what differs from the defaults; training parameters (keep, patience...) included.
};

/// What to do, as plain data: window, command line and tests fill it and call runExperiment. JSON form: experiment_json.h.
struct ExperimentSpec {
    SplitSpec split;
    std::uint64_t seed = 1;
    double relevanceThreshold = std::nan(""); ///< NaN: every interaction is positive and relevant.
    std::string metrics;                      ///< "" = the default set; else as parseMetrics reads it.
    std::vector<int> ks{10};
    std::vector<ModelSpec> models;
    int threads = 0;
    /// Also measure models without epochs on the validation part, so that curves have something to stand beside.
    bool validateAll = false;
};

/// One epoch of one model, as the live curves show it.
struct EpochPoint {
    int epoch = 0; ///< 1-based.
    double objective = std::nan("");
    double validation = std::nan(""); ///< Of `validationMetric`; NaN without a validation part.
};

/// How the training of one model went.
struct TrainingLog {
    std::vector<EpochPoint> epochs;
    std::string validationMetric; ///< "ndcg@10" or "rmse"; "" where there is none.
    int bestEpoch = 0;            ///< 0 where there is nothing to choose.
    int keptEpoch = 0;
    double keptValidation = std::nan(""); ///< `validationMetric` of the model that was kept.
    bool stoppedEarly = false;            ///< By patience.
    bool stoppedOnRequest = false;        ///< By `finish`: the epochs after the last of `epochs` were not trained.
    double seconds = 0;                   ///< Of training and snapshots, without the measuring on the validation part.
};

struct ModelResult {
    ModelSpec spec;                     ///< As asked for.
    ParamValues params;                 ///< Completed.
    std::shared_ptr<const Model> model; ///< Of the last fold.
    TrainingLog log;
    Evaluation evaluation;                    ///< Of the last fold; for kfold `folds` holds all and `means` the means.
    std::vector<Evaluation> folds;            ///< kfold only.
    std::map<std::string, MetricValue> means; ///< What is reported: evaluation.values, or the means over the folds.
    double trainSeconds = 0, evaluateSeconds = 0;
};

/// A line of the protocol card: what was compared under which rules. Equal cards, comparable runs.
struct ProtocolLine {
    std::string key;   ///< snake_case: "split", "relevance", "masked"...
    std::string label; ///< "Split".
    std::string value; ///< In words, with numbers.
};
using ProtocolCard = std::vector<ProtocolLine>;

struct ExperimentResult {
    ProtocolCard protocol;
    std::vector<Split> splits;
    std::vector<ModelResult> models;
};

/// Hears what happens, on the worker thread. Every member may be empty.
struct ExperimentObserver {
    std::function<void(std::size_t model, const EpochPoint&)> onEpoch;
    std::function<void(std::size_t model, const ModelResult&)> onModel; ///< The moment a model is trained and evaluated.
};

/// The one way in for window, command line and tests. Splits, then trains and evaluates each model in turn. Errors name the
/// model. With `splits` given they are used instead of cutting again (the window cuts once and trains many).
/// `finish` asks the training in progress to stop and keep: the epoch at work is abandoned, and the model that keep-the-best
/// (or keep = last) would choose among the completed epochs is evaluated and returned, bit for bit the model of a run of that
/// many epochs. Where there is nothing to keep (no completed epoch, no validation part, several folds) the outcome is Cancelled.
[[nodiscard]] Result<ExperimentResult> runExperiment(const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset,
                                                     const TaskContext& context, const ExperimentObserver& observer = {},
                                                     const std::vector<Split>* splits = nullptr,
                                                     const std::stop_token& finish = {});

/// Trains without evaluating: `recommend`, `train`. A validation part serves keep-the-best.
[[nodiscard]] Result<ModelResult> trainModel(const ModelSpec& model, const ExperimentSpec& spec,
                                             const std::shared_ptr<const Dataset>& dataset, const Split& split,
                                             const TaskContext& context,
                                             const std::function<void(const EpochPoint&)>& onEpoch = {},
                                             const std::stop_token& finish = {});

/// The whole data set as a train part, with empty validation and test parts.
[[nodiscard]] Split wholeDataset(const Dataset& dataset);

/// An algorithm's own parameters, then those that the training loop adds to iterative ones: keep, patience (decay is the model's
/// own).
[[nodiscard]] std::vector<ParamSpec> trainingParams(const AlgorithmInfo& algorithm);

[[nodiscard]] ProtocolCard protocolCard(const ExperimentSpec& spec, const Dataset& dataset, const std::vector<Split>& splits);

/// The command line that repeats a run: "recoscope-cli evaluate ml-100k --split ... --model ials --set factors=256".
[[nodiscard]] std::string commandLineFor(const ExperimentSpec& spec, const Dataset& dataset);

} // namespace recoscope
