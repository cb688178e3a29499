#include "ui/charts/bar_plot_private.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

namespace recoscope::ui {

double roundMagnification(double highest, double top, double most) {
    most = std::min(most, top / highest);
    if (highest <= 0 || highest >= top / 5 || most < 2) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    return (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1) * power;
}

BarPlot::BarPlot(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { update(); });
}
BarPlot::~BarPlot() = default;

void BarPlot::setName(const QString& exportName, const QString& accessibleDescription) {
    d->name = exportName;
    setObjectName(exportName);
    setAccessibleName(accessibleDescription);
}
void BarPlot::setBars(std::vector<Bar> bars, const QString& xTitle, std::pair<QString, QString> csvColumns) {
    d->bars = std::move(bars);
    d->xTitle = xTitle;
    d->columns = std::move(csvColumns);
    d->ticks.clear();
    d->parts.clear();
    d->picked.reset();
    update();
}
void BarPlot::setParts(std::vector<BarPart> parts, const QString& valueLabels) {
    d->partLabels = valueLabels;
    if (!parts.empty() && parts.size() != d->bars.size()) parts.clear();
    d->parts = std::move(parts);
    update();
}
void BarPlot::setPickable(bool on) { d->pickable = on; }
void BarPlot::setPicked(const std::optional<std::pair<std::size_t, std::size_t>>& bars) {
    d->picked = bars;
    update();
}
void BarPlot::setTicks(std::vector<std::pair<std::size_t, QString>> labels) {
    d->ticks = std::move(labels);
    update();
}

void BarPlot::setEmptyReason(const QString& sentence) {
    d->emptyReason = sentence;
    update();
}

QRectF BarPlot::Private::paint(QPainter& painter, const QRectF& target) {
    if (bars.empty()) { // axes of nothing would only ask what they measure
        painter.setFont(ui::font(Appearance::Type::Body));
        painter.setPen(theme().muted);
        painter.drawText(target, Qt::AlignCenter | Qt::TextWordWrap, emptyReason);
        return target;
    }
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    Axis y;
    double top = 0;
    for (const Bar& bar : bars) top = std::max(top, bar.value);
    y.ticks = niceTicks(0, top > 0 ? top : 1);
    y.maximum = y.ticks.back();
    canvas.setMargins(0, metrics.height() + px(4), px(4), metrics.height() * (xTitle.isEmpty() && parts.empty() ? 1.4 : 2.4));
    canvas.setBars(bars, y);
    const QRectF plot = canvas.paint(painter, target);
    paintParts(painter, plot, y);
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    paintPicked(painter, plot);
    painter.setFont(ui::font(Appearance::Type::Caption));
    const auto centred = [&](double x, double baseline, const QString& text, double least) {
        const double width = metrics.horizontalAdvance(text);
        painter.drawText(QPointF(std::clamp(x - width / 2, least, std::max(least, target.right() - width)), baseline), text);
    };
    const double under = plot.bottom() + metrics.ascent() + px(4), times = magnification(y.maximum);
    for (std::size_t k = 0; k < bars.size(); ++k) {
        painter.setPen(theme().text);
        const double tallest = std::max(bars[k].value, parts.empty() ? 0.0 : times * parts[k].value);
        if (!valueLabel(k).isEmpty())
            centred(centre(plot, k), plot.bottom() - fractionOf(y, tallest) * plot.height() - px(4), valueLabel(k),
                    plot.left()); // clear of the axis
        painter.setPen(theme().muted);
        if (ticks.empty() && !bars[k].label.isEmpty()) centred(centre(plot, k), under, bars[k].label, target.left());
    }
    for (const auto& [k, label] : ticks) {
        painter.setPen(QPen(theme().control, 1));
        painter.drawLine(QPointF(centre(plot, k), plot.bottom()), QPointF(centre(plot, k), plot.bottom() + px(3)));
        painter.setPen(theme().muted);
        centred(centre(plot, k), under, label, target.left());
    }
    painter.drawText(QRectF(plot.left(), target.bottom() - metrics.height(), plot.width(), metrics.height()),
                     Qt::AlignRight | Qt::AlignBottom, xTitle);
    if (!parts.empty()) painter.drawText(QPointF(plot.left(), target.bottom() - metrics.descent()), partNote(y.maximum));
    return plot;
}

/// 1 where the highest part is at least a fifth of the axis, else the largest round number that leaves each part within its bar.
double BarPlot::Private::magnification(double top) const {
    double highest = 0, most = top;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        highest = std::max(highest, parts[k].value);
        if (parts[k].value > 0) most = std::min(most, bars[k].value / parts[k].value);
    }
    return roundMagnification(highest, top, most);
}

QString BarPlot::Private::partNote(double top) const {
    const double times = magnification(top);
    const QString words =
        times > 1 ? tr("in front: selected, drawn ×%1").arg(format::count(std::llround(times))) : tr("in front: selected");
    return partLabels.isEmpty() ? words : words + QStringLiteral("; ") + partLabels;
}

/// Narrower than the bar where there is room for it: the part is told from the whole by its shape, too.
void BarPlot::Private::paintParts(QPainter& painter, const QRectF& plot, const Axis& y) const {
    const double whole = ChartCanvas::barWidth(bars.size()) * slot(plot), width = whole > px(10) ? 0.6 * whole : whole,
                 times = magnification(y.maximum);
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const double height = fractionOf(y, times * parts[k].value) * plot.height();
        painter.fillRect(QRectF(centre(plot, k) - width / 2, plot.bottom() - height, width, height), theme().accent);
    }
}

void BarPlot::Private::paintPicked(QPainter& painter, const QRectF& plot) const {
    if (const auto& shown = picking ? picking : picked; shown && shown->second < bars.size())
        paintPickedRange(painter, plot, plot.left() + static_cast<double>(shown->first) * slot(plot),
                         plot.left() + static_cast<double>(shown->second + 1) * slot(plot));
}

void BarPlot::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    d->paint(painter, target);
    painter.restore();
}

QString BarPlot::toCsv() const {
    QStringList head{d->columns.first, d->columns.second};
    if (!d->parts.empty()) head << QStringLiteral("selected");
    QString text = csv::line(head);
    for (std::size_t k = 0; k < d->bars.size(); ++k) {
        QStringList cells{d->bars[k].label, QString::number(d->bars[k].value, 'g', 12)};
        if (!d->parts.empty()) cells << QString::number(d->parts[k].value, 'g', 12);
        text += csv::line(cells);
    }
    return text;
}
QString BarPlot::exportName() const { return d->name; }
QSize BarPlot::minimumSizeHint() const { return {px(140), px(90)}; }

void BarPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    d->area = d->paint(painter, QRectF(rect()));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

} // namespace recoscope::ui
