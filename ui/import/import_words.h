#pragma once
#include "core/data/preview/preview.h"
#include <QString>
#include <QStringList>

namespace recoscope::ui {

/// "About 25,000,095 rows · 2.1 GB of memory · 1.4 s", or where it is too much the two figures and what to do.
[[nodiscard]] QString forecastWords(const SourceForecast& forecast);
/// "Read with it: u.item (items), u.user (users), 14 parts of splits"; empty where nothing is.
[[nodiscard]] QString companionWords(const SourcePreview& preview);
/// "Kept as context, to filter by: place, weather"; empty where no column is.
[[nodiscard]] QString contextWords(const SourcePreview& preview);
/// "2 of the first 1,000 lines are rejected".
[[nodiscard]] QString rejectWords(const SourcePreview& preview);
/// One line for each: place, what was expected, what stands there.
[[nodiscard]] QStringList rejectLines(const SourcePreview& preview);
/// Sentences of the core name the options of the command line; here there are buttons and menus for them.
[[nodiscard]] QString forTheWindow(const std::string& message);

} // namespace recoscope::ui
