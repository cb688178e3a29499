#include "ui/pages/train/run_repair.h"
#include "core/models/registry.h"
#include <QCoreApplication>
#include <algorithm>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("RunRepair", text); }

} // namespace

std::optional<Repair> repairFor(const Run& run) {
    const AlgorithmInfo* algorithm = findAlgorithm(run.spec.algorithm);
    if (run.state != Run::State::Failed || !algorithm) return {};
    const std::vector<ParamSpec> params = trainingParams(*algorithm);
    const auto param = std::ranges::find(params, run.error.where, &ParamSpec::key);
    if (param == params.end() || !std::holds_alternative<double>(param->defaultValue)) return {};
    const double standard = std::get<double>(param->defaultValue);
    const auto given = run.spec.params.find(param->key);
    const auto* tried = given == run.spec.params.end() ? &standard : std::get_if<double>(&given->second);
    if (!tried) return {};
    const double better = *tried > standard ? standard : std::max(param->minimum, *tried / 10);
    if (better >= *tried) return {};
    Repair repair{{}, run.spec};
    repair.spec.params.insert_or_assign(param->key, ParamValue(better));
    repair.text =
        tr("Retry with %1 %2").arg(QString::fromStdString(param->label).toLower(), QString::fromStdString(formatParam(better)));
    return repair;
}

QString failureTitle(const Run& run) {
    const AlgorithmInfo* algorithm = findAlgorithm(run.spec.algorithm);
    if (algorithm && algorithm->capabilities.iterative && run.error.kind == ErrorKind::NumericalFailure)
        return tr("%1 stopped at epoch %2").arg(run.name, QString::number(run.epochs.size() + 1));
    return tr("%1 was not trained").arg(run.name);
}

} // namespace recoscope::ui
