#include "ui/charts/line_plot_private.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

namespace recoscope::ui {

QString LinePlot::Private::readoutOf(const LineSeries& s, std::size_t point) const {
    if (s.readout) return s.readout(point);
    const QPointF p = s.points[point];
    const bool small = y.maximum <= 1.5;
    return QStringLiteral("%1 %2: %3")
        .arg(x.title, format::axis(p.x(), std::round(p.x()) == p.x() ? 1 : 0.01),
             small ? format::bounded(p.y()) : format::rating(p.y()));
}

void LinePlot::say(std::size_t series, std::size_t point) {
    const LineSeries& s = d->line(series);
    const QString label = s.label.isEmpty() ? d->description : s.label, words = d->readoutOf(s, point);
    setAccessibleDescription(label + QStringLiteral(", ") + words);
    QToolTip::showText(mapToGlobal(d->pixel(d->area, s.points[point]).toPoint()),
                       QStringLiteral("<qt><b>%1</b><br>%2</qt>").arg(label.toHtmlEscaped(), words.toHtmlEscaped()), this);
}

void LinePlot::mousePressEvent(QMouseEvent* event) {
    if (d->pickable && event->button() == Qt::LeftButton && d->area.contains(event->position()))
        d->drag.press(event->position());
    else
        QWidget::mousePressEvent(event);
}

void LinePlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !d->drag.from) {
        QWidget::mouseReleaseEvent(event);
        return;
    }
    const double at = d->valueAtPixel(d->drag.from->x());
    const auto stretch = std::exchange(d->picking, std::nullopt);
    d->drag.end();
    update();
    if (stretch)
        Q_EMIT stretchPicked(stretch->first, stretch->second);
    else
        Q_EMIT pointPicked(at);
}

void LinePlot::mouseMoveEvent(QMouseEvent* event) {
    d->drag.move(event->position());
    if (d->drag.moved) {
        const double a = d->valueAtPixel(d->drag.from->x()),
                     b = d->valueAtPixel(std::clamp(event->position().x(), d->area.left(), d->area.right()));
        d->picking = std::pair{std::min(a, b), std::max(a, b)};
        update();
    }
    std::optional<std::pair<std::size_t, std::size_t>> nearest;
    double best = px(14);
    for (std::size_t s = 0; s < d->lineCount(); ++s)
        for (std::size_t p = 0; p < d->line(s).points.size(); ++p) {
            const QPointF gap = d->pixel(d->area, d->line(s).points[p]) - event->position();
            if (const double distance = std::hypot(gap.x(), gap.y()); distance < best) {
                best = distance;
                nearest = {s, p};
            }
        }
    if (nearest)
        say(nearest->first, nearest->second);
    else
        QToolTip::hideText();
    Q_EMIT hovered(nearest ? d->line(nearest->first).id : 0,
                   nearest ? d->line(nearest->first).points[nearest->second] : QPointF());
}

void LinePlot::leaveEvent(QEvent*) { Q_EMIT hovered(0, {}); }

void LinePlot::keyPressEvent(QKeyEvent* event) {
    const int across = event->key() == Qt::Key_Right  ? 1
                       : event->key() == Qt::Key_Left ? -1
                                                      : 0,
              along = event->key() == Qt::Key_Down ? 1
                      : event->key() == Qt::Key_Up ? -1
                                                   : 0;
    const bool enters = d->pickable && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter),
               extends = d->pickable && across != 0 && event->modifiers() & Qt::ShiftModifier;
    if (d->lineCount() == 0 || (across == 0 && along == 0 && !enters)) {
        QWidget::keyPressEvent(event);
        return;
    }
    auto& [series, point] = d->cursor;
    const auto moved = [](std::size_t at, int by, std::size_t size) {
        return static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(at) + by, 0, static_cast<std::ptrdiff_t>(size) - 1));
    };
    series = moved(series, along, d->lineCount());
    const std::vector<QPointF>& points = d->line(series).points;
    if (points.empty()) return;
    point = std::min(point, points.size() - 1);
    if (extends && !d->picked) d->anchor = points[point].x();
    point = moved(point, across * static_cast<int>(std::max<std::size_t>(1, points.size() / 50)), points.size());
    const double at = points[point].x();
    say(series, point);
    if (extends)
        Q_EMIT stretchPicked(std::min(d->anchor, at), std::max(d->anchor, at));
    else if (across != 0)
        d->anchor = at;
    if (enters) Q_EMIT pointPicked(at);
}

void LinePlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
