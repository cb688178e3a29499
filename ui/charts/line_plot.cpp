#include "ui/charts/chart_canvas.h"
#include "ui/charts/direct_labels.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

namespace recoscope::ui {

struct LinePlot::Private {
    ChartCanvas canvas;
    QString name = QStringLiteral("chart"), description;
    Axis x, y;
    std::vector<LineSeries> series;
    std::vector<ReferenceLine> references;
    std::vector<QPointF> upper, lower;
    bool directLabels = true;
    int highlighted = 0;
    QRectF area;

    QPointF pixel(const QRectF& plot, QPointF p) const {
        return {plot.left() + fractionOf(x, p.x()) * plot.width(), plot.bottom() - fractionOf(y, p.y()) * plot.height()};
    }
    double labelWidth() const;
    void paintShading(QPainter& painter, const QRectF& plot) const;
    void paintReferences(QPainter& painter, const QRectF& plot) const;
    void paintMarks(QPainter& painter, const QRectF& plot) const;
    void paintEndLabels(QPainter& painter, const QRectF& plot) const;
};

double LinePlot::Private::labelWidth() const {
    double width = 0;
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    if (directLabels)
        for (const LineSeries& s : series)
            if (!s.label.isEmpty()) width = std::max(width, metrics.horizontalAdvance(s.label) + px(30));
    return width;
}

void LinePlot::Private::paintShading(QPainter& painter, const QRectF& plot) const {
    if (upper.empty() || lower.empty()) return;
    QPolygonF between;
    for (const QPointF& p : upper) between << pixel(plot, p);
    for (auto it = lower.rbegin(); it != lower.rend(); ++it) between << pixel(plot, *it);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().window);
    painter.drawPolygon(between);
}

void LinePlot::Private::paintReferences(QPainter& painter, const QRectF& plot) const {
    painter.setFont(ui::font(Appearance::Type::Caption));
    const QFontMetricsF metrics(painter.font());
    QPen pen(theme().reference, 1);
    pen.setDashPattern({2, 3});
    for (const ReferenceLine& r : references) {
        const double f = fractionOf(r.vertical ? x : y, r.at);
        if (f < -1e-6 || f > 1 + 1e-6) continue;
        painter.setPen(pen);
        const double at = r.vertical ? plot.left() + f * plot.width() : plot.bottom() - f * plot.height();
        if (r.vertical)
            painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
        else
            painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
        painter.setPen(theme().muted);
        if (r.label.isEmpty()) continue;
        if (r.vertical)
            painter.drawText(QPointF(at + px(4), plot.bottom() - px(6)), r.label);
        else
            painter.drawText(QPointF(plot.right() - metrics.horizontalAdvance(r.label), at - px(3)), r.label);
    }
}

void LinePlot::Private::paintMarks(QPainter& painter, const QRectF& plot) const {
    painter.setFont(ui::font(Appearance::Type::Caption));
    for (const LineSeries& s : series) {
        if (!s.markedPoint || *s.markedPoint >= s.points.size()) continue;
        const QPointF at = pixel(plot, s.points[*s.markedPoint]);
        const QColor ink = s.ink.value_or(s.signature.color());
        paintMarker(painter, s.signature.marker() == Marker::None || s.ink ? Marker::Disc : s.signature.marker(), at, px(9), ink);
        if (s.markedLabel.isEmpty()) continue;
        const QFontMetricsF metrics(painter.font());
        const double width = metrics.horizontalAdvance(s.markedLabel);
        const double left = std::clamp(at.x() - width / 2, plot.left(), std::max(plot.left(), plot.right() - width));
        painter.setPen(theme().text);
        painter.drawText(
            QPointF(left, at.y() - px(9) < plot.top() + metrics.ascent() ? at.y() + px(9) + metrics.ascent() : at.y() - px(9)),
            s.markedLabel);
    }
}

void LinePlot::Private::paintEndLabels(QPainter& painter, const QRectF& plot) const {
    if (!directLabels) return;
    std::vector<EndLabel> labels;
    for (const LineSeries& s : series)
        if (!s.label.isEmpty() && !s.points.empty())
            labels.push_back({pixel(plot, s.points.back()), s.label, s.signature, s.ink});
    paintDirectLabels(painter, std::move(labels), plot.top(), plot.bottom());
}

LinePlot::LinePlot(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { update(); });
}

LinePlot::~LinePlot() = default;

