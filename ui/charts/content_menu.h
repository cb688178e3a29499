#pragma once
#include <QString>

class QMenu;
class QSize;
class QWidget;

namespace recoscope::ui {

class Exportable;

/// What the menu of every chart, map and table does, by name, so that keys, menu and tests share one path. All of it in the GUI
/// thread; `source` is the widget that shows the content and must live as long as it. Dialogs close when the source dies.
enum class ContentCommand { CopyPicture, SavePicture, CopyData, SaveData, ShowAsTable, Enlarge, ResetZoom, WhatIsThis };

void runContentCommand(ContentCommand command, QWidget& source, Exportable& content);

/// While `source` has the focus: Ctrl+C, Ctrl+E, T, F, 0 and F1 do what the menu says beside them.
void offerContentKeys(QWidget& source, Exportable& content);

/// Writes the picture in the format of the ending (.png, .svg, .pdf; others become PNG). False where nothing was written.
[[nodiscard]] bool writePicture(const Exportable& content, QSize size, const QString& path);

} // namespace recoscope::ui
