#pragma once
#include <QString>
#include <QStringList>

namespace recoscope::ui {

/// What was opened last, newest first, at most ten. Kept in the settings.
[[nodiscard]] QStringList recentRefs();
void rememberRecent(const QString& ref);

/// How a reference is shown: a path by its last part, the demo world by its name, a synthetic world by its text,
/// the catalogue's sets by their names.
struct RefWords {
    QString name, place, icon;
};
[[nodiscard]] RefWords wordsOf(const QString& ref);

} // namespace recoscope::ui
