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

/// The training loop, written once for all algorithms: validation after each epoch, keep-the-best, patience.
class TrainLoop {
public:
    TrainLoop(Trainer& trainer, const AlgorithmInfo& algorithm, const ParamValues& params, const ExperimentSpec& spec,
              const Dataset& dataset, const Split& split)
        : m_trainer(trainer),
          m_iterative(algorithm.capabilities.iterative),
          m_split(split) {
        m_rmse = algorithm.predictsRatings(params);
        m_validates = m_iterative && !split.valid->empty();
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

    Result<std::shared_ptr<const Model>> run(const TaskContext& context, const std::function<void(const EpochPoint&)>& onEpoch) {
        using Trained = std::shared_ptr<const Model>;
        const auto start = std::chrono::steady_clock::now();
        const int steps = m_trainer.stepCount();
        for (int step = 1; step <= steps; ++step) {
            const TaskContext part = context.part(static_cast<double>(step - 1) / steps, static_cast<double>(step) / steps);
            if (context.stopRequested()) return Cancelled{};
            auto report = m_trainer.step(part);
            if (!report) return report.as<Trained>();
            EpochPoint point{step, report.value().objective, std::nan("")};
            if (m_validates) {
                if (auto done = validate(point, part); !done) return done.as<Trained>();
            }
            if (m_iterative) {
                m_log.epochs.push_back(point);
                if (onEpoch) onEpoch(point);
                context.report(static_cast<double>(step) / steps,
                               "epoch " + std::to_string(step) + " of " + std::to_string(steps));
            }
            if (m_patience > 0 && step - m_log.bestEpoch >= m_patience) {
                m_log.stoppedEarly = step < steps;
                break;
            }
        }
        Trained model = m_keepBest && m_best ? m_best : m_latest;
        if (!model) model = m_trainer.snapshot(context);
        if (!model) return Cancelled{};
        m_log.keptEpoch = !m_iterative ? 0 : m_keepBest ? m_log.bestEpoch : static_cast<int>(m_log.epochs.size());
        m_log.seconds = secondsSince(start);
        return model;
    }
    TrainingLog log() && { return std::move(m_log); }

private:
    Result<> validate(EpochPoint& point, const TaskContext& context) {
        m_latest = m_trainer.snapshot(context);
        if (!m_latest) return Cancelled{};
        auto evaluation = evaluate(*m_latest, m_split, m_options, TaskContext(context.stopToken(), {}));
        if (!evaluation) return evaluation.as<Done>();
        point.validation = evaluation.value().values.at(m_log.validationMetric).value;
        const bool better = m_log.bestEpoch == 0 || (m_rmse ? point.validation < m_bestValue : point.validation > m_bestValue);
        if (std::isfinite(point.validation) && better) {
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
    double m_bestValue = 0;
    EvaluationOptions m_options;
    TrainingLog m_log;
    std::shared_ptr<const Model> m_best, m_latest;
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
                               const std::function<void(const EpochPoint&)>& onEpoch) {
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
    TrainLoop loop(*trainer.value(), *algorithm, params.value(), spec, *dataset, split);
    auto trained = loop.run(context, onEpoch);
    if (trained.hasError())
        return Error{trained.error().kind, algorithm->name + ": " + trained.error().message, trained.error().where};
    if (!trained) return Cancelled{};
    ModelResult result;
    result.spec = model;
    result.params = std::move(params).value();
    result.model = std::move(trained).value();
    result.log = std::move(loop).log();
    result.trainSeconds = secondsSince(start);
    return result;
}

} // namespace recoscope
