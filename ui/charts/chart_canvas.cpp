#include "ui/charts/chart_canvas.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr qsizetype kMaxPoints = 2000;

double axisValue(const Axis& axis, double value) { return axis.logarithmic ? std::log10(std::max(value, axis.minimum)) : value; }

/// Smallest and largest of every bucket, in order: no peak is lost.
QList<QPointF> decimated(const std::vector<QPointF>& points) {
    QList<QPointF> kept;
    const auto n = static_cast<qsizetype>(points.size());
    if (n <= kMaxPoints) return {points.begin(), points.end()};
    const qsizetype buckets = kMaxPoints / 2;
    for (qsizetype b = 0; b < buckets; ++b) {
        const auto begin = points.begin() + b * n / buckets, end = points.begin() + (b + 1) * n / buckets;
        auto [low, high] = std::minmax_element(begin, end, [](const QPointF& p, const QPointF& q) { return p.y() < q.y(); });
        if (high < low) std::swap(low, high);
        kept << *low << *high;
    }
    return kept;
}

void describe(QCategoryAxis& made, const Axis& axis, bool horizontal) {
    for (const QString& label : made.categoriesLabels()) made.remove(label);
    made.setRange(axisValue(axis, axis.minimum), axisValue(axis, axis.maximum));
    made.setStartValue(axisValue(axis, axis.minimum));
    for (const auto& [value, label] : ticksOf(axis))
        made.append(label.isEmpty() ? QStringLiteral(" ") : label, axisValue(axis, value));
    made.setLabelsFont(ui::font(Appearance::Type::Caption));
    made.setLabelsBrush(theme().muted);
    made.setGridLineVisible(!horizontal);
    made.setGridLinePen(QPen(theme().grid, 1));
    made.setLinePen(horizontal ? QPen(theme().control, 1) : QPen(Qt::NoPen));
    made.setLineVisible(horizontal);
}

} // namespace

std::vector<double> niceTicks(double minimum, double maximum, int about) {
    if (!(maximum > minimum) || !std::isfinite(minimum) || !std::isfinite(maximum)) return {minimum, minimum + 1};
    const double raw = (maximum - minimum) / std::max(1, about - 1);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double lead : {1.0, 2.0, 2.5, 5.0})
        if (lead * power >= raw * 0.9) {
            step = lead * power;
            break;
        }
    std::vector<double> ticks;
    const double first = std::floor(minimum / step + 1e-9) * step;
    for (int k = 0; k < 100; ++k) {
        const double tick = first + k * step;
        ticks.push_back(std::abs(tick) < step * 1e-9 ? 0 : tick);
        if (tick >= maximum - step * 1e-9) break;
    }
    return ticks;
}

std::vector<std::pair<double, QString>> ticksOf(const Axis& axis) {
    std::vector<double> values = axis.ticks;
    if (values.empty() && axis.logarithmic)
        for (double v = std::pow(10.0, std::ceil(std::log10(axis.minimum) - 1e-9)); v <= axis.maximum * (1 + 1e-9); v *= 10)
            values.push_back(v);
    if (values.empty()) values = niceTicks(axis.minimum, axis.maximum);
    const double step = values.size() > 1 ? values[1] - values[0] : 1;
    std::vector<std::pair<double, QString>> ticks;
    for (std::size_t k = 0; k < values.size(); ++k)
        if (values[k] >= axis.minimum - 1e-9 * std::abs(step) && values[k] <= axis.maximum + 1e-9 * std::abs(step))
            ticks.emplace_back(values[k], k < axis.tickLabels.size() ? axis.tickLabels[k]
                                                                     : format::axis(values[k], axis.logarithmic ? 1 : step));
    return ticks;
}

double fractionOf(const Axis& axis, double value) {
    const double low = axisValue(axis, axis.minimum), high = axisValue(axis, axis.maximum);
    return high > low ? (axisValue(axis, value) - low) / (high - low) : 0;
}

