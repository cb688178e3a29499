#pragma once
#include "ui/charts/chart_canvas.h"
#include "ui/charts/picked_range.h"
#include "ui/charts/plot.h"
#include <algorithm>

namespace recoscope::ui {

/// What a bar plot holds and how it is painted; bar_plot.cpp has its interface and its looks, bar_plot_hands.cpp its hands.
struct BarPlot::Private {
    using Stretch = std::pair<std::size_t, std::size_t>;
    ChartCanvas canvas;
    QString name = QStringLiteral("bars"), xTitle, emptyReason;
    std::pair<QString, QString> columns;
    std::vector<Bar> bars;
    std::vector<BarPart> parts;
    QString partLabels; ///< What the labels of the parts are.
    std::vector<std::pair<std::size_t, QString>> ticks;
    QRectF area;                        ///< Of the last painting on the screen.
    std::size_t cursor = 0, anchor = 0; ///< Of the keyboard.
    bool pickable = false;
    DragAlong drag;
    std::optional<Stretch> picked, picking; ///< What is picked; what a drag would pick.

    QRectF paint(QPainter& painter, const QRectF& target);
    void paintParts(QPainter& painter, const QRectF& plot, const Axis& y) const;
    double magnification(double top) const; ///< Of the parts, against an axis up to `top`.
    QString partNote(double top) const;
    void paintPicked(QPainter& painter, const QRectF& plot) const;
    const QString& valueLabel(std::size_t k) const { return parts.empty() ? bars[k].valueLabel : parts[k].valueLabel; }
    double slot(const QRectF& plot) const { return plot.width() / static_cast<double>(std::max<std::size_t>(1, bars.size())); }
    double centre(const QRectF& plot, std::size_t k) const { return plot.left() + (static_cast<double>(k) + 0.5) * slot(plot); }
};

} // namespace recoscope::ui
