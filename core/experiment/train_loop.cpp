#include "core/base/random.h"
#include "core/base/text.h"
#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include <algorithm>
#include <chrono>

namespace recoscope {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The training loop, written once for all algorithms: validation after each epoch, keep-the-best, patience, stop-and-keep.
class TrainLoop {
    using Trained = std::shared_ptr<const Model>;

public:
    TrainLoop(Trainer& trainer, const AlgorithmInfo& algorithm, const ParamValues& params, const ExperimentSpec& spec,
              const Dataset& dataset, const Split& split)
        : m_trainer(trainer),
          m_iterative(algorithm.capabilities.iterative),
          m_split(split) {
        m_rmse = algorithm.predictsRatings(params);
        m_validates = (m_iterative || spec.validateAll) && !split.valid->empty();
        if (m_iterative) {
            m_keepBest = m_validates && textParam(params, "keep") == "best";
            m_patience = m_validates ? static_cast<int>(intParam(params, "patience")) : 0;
        }
        m_options.metrics = parseMetrics(m_rmse ? "rmse" : "ndcg@10", {}).value();
        m_options.part = EvaluatedPart::Validation;
        m_options.relevanceThreshold = spec.relevanceThreshold;
        m_options.predictsRatings = m_rmse;
        m_options.scale = dataset.scale;
        m_options.threads = spec.threads;
        m_log.validationMetric = m_validates ? m_options.metrics[0].key() : "";
    }

    Result<Trained> run(const TaskContext& outer, const std::function<void(const EpochPoint&)>& onEpoch,
                        const std::stop_token& finish) {
        const auto start = std::chrono::steady_clock::now();
        // Either request interrupts the step at work; which of the two it was decides what is kept.
        std::stop_source both;
        const std::stop_callback onStop(outer.stopToken(), [&both] { both.request_stop(); });
        const std::stop_callback onFinish(finish, [&both] { both.request_stop(); });
        const TaskContext context = outer.withStop(both.get_token());
        const int steps = m_trainer.stepCount();
        for (int step = 1; step <= steps; ++step) {
            auto done = runStep(step, steps, context, onEpoch);
            if (done.hasError()) return done.as<Trained>();
            if (done.isCancelled()) {
                if (outer.stopRequested() || !m_iterative || !m_latest || m_log.epochs.empty()) return Cancelled{};
                m_log.stoppedOnRequest = true;
                break;
            }
            if (m_patience > 0 && step - m_log.bestEpoch >= m_patience) {
                m_log.stoppedEarly = step < steps;
                break;
            }
        }
        Trained model = m_keepBest && m_best ? m_best : m_latest;
        if (!model) model = m_trainer.snapshot(context);
        if (!model) return Cancelled{};
        m_log.keptEpoch = !m_iterative ? 0 : model == m_best ? m_log.bestEpoch : static_cast<int>(m_log.epochs.size());
        m_log.keptValidation = model == m_best ? m_bestValue : m_latestValue;
        m_log.seconds = secondsSince(start) - m_validationSeconds;
        return model;
    }
    TrainingLog log() && { return std::move(m_log); }

private:
    Result<> runStep(int step, int steps, const TaskContext& context, const std::function<void(const EpochPoint&)>& onEpoch) {
        if (context.stopRequested()) return Cancelled{};
        const TaskContext part = context.part(static_cast<double>(step - 1) / steps, static_cast<double>(step) / steps);
        auto report = m_trainer.step(part);
        if (!report) return report.as<Done>();
        EpochPoint point{step, report.value().objective, std::nan("")};
        if (m_validates)
            if (auto done = validate(point, part); !done) return done;
        if (m_iterative) {
            m_log.epochs.push_back(point);
            if (onEpoch) onEpoch(point);
            context.report(static_cast<double>(step) / steps, "epoch " + std::to_string(step) + " of " + std::to_string(steps));
        }
        return Done{};
    }

