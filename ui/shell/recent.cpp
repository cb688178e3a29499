#include "ui/shell/recent.h"
#include <QFileInfo>
#include <QSettings>

namespace recoscope::ui {

QStringList recentRefs() { return QSettings().value(QStringLiteral("recent")).toStringList(); }

void rememberRecent(const QString& ref) {
    const QString kept = ref == QLatin1String("demo") ? ref : QFileInfo(ref).absoluteFilePath();
    QStringList refs = recentRefs();
    refs.removeAll(kept);
    refs.prepend(kept);
    while (refs.size() > 10) refs.removeLast();
    QSettings().setValue(QStringLiteral("recent"), refs);
}

} // namespace recoscope::ui
