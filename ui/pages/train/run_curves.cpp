#include "ui/pages/train/run_curves.h"
#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("RunCurves", text); }

/// "ndcg@10" as people write it: "NDCG@10".
QString metricName(const std::string& key) {
    const std::size_t at = key.find('@');
    const MetricInfo* metric = findMetric(key.substr(0, at));
    const QString name = metric ? QString::fromStdString(metric->name) : QString::fromStdString(key.substr(0, at));
    return at == std::string::npos ? name : name + QString::fromStdString(key.substr(at));
}

QString metricText(const std::string& key, double value) {
    const MetricInfo* metric = findMetric(key.substr(0, key.find('@')));
    return metric ? format::metric(*metric, value) : format::score(value);
}

std::string validationMetricOf(const Run& run) {
    if (run.result) return run.result->log.validationMetric;
    const AlgorithmInfo* algorithm = findAlgorithm(run.spec.algorithm);
    return algorithm && algorithm->capabilities.predictsRatings ? "rmse" : "ndcg@10";
}

bool higherIsBetter(const std::string& key) {
    const MetricInfo* metric = findMetric(key.substr(0, key.find('@')));
    return !metric || metric->higherIsBetter;
}

/// Room above and below the values, on round numbers; metrics bounded by 0 never show less.
Axis axisAround(const std::vector<QPointF>& points, const std::vector<ReferenceLine>& references) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const QPointF& p : points) {
        low = std::min(low, p.y());
        high = std::max(high, p.y());
    }
    for (const ReferenceLine& r : references) {
        low = std::min(low, r.at);
        high = std::max(high, r.at);
    }
    if (!(low <= high)) return {};
    const double pad = high > low ? 0.08 * (high - low) : std::max(1e-6, 0.1 * std::abs(high));
    Axis axis;
    axis.ticks = niceTicks(low >= 0 ? std::max(0.0, low - pad) : low - pad, high + pad);
    axis.minimum = axis.ticks.front();
    axis.maximum = axis.ticks.back();
    return axis;
}

std::optional<std::size_t> bestPoint(const std::vector<QPointF>& points, bool higher) {
    if (points.empty()) return {};
    const auto better = [higher](const QPointF& a, const QPointF& b) { return higher ? a.y() < b.y() : a.y() > b.y(); };
    return static_cast<std::size_t>(std::ranges::max_element(points, better) - points.begin());
}

int plannedEpochs(const Run& run) {
    const AlgorithmInfo* algorithm = findAlgorithm(run.spec.algorithm);
    if (!algorithm) return static_cast<int>(run.epochs.size());
    const auto completed = completeParams(trainingParams(*algorithm), run.spec.params);
    if (!completed || !completed.value().contains("epochs")) return static_cast<int>(run.epochs.size());
    return static_cast<int>(intParam(completed.value(), "epochs"));
}

QString bestSentence(const Run& run, const std::string& metric, const QPointF& best, int last) {
    const auto epoch = static_cast<int>(best.x());
    const QString value = metricText(metric, best.y());
    if (run.isDone())
        return tr("Best: epoch %1 (%2). Epoch %3 is kept.")
            .arg(QString::number(epoch), value, QString::number(run.result->log.keptEpoch));
    if (epoch == last) return tr("Best so far: epoch %1 (%2), the latest.").arg(QString::number(epoch), value);
    return tr("Best so far: epoch %1 (%2), %3 epochs ago.").arg(QString::number(epoch), value, QString::number(last - epoch));
}

} // namespace

CurvePair curvesOf(const Run& run, const std::vector<const Run*>& others) {
    CurvePair curves;
    const std::string metric = validationMetricOf(run);
    for (const EpochPoint& point : run.epochs) {
        if (std::isfinite(point.objective)) curves.objective.points.emplace_back(point.epoch, point.objective);
        if (std::isfinite(point.validation)) curves.validation.points.emplace_back(point.epoch, point.validation);
    }
    for (const Run* other : others) {
        if (other->id == run.id || other->result->log.validationMetric != metric || other->result->log.epochs.empty()) continue;
        if (!(other->experiment.split == run.experiment.split) || other->experiment.seed != run.experiment.seed) continue;
        const auto kept = static_cast<std::size_t>(std::max(1, other->result->log.keptEpoch)) - 1;
        const double value = other->result->log.epochs[std::min(kept, other->result->log.epochs.size() - 1)].validation;
        if (std::isfinite(value)) curves.references.push_back({false, value, other->name + ' ' + metricText(metric, value)});
    }
    curves.epochAxis = {tr("epoch"), 0, static_cast<double>(std::max(1, plannedEpochs(run))), false, {}, {}};
    curves.objectiveAxis = axisAround(curves.objective.points, {});
    curves.validationAxis = axisAround(curves.validation.points, curves.references);
    curves.validationAxis.title = metricName(metric);
    for (LineSeries* series : {&curves.objective, &curves.validation}) {
        series->id = run.id;
        series->signature = run.signature;
    }
    if (!curves.objective.points.empty()) curves.objective.markedPoint = curves.objective.points.size() - 1;
    if (const auto best = bestPoint(curves.validation.points, higherIsBetter(metric))) {
        const QPointF point = curves.validation.points[*best];
        curves.validation.markedPoint = best;
        curves.validation.markedLabel =
            tr("best: epoch %1, %2").arg(QString::number(static_cast<int>(point.x())), metricText(metric, point.y()));
        curves.sentence = bestSentence(run, metric, point, run.epochs.back().epoch);
    }
    return curves;
}

QString headlineOf(const Run& run) {
    if (!run.result) return {};
    const TrainingLog& log = run.result->log;
    if (!log.epochs.empty() && !log.validationMetric.empty()) {
        const auto kept = static_cast<std::size_t>(std::max(1, log.keptEpoch)) - 1;
        const double value = log.epochs[std::min(kept, log.epochs.size() - 1)].validation;
        if (std::isfinite(value))
            return tr("%1 validation %2").arg(metricText(log.validationMetric, value), metricName(log.validationMetric));
    }
    const auto it = run.result->means.find("ndcg@10");
    return it == run.result->means.end() ? QString() : tr("%1 NDCG@10").arg(metricText("ndcg@10", it->second.value));
}

} // namespace recoscope::ui
