#pragma once

class QWidget;

namespace recoscope::ui {

class Exportable;

/// The data behind a picture as a table, sortable, to copy or save.
void showAsTable(QWidget& source, Exportable& content);
/// The picture alone, as large as the screen allows; it follows the source while it changes.
void showEnlarged(QWidget& source, Exportable& content);
/// What the picture shows and how to read it, in plain sentences beside it. Esc or a click elsewhere closes.
void showExplanation(QWidget& source, Exportable& content);

} // namespace recoscope::ui
