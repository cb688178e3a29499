#pragma once
#include <QSize>
#include <QString>

class QPainter;
class QRectF;
class QStyleOptionMenuItem;

namespace recoscope::ui {

/// A row of a menu: icon or check mark, text, and its keys as a badge at the right.
void paintMenuItem(QPainter& painter, const QStyleOptionMenuItem& option);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem& option);

/// "Ctrl+Shift+Left" as it is shown: "Ctrl Shift ←".
[[nodiscard]] QString shownKeys(QString keys);
/// Keys as they stand in menus, the palette and the search field: a small sunken box, at the right end of `room`. Returns its
/// width.
double paintKeys(QPainter& painter, const QRectF& room, const QString& keys);
[[nodiscard]] double keysWidth(const QString& keys);

} // namespace recoscope::ui
