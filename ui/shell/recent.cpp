#include "ui/shell/recent.h"
#include "core/catalogue/place.h"
#include "core/data/synthetic/world_spec.h"
#include <QCoreApplication>
#include <QFileInfo>
#include <QSettings>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Recent", text); }
bool isDemo(const QString& ref) { return ref == QLatin1String("demo"); }

/// The entry's name; its id where the catalogue has it no more.
QString catalogueName(const QString& ref) {
    const QString id = ref.section(':', 1);
    const auto catalogue = readCatalogue();
    const CatalogueEntry* entry = catalogue ? findEntry(catalogue.value(), id.toStdString()) : nullptr;
    return entry ? QString::fromStdString(entry->name) : id;
}

} // namespace

QStringList recentRefs() { return QSettings().value(QStringLiteral("recent")).toStringList(); }

void rememberRecent(const QString& ref) {
    const bool named = isDemo(ref) || isWorldRef(ref.toStdString()) || isCatalogueRef(ref.toStdString());
    const QString kept = named ? ref : QFileInfo(ref).absoluteFilePath();
    QStringList refs = recentRefs();
    refs.removeAll(kept);
    refs.prepend(kept);
    while (refs.size() > 10) refs.removeLast();
    QSettings().setValue(QStringLiteral("recent"), refs);
}

RefWords wordsOf(const QString& ref) {
    if (isDemo(ref)) return {tr("Demo world"), tr("ships with the program; simulated"), QStringLiteral("film")};
    if (isWorldRef(ref.toStdString())) return {ref, tr("synthetic world; simulated"), QStringLiteral("dice")};
    if (isCatalogueRef(ref.toStdString())) return {catalogueName(ref), tr("fetched from the catalogue"), QStringLiteral("data")};
    const QFileInfo file(ref);
    return {file.fileName(), file.path(), file.isDir() ? QStringLiteral("open") : QStringLiteral("file")};
}

} // namespace recoscope::ui
