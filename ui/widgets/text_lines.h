#pragma once
#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace recoscope::ui {

/// Draws plain text in at most `lines` lines from the top of `rect`, elided at the end; returns the height used.
double drawLines(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, int lines);
/// The height that drawLines would use.
[[nodiscard]] double linesHeight(double width, const QString& text, const QFont& font, int lines);

} // namespace recoscope::ui