void LinePlot::setName(const QString& exportName, const QString& accessibleDescription) {
    d->name = exportName;
    d->description = accessibleDescription;
    setAccessibleName(accessibleDescription);
}
void LinePlot::setAxes(const Axis& x, const Axis& y) {
    d->x = x;
    d->y = y;
    update();
}
void LinePlot::setSeries(std::vector<LineSeries> series) {
    d->series = std::move(series);
    QStringList words;
    for (const LineSeries& s : d->series)
        if (!s.points.empty())
            words << tr("%1 ends at %2").arg(s.label.isEmpty() ? d->description : s.label, format::score(s.points.back().y()));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}
void LinePlot::setReferences(std::vector<ReferenceLine> lines) {
    d->references = std::move(lines);
    update();
}
void LinePlot::setShading(std::vector<QPointF> upper, std::vector<QPointF> lower) {
    d->upper = std::move(upper);
    d->lower = std::move(lower);
    update();
}
void LinePlot::setDirectLabels(bool on) {
    d->directLabels = on;
    update();
}
void LinePlot::setHighlighted(int seriesId) {
    if (d->highlighted == seriesId) return;
    d->highlighted = seriesId;
    update();
}

void LinePlot::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF caption(ui::font(Appearance::Type::Caption));
    d->canvas.setMargins(0, px(6), std::max<double>(px(8), d->labelWidth()), d->x.title.isEmpty() ? px(2) : caption.height());
    d->canvas.setLines(d->x, d->y, d->series, d->highlighted);
    // The shading lies under the lines: the area is known only after a first layout.
    QImage scratch(1, 1, QImage::Format_ARGB32_Premultiplied);
    QPainter measure(&scratch);
    const QRectF plot = d->canvas.paint(measure, target);
    measure.end();
    d->paintShading(painter, plot);
    d->canvas.paint(painter, target);
    d->area = plot;
    d->paintReferences(painter, plot);
    d->paintMarks(painter, plot);
    d->paintEndLabels(painter, plot);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(theme().muted);
    painter.drawText(QRectF(plot.left(), target.bottom() - caption.height(), plot.width(), caption.height()),
                     Qt::AlignRight | Qt::AlignBottom, d->x.title);
    painter.restore();
}

QString LinePlot::toCsv() const {
    QString text = QStringLiteral("series,%1,%2\r\n")
                       .arg(d->x.title.isEmpty() ? QStringLiteral("x") : d->x.title,
                            d->y.title.isEmpty() ? QStringLiteral("y") : d->y.title);
    for (const LineSeries& s : d->series) {
        QString label = s.label.isEmpty() ? d->name : s.label;
        label = '"' + label.replace('"', QStringLiteral("\"\"")) + '"';
        for (const QPointF& p : s.points)
            text +=
                label + ',' + QString::number(p.x(), 'g', 12) + ',' + QString::number(p.y(), 'g', 12) + QStringLiteral("\r\n");
    }
    return text;
}

QString LinePlot::exportName() const { return d->name; }
QSize LinePlot::minimumSizeHint() const { return {px(140), px(100)}; }
QPointF LinePlot::toPixel(QPointF dataPoint) const { return d->pixel(d->area, dataPoint); }
QRectF LinePlot::plotArea() const { return d->area; }

void LinePlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
}

void LinePlot::mouseMoveEvent(QMouseEvent* event) {
    const LineSeries* nearest = nullptr;
    QPointF found;
    double best = px(14);
    for (const LineSeries& s : d->series)
        for (const QPointF& p : s.points) {
            const QPointF gap = d->pixel(d->area, p) - event->position();
            if (const double distance = std::hypot(gap.x(), gap.y()); distance < best) {
                best = distance;
                nearest = &s;
                found = p;
            }
        }
    if (nearest) {
        const QString label = nearest->label.isEmpty() ? d->description : nearest->label;
        QToolTip::showText(event->globalPosition().toPoint(),
                           QStringLiteral("<qt>%1<br>%2 %3: %4</qt>")
                               .arg(label.toHtmlEscaped(), d->x.title.toHtmlEscaped(), format::axis(found.x(), 0.01),
                                    format::bounded(found.y())),
                           this);
    } else {
        QToolTip::hideText();
    }
    Q_EMIT hovered(nearest ? nearest->id : 0, found);
}

void LinePlot::leaveEvent(QEvent*) { Q_EMIT hovered(0, {}); }

void LinePlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
