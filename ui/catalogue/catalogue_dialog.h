#pragma once

class QWidget;

namespace recoscope::ui {

class Session;

/// The catalogue over the window, for when data is open already: closed by Esc or by opening something.
void showCatalogue(QWidget& window, Session& session);

} // namespace recoscope::ui
