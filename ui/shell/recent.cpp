#include "ui/shell/recent.h"
#include "core/data/synthetic/world_spec.h"
#include <QCoreApplication>
#include <QFileInfo>
#include <QSettings>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Recent", text); }
bool isDemo(const QString& ref) { return ref == QLatin1String("demo"); }

} // namespace

QStringList recentRefs() { return QSettings().value(QStringLiteral("recent")).toStringList(); }

void rememberRecent(const QString& ref) {
    const QString kept = isDemo(ref) || isWorldRef(ref.toStdString()) ? ref : QFileInfo(ref).absoluteFilePath();
    QStringList refs = recentRefs();
    refs.removeAll(kept);
    refs.prepend(kept);
    while (refs.size() > 10) refs.removeLast();
    QSettings().setValue(QStringLiteral("recent"), refs);
}

RefWords wordsOf(const QString& ref) {
    if (isDemo(ref)) return {tr("Demo world"), tr("ships with the program; simulated"), QStringLiteral("film")};
    if (isWorldRef(ref.toStdString())) return {ref, tr("synthetic world; simulated"), QStringLiteral("dice")};
    const QFileInfo file(ref);
    return {file.fileName(), file.path(), file.isDir() ? QStringLiteral("open") : QStringLiteral("file")};
}

} // namespace recoscope::ui