double valueAt(const Axis& axis, double fraction) {
    const double low = axisValue(axis, axis.minimum), high = axisValue(axis, axis.maximum), at = low + fraction * (high - low);
    return axis.logarithmic ? std::pow(10.0, at) : at;
}

/// The two axes live as long as the chart: Qt Charts leaves the labels and the grid of an axis that is taken away in the scene.
struct ChartCanvas::Private {
    QGraphicsScene scene;
    QChart* chart = new QChart;
    QCategoryAxis* horizontal = new QCategoryAxis;
    QCategoryAxis* vertical = new QCategoryAxis;
    void attach(QAbstractSeries* series) {
        chart->addSeries(series);
        series->attachAxis(horizontal);
        series->attachAxis(vertical);
    }
};

ChartCanvas::ChartCanvas() : d(std::make_unique<Private>()) {
    d->scene.addItem(d->chart);
    d->chart->legend()->hide();
    d->chart->setAnimationOptions(QChart::NoAnimation);
    d->chart->setBackgroundRoundness(0);
    d->chart->setBackgroundVisible(false);
    d->chart->layout()->setContentsMargins(0, 0, 0, 0);
    for (QCategoryAxis* axis : {d->horizontal, d->vertical}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false);
    }
    d->chart->addAxis(d->horizontal, Qt::AlignBottom);
    d->chart->addAxis(d->vertical, Qt::AlignLeft);
}

ChartCanvas::~ChartCanvas() = default;

void ChartCanvas::setMargins(double left, double top, double right, double bottom) {
    d->chart->setMargins(
        QMargins(static_cast<int>(left), static_cast<int>(top), static_cast<int>(right), static_cast<int>(bottom)));
}

void ChartCanvas::setLines(const Axis& x, const Axis& y, std::span<const LineSeries> series, int highlighted) {
    d->chart->removeAllSeries();
    describe(*d->horizontal, x, true);
    describe(*d->vertical, y, false);
    d->attach(new QLineSeries); // axes need one series even where there is nothing to draw yet
    for (const LineSeries& line : series) {
        auto* drawn = new QLineSeries;
        QList<QPointF> points = decimated(line.points);
        for (QPointF& p : points) p = {axisValue(x, p.x()), axisValue(y, p.y())};
        drawn->replace(points);
        const bool selected = highlighted != 0 && line.id == highlighted;
        QPen pen = line.signature.pen(Appearance::instance().lineWidth(selected));
        if (line.ink) pen.setColor(*line.ink); // the dash stays
        if (highlighted != 0 && !selected) {
            QColor faded = pen.color();
            faded.setAlphaF(0.35F);
            pen.setColor(faded);
        }
        drawn->setPen(pen);
        d->attach(drawn);
    }
}

void ChartCanvas::setBars(std::span<const Bar> bars, const Axis& y) {
    d->chart->removeAllSeries();
    auto* set = new QBarSet(QString());
    for (const Bar& bar : bars) *set << bar.value;
    set->setColor(theme().control);
    set->setBorderColor(Qt::transparent);
    auto* series = new QBarSeries;
    series->setBarWidth(barWidth(bars.size()));
    series->append(set);
    Axis x;
    x.minimum = -0.5;
    x.maximum = static_cast<double>(std::max<std::size_t>(1, bars.size())) - 0.5;
    x.ticks = {x.minimum};
    x.tickLabels = {QString()};
    describe(*d->horizontal, x, true);
    describe(*d->vertical, y, false);
    d->horizontal->setLabelsVisible(false);
    d->horizontal->setLineVisible(false); // with the line come ticks at no value; the plot draws its own baseline
    d->attach(series);
}

QRectF ChartCanvas::paint(QPainter& painter, const QRectF& target) {
    d->chart->setGeometry(QRectF(QPointF(0, 0), target.size()));
    d->chart->layout()->activate();
    d->scene.setSceneRect(QRectF(QPointF(0, 0), target.size()));
    d->scene.render(&painter, target, d->scene.sceneRect(), Qt::IgnoreAspectRatio);
    return d->chart->plotArea().translated(target.topLeft());
}

} // namespace recoscope::ui
