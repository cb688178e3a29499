#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/charts/line_plot_private.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

QString Exportable::heading() const {
    QString words = exportName();
    words.replace('-', ' ');
    return words.left(1).toUpper() + words.mid(1);
}

LinePlot::LinePlot(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
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
void LinePlot::setBands(std::vector<Band> bands) {
    d->bands = std::move(bands);
    update();
}
void LinePlot::setInset(const Inset& inset) {
    d->inset = inset;
    update();
}
void LinePlot::setGuide(const std::optional<Guide>& guide) {
    d->guide = guide;
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
    d->paint(painter, target);
    painter.restore();
}

QString LinePlot::toCsv() const {
    QString text = csv::line({QStringLiteral("series"), d->x.title.isEmpty() ? QStringLiteral("x") : d->x.title,
                              d->y.title.isEmpty() ? QStringLiteral("y") : d->y.title});
    for (const LineSeries& s : d->series)
        for (const QPointF& p : s.points)
            text += csv::line(
                {s.label.isEmpty() ? d->name : s.label, QString::number(p.x(), 'g', 12), QString::number(p.y(), 'g', 12)});
    return text;
}

QString LinePlot::exportName() const { return d->name; }
QString LinePlot::heading() const { return d->description.isEmpty() ? Exportable::heading() : d->description; }
QSize LinePlot::minimumSizeHint() const { return {px(140), px(100)}; }
QPointF LinePlot::toPixel(QPointF dataPoint) const { return d->pixel(d->area, dataPoint); }
QRectF LinePlot::plotArea() const { return d->area; }

void LinePlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    d->area = d->paint(painter, QRectF(rect()));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

QString LinePlot::Private::readoutOf(const LineSeries& s, std::size_t point) const {
    if (s.readout) return s.readout(point);
    const QPointF p = s.points[point];
    const bool small = y.maximum <= 1.5;
    return QStringLiteral("%1 %2: %3")
        .arg(x.title, format::axis(p.x(), std::round(p.x()) == p.x() ? 1 : 0.01),
             small ? format::bounded(p.y()) : format::rating(p.y()));
}

void LinePlot::say(std::size_t series, std::size_t point) {
    const LineSeries& s = d->series[series];
    const QString label = s.label.isEmpty() ? d->description : s.label, words = d->readoutOf(s, point);
    setAccessibleDescription(label + QStringLiteral(", ") + words);
    QToolTip::showText(mapToGlobal(d->pixel(d->area, s.points[point]).toPoint()),
                       QStringLiteral("<qt><b>%1</b><br>%2</qt>").arg(label.toHtmlEscaped(), words.toHtmlEscaped()), this);
}

void LinePlot::mouseMoveEvent(QMouseEvent* event) {
    std::optional<std::pair<std::size_t, std::size_t>> nearest;
    double best = px(14);
    for (std::size_t s = 0; s < d->series.size(); ++s)
        for (std::size_t p = 0; p < d->series[s].points.size(); ++p) {
            const QPointF gap = d->pixel(d->area, d->series[s].points[p]) - event->position();
            if (const double distance = std::hypot(gap.x(), gap.y()); distance < best) {
                best = distance;
                nearest = {s, p};
            }
        }
    if (nearest)
        say(nearest->first, nearest->second);
    else
        QToolTip::hideText();
    Q_EMIT hovered(nearest ? d->series[nearest->first].id : 0,
                   nearest ? d->series[nearest->first].points[nearest->second] : QPointF());
}

void LinePlot::leaveEvent(QEvent*) { Q_EMIT hovered(0, {}); }

void LinePlot::keyPressEvent(QKeyEvent* event) {
    const int across = event->key() == Qt::Key_Right  ? 1
                       : event->key() == Qt::Key_Left ? -1
                                                      : 0,
              along = event->key() == Qt::Key_Down ? 1
                      : event->key() == Qt::Key_Up ? -1
                                                   : 0;
    if (d->series.empty() || (across == 0 && along == 0)) {
        QWidget::keyPressEvent(event);
        return;
    }
    auto& [series, point] = d->cursor;
    const auto moved = [](std::size_t at, int by, std::size_t size) {
        return static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(at) + by, 0, static_cast<std::ptrdiff_t>(size) - 1));
    };
    series = moved(series, along, d->series.size());
    if (d->series[series].points.empty()) return;
    const std::size_t count = d->series[series].points.size();
    point = moved(point, across * static_cast<int>(std::max<std::size_t>(1, count / 50)), count);
    say(series, point);
}

void LinePlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
