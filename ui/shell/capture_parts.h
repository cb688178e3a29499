#pragma once
#include "ui/shell/camera.h"

class QWidget;

/// What the pictures of states share. They drive the window by its actions and by keys.
namespace recoscope::ui {

inline constexpr int kPatience = 30000; ///< Milliseconds.

void press(QWidget* target, int key, int times = 1);

/// The states of the Data page: orders of the map, filters, selections, details, borders, members of a finding.
void shootDataStates(MainWindow& window, Camera& camera);
/// The cards below the first screen, counted.
void shootDetails(MainWindow& window, Camera& camera, const QString& name);

} // namespace recoscope::ui
