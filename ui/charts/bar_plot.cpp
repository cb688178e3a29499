#include "ui/charts/chart_canvas.h"
#include "ui/charts/plot.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace recoscope::ui {

struct BarPlot::Private {
    ChartCanvas canvas;
    QString name = QStringLiteral("bars"), xTitle;
    std::pair<QString, QString> columns;
    std::vector<Bar> bars;
    std::vector<std::pair<std::size_t, QString>> ticks;
    QRectF area;
    double centre(const QRectF& plot, std::size_t k) const {
        return plot.left() +
               (static_cast<double>(k) + 0.5) * plot.width() / static_cast<double>(std::max<std::size_t>(1, bars.size()));
    }
};

BarPlot::BarPlot(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { update(); });
}
BarPlot::~BarPlot() = default;

void BarPlot::setName(const QString& exportName, const QString& accessibleDescription) {
    d->name = exportName;
    setAccessibleName(accessibleDescription);
}
void BarPlot::setBars(std::vector<Bar> bars, const QString& xTitle, std::pair<QString, QString> csvColumns) {
    d->bars = std::move(bars);
    d->xTitle = xTitle;
    d->columns = std::move(csvColumns);
    d->ticks.clear();
    update();
}
void BarPlot::setTicks(std::vector<std::pair<std::size_t, QString>> labels) {
    d->ticks = std::move(labels);
    update();
}

void BarPlot::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    Axis y;
    double top = 0;
    for (const Bar& bar : d->bars) top = std::max(top, bar.value);
    y.ticks = niceTicks(0, top > 0 ? top : 1);
    y.maximum = y.ticks.back();
    d->canvas.setMargins(0, metrics.height() + px(4), px(4), metrics.height() * (d->xTitle.isEmpty() ? 1.4 : 2.4));
    d->canvas.setBars(d->bars, y);
    const QRectF plot = d->canvas.paint(painter, target);
    d->area = plot;
    painter.setFont(ui::font(Appearance::Type::Caption));
    const auto centred = [&](double x, double baseline, const QString& text) {
        const double width = metrics.horizontalAdvance(text);
        painter.drawText(
            QPointF(std::clamp(x - width / 2, target.left(), std::max(target.left(), target.right() - width)), baseline), text);
    };
    const double under = plot.bottom() + metrics.ascent() + px(4);
    for (std::size_t k = 0; k < d->bars.size(); ++k) {
        painter.setPen(theme().text);
        if (!d->bars[k].valueLabel.isEmpty())
            centred(d->centre(plot, k), plot.bottom() - fractionOf(y, d->bars[k].value) * plot.height() - px(4),
                    d->bars[k].valueLabel);
        painter.setPen(theme().muted);
        if (d->ticks.empty() && !d->bars[k].label.isEmpty()) centred(d->centre(plot, k), under, d->bars[k].label);
    }
    for (const auto& [k, label] : d->ticks) centred(d->centre(plot, k), under, label);
    painter.drawText(QRectF(plot.left(), target.bottom() - metrics.height(), plot.width(), metrics.height()),
                     Qt::AlignRight | Qt::AlignBottom, d->xTitle);
    painter.restore();
}

QString BarPlot::toCsv() const {
    QString text = d->columns.first + ',' + d->columns.second + QStringLiteral("\r\n");
    for (const Bar& bar : d->bars) {
        QString label = bar.label;
        if (label.contains(',') || label.contains('"')) label = '"' + label.replace('"', QStringLiteral("\"\"")) + '"';
        text += label + ',' + QString::number(bar.value, 'g', 12) + QStringLiteral("\r\n");
    }
    return text;
}
QString BarPlot::exportName() const { return d->name; }
QSize BarPlot::minimumSizeHint() const { return {px(140), px(90)}; }

void BarPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
}

void BarPlot::mouseMoveEvent(QMouseEvent* event) {
    const double f = (event->position().x() - d->area.left()) / std::max(1.0, d->area.width());
    const auto k = static_cast<std::size_t>(std::max(0.0, f * static_cast<double>(d->bars.size())));
    if (f >= 0 && k < d->bars.size())
        QToolTip::showText(event->globalPosition().toPoint(),
                           QStringLiteral("<qt>%1</qt>").arg(d->bars[k].tooltip.toHtmlEscaped()), this);
}

void BarPlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
