#pragma once
#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace recoscope::ui {

/// The project's own icons (resources/icons/NAME.svg), drawn in a colour at a size, cached. An unknown name gives an empty
/// picture.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& color, int size, double devicePixelRatio = 1);
/// In the text colour of the theme in force when it is painted.
[[nodiscard]] QIcon icon(const QString& name);

} // namespace recoscope::ui
