#include "ui/models/run_text.h"
#include "core/models/registry.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>
#include <cmath>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("RunText", text); }
QString words(const std::string& key) { return QString::fromStdString(key).replace('_', ' '); }
QString valueText(const ParamValue& value) { return QString::fromStdString(formatParam(value)); }

ParamValues completed(const ModelSpec& spec) {
    const AlgorithmInfo* algorithm = findAlgorithm(spec.algorithm);
    if (!algorithm) return spec.params;
    auto all = completeParams(trainingParams(*algorithm), spec.params);
    return all ? all.value() : spec.params;
}

/// What a cell shows: the given values in the order of the form, else the first parameter of the algorithm.
std::vector<std::pair<std::string, ParamValue>> telling(const ModelSpec& spec) {
    const AlgorithmInfo* algorithm = findAlgorithm(spec.algorithm);
    if (!algorithm) return {spec.params.begin(), spec.params.end()};
    std::vector<std::pair<std::string, ParamValue>> told;
    for (const ParamSpec& param : trainingParams(*algorithm))
        if (const auto it = spec.params.find(param.key); it != spec.params.end()) told.emplace_back(param.key, it->second);
    if (told.empty() && !algorithm->params.empty())
        told.emplace_back(algorithm->params.front().key, algorithm->params.front().defaultValue);
    return told;
}

QString shortForm(const std::string& key, const ParamValue& value) {
    QString text = valueText(value);
    if (key == "factors" || key == "epochs") return text + ' ' + words(key);
    if (key == "neighbors") return QStringLiteral("k ") + text;
    if (key == "learning_rate") return QStringLiteral("rate ") + text;
    if (std::holds_alternative<std::string>(value)) return text;
    return words(key) + ' ' + text;
}

int percent(double share) { return static_cast<int>(std::lround(100 * share)); }

} // namespace

bool sameProtocol(const ExperimentSpec& a, const ExperimentSpec& b) {
    const bool bothAll = std::isnan(a.relevanceThreshold) && std::isnan(b.relevanceThreshold);
    return a.split == b.split && a.seed == b.seed && (bothAll || a.relevanceThreshold == b.relevanceThreshold);
}

QString splitWords(const SplitSpec& spec) {
    const int test = percent(spec.test), valid = percent(spec.valid);
    QStringList parts{QString::number(100 - test - valid)};
    if (valid > 0) parts << QString::number(valid);
    const QString shares = (parts << QString::number(test)).join(QStringLiteral(" / "));
    const QString rest = spec.valid > 0 ? tr(", the one before for validation") : QString();
    switch (spec.kind) {
    case SplitKind::None:
        return tr("no split");
    case SplitKind::Holdout:
        return tr("of all ratings %1").arg(shares);
    case SplitKind::PerUser:
        return tr("per user %1").arg(shares);
    case SplitKind::PerUserTemporal:
        return tr("per user by time %1").arg(shares);
    case SplitKind::LeaveLastOut:
        return tr("leave last out") + rest;
    case SplitKind::LeaveOneOut:
        return tr("leave one out") + (spec.valid > 0 ? tr(", one more for validation") : QString());
    case SplitKind::Temporal:
        return tr("one cut in time %1").arg(shares);
    case SplitKind::Users:
        return tr("held-out users %1, %2 % hidden").arg(shares, QString::number(percent(spec.hidden)));
    case SplitKind::KFold:
        return tr("%1 folds").arg(spec.folds);
    case SplitKind::Predefined:
        return tr("as the files say");
    }
    return {};
}

QString positivesWords(double relevanceThreshold) {
    return std::isnan(relevanceThreshold) ? tr("every rating is a positive")
                                          : tr("ratings from %1 are positives").arg(format::rating(relevanceThreshold));
}

QString settingsText(const ModelSpec& spec) {
    QStringList parts;
    for (const auto& [key, value] : telling(spec)) parts << words(key) + ' ' + valueText(value);
    return parts.join(QStringLiteral(" · "));
}

QString settingsShort(const ModelSpec& spec) {
    QStringList parts;
    for (const auto& [key, value] : telling(spec)) parts << shortForm(key, value);
    return parts.join(QStringLiteral(" · "));
}

QString settingsChange(const ModelSpec& from, const ModelSpec& to) {
    const ParamValues before = completed(from), after = completed(to);
    QStringList parts;
    for (const auto& [key, value] : after)
        if (const auto it = before.find(key); it != before.end() && it->second != value)
            parts << QStringLiteral("%1 %2 → %3").arg(words(key), valueText(it->second), valueText(value));
    return parts.join(QStringLiteral(", "));
}

} // namespace recoscope::ui
