#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include <chrono>

namespace recoscope {
namespace {

/// Means over the folds; a metric undefined in one fold is undefined.
std::map<std::string, MetricValue> meansOf(const std::vector<Evaluation>& folds) {
    std::map<std::string, MetricValue> means = folds.front().values;
    for (auto& [key, mean] : means) {
        double sum = 0;
        for (const Evaluation& fold : folds) sum += fold.values.at(key).value;
        mean.value = sum / static_cast<double>(folds.size());
        if (folds.size() > 1) mean.halfWidth = std::nan("");
    }
    return means;
}

EvaluationOptions optionsFor(const ExperimentSpec& spec, const Dataset& dataset, const AlgorithmInfo& algorithm,
                             const ParamValues& params, const Split& split, std::vector<MetricRef> metrics) {
    EvaluationOptions options;
    options.metrics = std::move(metrics);
    options.relevanceThreshold = spec.relevanceThreshold;
    options.predictsRatings = dataset.hasRatings && algorithm.predictsRatings(params);
    options.scale = dataset.scale;
    double sum = 0;
    for (const float r : split.train->ratings()) sum += static_cast<double>(r);
    options.fallbackRating = split.train->empty() ? 0 : sum / static_cast<double>(split.train->size());
    options.threads = spec.threads;
    return options;
}

Result<ModelResult> runModel(const ModelSpec& model, const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset,
                             const std::vector<Split>& splits, const std::vector<MetricRef>& metrics, const TaskContext& context,
                             const std::function<void(const EpochPoint&)>& onEpoch, const std::stop_token& finish) {
    ModelResult whole;
    double trainSeconds = 0, evaluateSeconds = 0;
    const auto folds = static_cast<double>(splits.size());
    for (std::size_t k = 0; k < splits.size(); ++k) {
        const TaskContext part = context.part(static_cast<double>(k) / folds, static_cast<double>(k + 1) / folds);
        if (splits.size() > 1 && finish.stop_requested()) return Cancelled{}; // a mean over some of the folds is no result
        auto trained = trainModel(model, spec, dataset, splits[k], part.part(0, 0.85), k == 0 ? onEpoch : nullptr, finish);
        if (!trained) return trained;
        if (splits.size() > 1 && trained.value().log.stoppedOnRequest) return Cancelled{};
        const AlgorithmInfo& algorithm = *findAlgorithm(model.algorithm);
        auto evaluation =
            evaluate(*trained.value().model, splits[k],
                     optionsFor(spec, *dataset, algorithm, trained.value().params, splits[k], metrics), part.part(0.85, 1));
        if (!evaluation) return evaluation.as<ModelResult>();
        trainSeconds += trained.value().trainSeconds;
        evaluateSeconds += evaluation.value().seconds;
        std::vector<Evaluation> earlier = std::move(whole.folds);
        whole = std::move(trained).value();
        whole.folds = std::move(earlier);
        whole.evaluation = std::move(evaluation).value();
        if (splits.size() > 1) whole.folds.push_back(whole.evaluation);
    }
    whole.means = splits.size() > 1 ? meansOf(whole.folds) : whole.evaluation.values;
    whole.trainSeconds = trainSeconds;
    whole.evaluateSeconds = evaluateSeconds;
    return whole;
}

} // namespace

Split wholeDataset(const Dataset& dataset) {
    Split split;
    const Interactions& x = *dataset.interactions;
    const auto none = std::make_shared<const Interactions>(Interactions::fromRows(x.userCount(), x.itemCount(), {}, false));
    split.train = split.masked = dataset.interactions;
    split.valid = split.test = none;
    return split;
}

Result<ExperimentResult> runExperiment(const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset,
                                       const TaskContext& context, const ExperimentObserver& observer,
                                       const std::vector<Split>* splits, const std::stop_token& finish) {
    const auto metrics = parseMetrics(spec.metrics, spec.ks);
    if (!metrics) return metrics.as<ExperimentResult>();
    ExperimentResult result;
    if (splits)
        result.splits = *splits;
    else {
        auto made = makeSplits(*dataset, spec.split, spec.seed, context);
        if (!made) return made.as<ExperimentResult>();
        result.splits = std::move(made).value();
    }
    result.protocol = protocolCard(spec, *dataset, result.splits);
    const auto count = static_cast<double>(std::max<std::size_t>(1, spec.models.size()));
    for (std::size_t m = 0; m < spec.models.size(); ++m) {
        std::function<void(const EpochPoint&)> onEpoch;
        if (observer.onEpoch) onEpoch = [&observer, m](const EpochPoint& point) { observer.onEpoch(m, point); };
        auto model = runModel(spec.models[m], spec, dataset, result.splits, metrics.value(),
                              context.part(static_cast<double>(m) / count, static_cast<double>(m + 1) / count), onEpoch, finish);
        if (!model) return model.as<ExperimentResult>();
        result.models.push_back(std::move(model).value());
        if (observer.onModel) observer.onModel(m, result.models.back());
    }
    return result;
}

} // namespace recoscope
