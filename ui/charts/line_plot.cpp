#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/charts/line_plot_private.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QPainter>

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
    setObjectName(exportName);
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
void LinePlot::setOverlay(std::vector<LineSeries> lines) {
    d->overlay = std::move(lines);
    d->cursor = {};
    update();
}
void LinePlot::setPickable(bool on) { d->pickable = on; }
void LinePlot::setPicked(const std::optional<std::pair<double, double>>& stretch) {
    d->picked = stretch;
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
    for (std::size_t k = 0; k < d->lineCount(); ++k)
        for (const LineSeries& s = d->line(k); const QPointF& p : s.points)
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

} // namespace recoscope::ui
