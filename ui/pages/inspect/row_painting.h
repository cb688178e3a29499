#pragma once
#include <QPainter>
#include <QRectF>
#include <QString>

namespace recoscope::ui {

enum class Movement;

/// The mark of a held-out hit: a disc with a tick.
void paintHit(QPainter& painter, QPointF centre, double diameter);
/// "▲ 3", "▼ 1", "new", "–", right-aligned and centred in height.
void paintMovement(QPainter& painter, const QRectF& rect, Movement movement, int places);

} // namespace recoscope::ui
