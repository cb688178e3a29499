#include "ui/reading_memory.h"
#include <QCryptographicHash>
#include <QSettings>
#include <utility>

namespace recoscope::ui {
namespace {

constexpr qsizetype kMostKept = 100;
const QString kReadings = QStringLiteral("readings/");

/// Shapes hold names from files: a fixed-length digest of them is safe as a key of the settings.
QString keyOf(const std::string& shape) {
    const QByteArray bytes(shape.data(), static_cast<qsizetype>(shape.size()));
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(32));
}

constexpr std::pair<const char*, std::string LoadOptions::*> kTexts[]{
    {"file", &LoadOptions::file},         {"format", &LoadOptions::format},     {"separator", &LoadOptions::separator},
    {"columns", &LoadOptions::columns},   {"encoding", &LoadOptions::encoding}, {"decimal", &LoadOptions::decimal},
    {"time_unit", &LoadOptions::timeUnit}};
constexpr std::pair<const char*, std::optional<bool> LoadOptions::*> kSwitches[]{{"header", &LoadOptions::header},
                                                                                 {"quotes", &LoadOptions::quotes}};

} // namespace

std::optional<LoadOptions> recallReading(const std::string& shape) {
    QSettings settings;
    settings.beginGroup(kReadings + keyOf(shape));
    if (settings.childKeys().isEmpty()) return {};
    LoadOptions options;
    for (const auto& [key, member] : kTexts) options.*member = settings.value(QLatin1String(key)).toString().toStdString();
    for (const auto& [key, member] : kSwitches)
        if (const QString word = settings.value(QLatin1String(key)).toString(); !word.isEmpty())
            options.*member = word == QLatin1String("yes");
    return options;
}

void rememberReading(const std::string& shape, const LoadOptions& options) {
    forgetReading(shape);
    QSettings settings;
    settings.beginGroup(kReadings);
    const QStringList kept = settings.childGroups();
    if (kept.size() >= kMostKept) settings.remove(kept.first());
    settings.beginGroup(keyOf(shape));
    for (const auto& [key, member] : kTexts)
        if (!(options.*member).empty()) settings.setValue(QLatin1String(key), QString::fromStdString(options.*member));
    for (const auto& [key, member] : kSwitches)
        if (options.*member)
            settings.setValue(QLatin1String(key), *(options.*member) ? QStringLiteral("yes") : QStringLiteral("no"));
}

void forgetReading(const std::string& shape) { QSettings().remove(kReadings + keyOf(shape)); }

} // namespace recoscope::ui
