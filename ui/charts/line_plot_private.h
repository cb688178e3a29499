#pragma once
#include "ui/charts/chart_canvas.h"
#include "ui/charts/picked_range.h"
#include "ui/charts/plot.h"

namespace recoscope::ui {

/// What a line plot holds and how it is painted; line_plot.cpp has its interface and its hands, line_plot_paint.cpp its looks.
struct LinePlot::Private {
    ChartCanvas canvas;
    QString name = QStringLiteral("chart"), description;
    Axis x, y;
    std::vector<LineSeries> series;
    std::vector<ReferenceLine> references;
    std::vector<QPointF> upper, lower;
    std::vector<Band> bands;
    Inset inset;
    std::optional<Guide> guide;
    std::vector<LineSeries> overlay;
    bool pickable = false;
    DragAlong drag;
    std::optional<std::pair<double, double>> picked, picking; ///< What is picked; what a drag would pick.
    double anchor = 0;                                        ///< Where a stretch of the keyboard begins.
    bool directLabels = true;
    int highlighted = 0;
    QRectF area;                                      ///< Of the last painting on the screen.
    std::pair<std::size_t, std::size_t> cursor{0, 0}; ///< Series and point of the keyboard.

    QPointF pixel(const QRectF& plot, QPointF p) const {
        return {plot.left() + fractionOf(x, p.x()) * plot.width(), plot.bottom() - fractionOf(y, p.y()) * plot.height()};
    }
    /// The series, and behind them the overlay: what hover and keyboard walk over.
    std::size_t lineCount() const { return series.size() + overlay.size(); }
    const LineSeries& line(std::size_t k) const { return k < series.size() ? series[k] : overlay[k - series.size()]; }
    double valueAtPixel(double at) const { return valueAt(x, (at - area.left()) / std::max(1.0, area.width())); }
    void paintPicked(QPainter& painter, const QRectF& plot) const;
    double labelWidth() const;
    QString readoutOf(const LineSeries& s, std::size_t point) const;
    QRectF paint(QPainter& painter, const QRectF& target);
    void paintShading(QPainter& painter, const QRectF& plot) const;
    void paintReferences(QPainter& painter, const QRectF& plot) const;
    void paintMarks(QPainter& painter, const QRectF& plot) const;
    /// `taken`: where texts stand already; the label's box is added.
    void paintMarkedLabel(QPainter& painter, const QRectF& plot, const LineSeries& s, QPointF at,
                          std::vector<QRectF>& taken) const;
    int crossings(const QRectF& box, const QRectF& plot, bool mindsGuide) const;
    int obstacles(const QRectF& box, const QRectF& plot, const std::vector<QRectF>& taken, bool mindsGuide) const;
    QRectF clearPlace(const QRectF& plot, std::vector<QPointF> corners, QSizeF size, const std::vector<QRectF>& taken) const;
    std::vector<QRectF> textBoxes(const QRectF& plot) const;
    bool isTold(const Band& band, const QRectF& plot) const;
    QRectF bandBox(const Band& band, const QRectF& plot) const;
    void paintEndLabels(QPainter& painter, const QRectF& plot) const;
    void paintBands(QPainter& painter, const QRectF& plot) const;
    void paintInset(QPainter& painter, const QRectF& plot) const;
    void paintGuide(QPainter& painter, const QRectF& plot) const;
};

} // namespace recoscope::ui
