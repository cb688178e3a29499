#pragma once
#include <QString>

namespace recoscope::ui {

class MainWindow;

/// Draws every page of the real window to FOLDER/NAME.png, light and dark, by triggering registered actions and nothing else.
/// Returns what went wrong, empty where nothing did. GUI thread; runs its own event loop while work is done.
[[nodiscard]] QString capturePages(MainWindow& window, const QString& folder, const QString& data);

/// The pages, then every state and size: all pictures that are laid beside the mock-ups.
[[nodiscard]] QString captureAll(MainWindow& window, const QString& folder, const QString& data);

/// The headless tour: pictures of the pages and report.html with the leaderboard and one user's reasons, all texts escaped.
[[nodiscard]] QString runTour(MainWindow& window, const QString& folder, const QString& data);

} // namespace recoscope::ui
