#include "ui/charts/chart_canvas.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/charts/plot.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
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
    QRectF area; ///< Of the last painting on the screen.
    std::size_t cursor = 0;
    QRectF paint(QPainter& painter, const QRectF& target);
    double centre(const QRectF& plot, std::size_t k) const {
        return plot.left() +
               (static_cast<double>(k) + 0.5) * plot.width() / static_cast<double>(std::max<std::size_t>(1, bars.size()));
    }
};

BarPlot::BarPlot(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
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

QRectF BarPlot::Private::paint(QPainter& painter, const QRectF& target) {
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    Axis y;
    double top = 0;
    for (const Bar& bar : bars) top = std::max(top, bar.value);
    y.ticks = niceTicks(0, top > 0 ? top : 1);
    y.maximum = y.ticks.back();
    canvas.setMargins(0, metrics.height() + px(4), px(4), metrics.height() * (xTitle.isEmpty() ? 1.4 : 2.4));
    canvas.setBars(bars, y);
    const QRectF plot = canvas.paint(painter, target);
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setFont(ui::font(Appearance::Type::Caption));
    const auto centred = [&](double x, double baseline, const QString& text) {
        const double width = metrics.horizontalAdvance(text);
        painter.drawText(
            QPointF(std::clamp(x - width / 2, target.left(), std::max(target.left(), target.right() - width)), baseline), text);
    };
    const double under = plot.bottom() + metrics.ascent() + px(4);
    for (std::size_t k = 0; k < bars.size(); ++k) {
        painter.setPen(theme().text);
        if (!bars[k].valueLabel.isEmpty())
            centred(centre(plot, k), plot.bottom() - fractionOf(y, bars[k].value) * plot.height() - px(4), bars[k].valueLabel);
        painter.setPen(theme().muted);
        if (ticks.empty() && !bars[k].label.isEmpty()) centred(centre(plot, k), under, bars[k].label);
    }
    for (const auto& [k, label] : ticks) {
        painter.setPen(QPen(theme().control, 1));
        painter.drawLine(QPointF(centre(plot, k), plot.bottom()), QPointF(centre(plot, k), plot.bottom() + px(3)));
        painter.setPen(theme().muted);
        centred(centre(plot, k), under, label);
    }
    painter.drawText(QRectF(plot.left(), target.bottom() - metrics.height(), plot.width(), metrics.height()),
                     Qt::AlignRight | Qt::AlignBottom, xTitle);
    return plot;
}

void BarPlot::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    d->paint(painter, target);
    painter.restore();
}

QString BarPlot::toCsv() const {
    QString text = csv::line({d->columns.first, d->columns.second});
    for (const Bar& bar : d->bars) text += csv::line({bar.label, QString::number(bar.value, 'g', 12)});
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

void BarPlot::say(std::size_t bar) {
    const Bar& shown = d->bars[bar];
    setAccessibleDescription(shown.tooltip);
    QToolTip::showText(mapToGlobal(QPointF(d->centre(d->area, bar), d->area.top()).toPoint()),
                       QStringLiteral("<qt>%1</qt>").arg(shown.tooltip.toHtmlEscaped()), this);
}

void BarPlot::mouseMoveEvent(QMouseEvent* event) {
    const double f = (event->position().x() - d->area.left()) / std::max(1.0, d->area.width());
    const auto k = static_cast<std::size_t>(std::max(0.0, f * static_cast<double>(d->bars.size())));
    if (f >= 0 && k < d->bars.size())
        say(k);
    else
        QToolTip::hideText();
}

void BarPlot::keyPressEvent(QKeyEvent* event) {
    const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right;
    if (d->bars.empty() || (!left && !right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    d->cursor = std::min(d->cursor, d->bars.size() - 1);
    if (right && d->cursor + 1 < d->bars.size()) ++d->cursor;
    if (left && d->cursor > 0) --d->cursor;
    say(d->cursor);
}

void BarPlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
