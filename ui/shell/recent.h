#pragma once
#include <QStringList>

namespace recoscope::ui {

/// What was opened last, newest first, at most ten. Kept in the settings.
[[nodiscard]] QStringList recentRefs();
void rememberRecent(const QString& ref);

} // namespace recoscope::ui