    /// Leaves everything as it was where it is interrupted: a model counts only with its value.
    Result<> validate(EpochPoint& point, const TaskContext& context) {
        Trained model = m_trainer.snapshot(context);
        if (!model) return Cancelled{};
        const auto start = std::chrono::steady_clock::now();
        auto evaluation = evaluate(*model, m_split, m_options, TaskContext(context.stopToken(), {}));
        m_validationSeconds += secondsSince(start);
        if (!evaluation) return evaluation.as<Done>();
        point.validation = evaluation.value().values.at(m_log.validationMetric).value;
        m_latest = std::move(model);
        m_latestValue = point.validation;
        const bool better = m_log.bestEpoch == 0 || (m_rmse ? point.validation < m_bestValue : point.validation > m_bestValue);
        if (m_iterative && std::isfinite(point.validation) && better) {
            m_bestValue = point.validation;
            m_log.bestEpoch = point.epoch;
            m_best = m_latest;
        }
        return Done{};
    }
    Trainer& m_trainer;
    bool m_iterative;
    const Split& m_split;
    bool m_rmse = false, m_validates = false, m_keepBest = false;
    int m_patience = 0;
    double m_bestValue = 0, m_latestValue = std::nan(""), m_validationSeconds = 0;
    EvaluationOptions m_options;
    TrainingLog m_log;
    Trained m_best, m_latest;
};

} // namespace

std::vector<ParamSpec> trainingParams(const AlgorithmInfo& algorithm) {
    std::vector<ParamSpec> params = algorithm.params;
    if (algorithm.capabilities.iterative) {
        params.push_back({"keep",
                          "Keep",
                          "With a validation part: the epoch that is best on it, or the last.",
                          std::string("best"),
                          0,
                          0,
                          false,
                          true,
                          {"best", "last"}});
        params.push_back({"patience", "Patience", "Stops after this many epochs without a better validation; 0 is off.",
                          std::int64_t{0}, 0, 1000, false, true});
    }
    return params;
}

Result<ModelResult> trainModel(const ModelSpec& model, const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset,
                               const Split& split, const TaskContext& context,
                               const std::function<void(const EpochPoint&)>& onEpoch, const std::stop_token& finish) {
    const AlgorithmInfo* algorithm = findAlgorithm(model.algorithm);
    if (!algorithm) {
        std::string known;
        for (const AlgorithmInfo& a : algorithms()) known += (known.empty() ? "" : ", ") + a.id;
        return Error{ErrorKind::InvalidParameter, "There is no model \"" + model.algorithm + "\": known are " + known + ".",
                     "model"};
    }
    auto params = completeParams(trainingParams(*algorithm), model.params);
    if (!params) return params.as<ModelResult>();
    TrainInput input = TrainInput::make(split.train, spec.relevanceThreshold, deriveSeed(spec.seed, "train"), spec.threads);
    input.dataset = dataset;
    if (input.positives->empty())
        return Error{ErrorKind::InvalidInput,
                     "No training rating reaches the relevance threshold " + formatNumber(spec.relevanceThreshold) +
                         ": lower it.",
                     "relevance_threshold"};
    const auto start = std::chrono::steady_clock::now();
    auto trainer = algorithm->makeTrainer(input, params.value());
    if (!trainer) return trainer.as<ModelResult>();
    const double setUpSeconds = secondsSince(start);
    TrainLoop loop(*trainer.value(), *algorithm, params.value(), spec, *dataset, split);
    auto trained = loop.run(context, onEpoch, finish);
    if (trained.hasError()) {
        Error error = trained.error();
        if (!error.message.starts_with(algorithm->name)) error.message = algorithm->name + ": " + error.message;
        return error;
    }
    if (!trained) return Cancelled{};
    ModelResult result;
    result.spec = model;
    result.params = std::move(params).value();
    result.model = std::move(trained).value();
    result.log = std::move(loop).log();
    result.trainSeconds = setUpSeconds + result.log.seconds;
    return result;
}

} // namespace recoscope
