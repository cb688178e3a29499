#pragma once

class QWidget;

namespace recoscope::ui {

class ActionRegistry;

/// Every action with keys, by menu, and the keys of charts and maps; with a field that narrows the list.
void showShortcuts(QWidget& parent, const ActionRegistry& actions);
/// Version, licence, and what the program is built with.
void showAbout(QWidget& parent);

} // namespace recoscope::ui
