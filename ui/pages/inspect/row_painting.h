#pragma once
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace recoscope::ui {

enum class Movement;

/// Draws plain text in at most `lines` lines from the top of `rect`, elided at the end; returns the height used.
double drawLines(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, int lines);
/// The height that drawLines would use.
[[nodiscard]] double linesHeight(double width, const QString& text, const QFont& font, int lines);
/// The mark of a held-out hit: a disc with a tick.
void paintHit(QPainter& painter, QPointF centre, double diameter);
/// "▲ 3", "▼ 1", "new", "–", right-aligned and centred in height.
void paintMovement(QPainter& painter, const QRectF& rect, Movement movement, int places);

} // namespace recoscope::ui
