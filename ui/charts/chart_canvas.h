#pragma once
#include "ui/charts/plot.h"
#include <QFont>
#include <QRectF>
#include <memory>
#include <span>

class QPainter;

namespace recoscope::ui {

/// What Qt Charts draws for us: axes, grid, lines or bars, into any painter; labels, markers and rules are laid over it by the
/// plots. The only class that knows Qt Charts. GUI thread only.
class ChartCanvas {
public:
    ChartCanvas();
    ~ChartCanvas();
    void setMargins(double left, double top, double right, double bottom); ///< Room for overlays, in pixels.
    void setLines(const Axis& x, const Axis& y, std::span<const LineSeries> series, int highlighted);
    static double barWidth(std::size_t bars) { return bars > 12 ? 0.85 : 0.72; } ///< As a part of a bar's room.
    void setBars(std::span<const Bar> bars, const Axis& y);
    /// Draws at this place and size; returns the plot area in the painter's coordinates.
    QRectF paint(QPainter& painter, const QRectF& target);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The ticks of an axis with their labels: as given, or nice ones (powers of ten on logarithmic axes).
[[nodiscard]] std::vector<std::pair<double, QString>> ticksOf(const Axis& axis);
/// Position of a value between 0 and 1 along the axis.
[[nodiscard]] double fractionOf(const Axis& axis, double value);
/// The value at a position: the inverse of fractionOf.
[[nodiscard]] double valueAt(const Axis& axis, double fraction);

} // namespace recoscope::ui
