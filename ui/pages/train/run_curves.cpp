#include "ui/pages/train/run_curves.h"
#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("RunCurves", text); }

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
    const QString epoch = QString::number(static_cast<int>(best.x())), value = metricText(metric, best.y());
    if (run.isDone()) {
        const TrainingLog& log = run.result->log;
        return tr("Best on the validation part: epoch %1 (%2). Epoch %3 is kept.")
            .arg(epoch, value, QString::number(log.keptEpoch));
    }
    const auto given = run.spec.params.find("keep");
    const bool keepsLast = given != run.spec.params.end() && given->second == ParamValue(std::string("last"));
    const int ago = last - static_cast<int>(best.x());
    QString so = ago == 0   ? tr("Best so far: epoch %1 (%2), the latest.").arg(epoch, value)
                 : ago == 1 ? tr("Best so far: epoch %1 (%2), 1 epoch ago.").arg(epoch, value)
                            : tr("Best so far: epoch %1 (%2), %3 epochs ago.").arg(epoch, value, QString::number(ago));
    if (!Session::wouldKeep(run)) return so;
    return so + ' ' + (keepsLast ? tr("The last epoch is kept, whenever you stop.") : tr("It is kept, whenever you stop."));
}

/// Words for a power of a thousand, so that ticks stay short.
std::pair<double, QString> unitOf(const std::vector<QPointF>& points) {
    double largest = 0;
    for (const QPointF& p : points) largest = std::max(largest, std::abs(p.y()));
    if (largest >= 1e9) return {1e9, tr("billions")};
    if (largest >= 1e6) return {1e6, tr("millions")};
    if (largest >= 1e4) return {1e3, tr("thousands")};
    return {1, {}};
}

LineSeries seriesOf(const Run& run) {
    LineSeries series;
    series.id = run.id;
    series.signature = run.signature;
    return series;
}

/// The last point with its value, as a series of its own: a line has one mark.
LineSeries lastPoint(const LineSeries& line, const QString& label) {
    LineSeries last = line;
    last.points = {line.points.back()};
    last.markedPoint = 0;
    last.markedLabel = label;
    return last;
}

void fillObjective(CurvePair& curves, const Run& run) {
    LineSeries line = seriesOf(run);
    for (const EpochPoint& point : run.epochs)
        if (std::isfinite(point.objective)) line.points.emplace_back(point.epoch, point.objective);
    const auto [factor, unit] = unitOf(line.points);
    for (QPointF& p : line.points) p.ry() /= factor;
    curves.objectiveNote = unit.isEmpty() ? tr("training, lower is better") : tr("training, %1, lower is better").arg(unit);
    curves.objectiveAxis = axisAround(line.points, {});
    curves.objectiveAxis.title = unit.isEmpty() ? tr("objective") : tr("objective, %1").arg(unit);
    if (!line.points.empty()) curves.objective.push_back(lastPoint(line, format::figures(line.points.back().y())));
    curves.objective.insert(curves.objective.begin(), line);
}

/// Values of other runs as rules; where two labels would lie on each other the rule stays and the lower label goes.
void fillReferences(CurvePair& curves, const Run& run, const std::vector<const Run*>& others, const std::string& metric) {
    for (const Run* other : others) {
        if (other->id == run.id || !other->result || other->spec.algorithm == "random" || // would flatten everything else
            other->result->log.validationMetric != metric)
            continue;
        const double value = other->result->log.keptValidation;
        if (!sameProtocol(other->experiment, run.experiment) || !std::isfinite(value)) continue;
        curves.references.push_back({false, value, other->name + ' ' + metricText(metric, value)});
    }
    std::ranges::stable_sort(curves.references, std::greater<>(), &ReferenceLine::at);
}

void thinLabels(CurvePair& curves) {
    const double least = 0.06 * (curves.validationAxis.maximum - curves.validationAxis.minimum);
    double above = std::numeric_limits<double>::infinity();
    for (ReferenceLine& line : curves.references) {
        if (above - line.at < least)
            line.label.clear();
        else
            above = line.at;
    }
}

} // namespace

QString metricName(const std::string& key) {
    const std::size_t at = key.find('@');
    const MetricInfo* metric = findMetric(key.substr(0, at));
    const QString name = metric ? QString::fromStdString(metric->name) : QString::fromStdString(key.substr(0, at));
    return at == std::string::npos ? name : name + QString::fromStdString(key.substr(at));
}

CurvePair curvesOf(const Run& run, const std::vector<const Run*>& others) {
    CurvePair curves;
    const std::string metric = validationMetricOf(run);
    curves.epochAxis = {tr("epoch"), 0, static_cast<double>(std::max(1, plannedEpochs(run))), false, {}, {}};
    curves.epochAxis.ticks = niceTicks(0, curves.epochAxis.maximum);
    while (curves.epochAxis.ticks.size() > 2 && curves.epochAxis.ticks.back() > curves.epochAxis.maximum)
        curves.epochAxis.ticks.pop_back();
    fillObjective(curves, run);
    fillReferences(curves, run, others, metric);
    LineSeries line = seriesOf(run);
    for (const EpochPoint& point : run.epochs)
        if (std::isfinite(point.validation)) line.points.emplace_back(point.epoch, point.validation);
    curves.validationAxis = axisAround(line.points, curves.references);
    curves.validationAxis.title = curves.validationName = metricName(metric);
    curves.validationNote = higherIsBetter(metric) ? tr("validation, higher is better") : tr("validation, lower is better");
    thinLabels(curves);
    if (const auto best = bestPoint(line.points, higherIsBetter(metric))) {
        const QPointF point = line.points[*best];
        curves.sentence = bestSentence(run, metric, point, run.epochs.back().epoch);
        if (point != line.points.back()) curves.validation.push_back(lastPoint(line, {}));
        line.markedPoint = best;
        line.markedLabel =
            tr("best: epoch %1, %2").arg(QString::number(static_cast<int>(point.x())), metricText(metric, point.y()));
    } else {
        curves.sentence = tr("There is no validation part, so no epoch is chosen: the last one is the model.");
    }
    curves.validation.insert(curves.validation.begin(), line);
    return curves;
}

QString headlineOf(const Run& run) {
    if (!run.result) return {};
    const TrainingLog& log = run.result->log;
    if (!log.validationMetric.empty() && std::isfinite(log.keptValidation))
        return tr("%1 validation %2").arg(metricText(log.validationMetric, log.keptValidation), metricName(log.validationMetric));
    const auto it = run.result->means.find("ndcg@10");
    return it == run.result->means.end() ? QString() : tr("%1 NDCG@10").arg(metricText("ndcg@10", it->second.value));
}

} // namespace recoscope::ui
