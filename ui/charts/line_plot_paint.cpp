#include "ui/charts/direct_labels.h"
#include "ui/charts/line_plot_private.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QImage>
#include <QLineF>
#include <QPainter>
#include <algorithm>
#include <initializer_list>
#include <limits>
#include <ranges>
#include <utility>

namespace recoscope::ui {

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
    for (const QPointF& p : std::views::reverse(lower)) between << pixel(plot, p);
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

void LinePlot::Private::paintPicked(QPainter& painter, const QRectF& plot) const {
    if (const auto& shown = picking ? picking : picked)
        paintPickedRange(painter, plot, plot.left() + fractionOf(x, shown->first) * plot.width(),
                         plot.left() + fractionOf(x, shown->second) * plot.width());
}

void LinePlot::Private::paintMarks(QPainter& painter, const QRectF& plot) const {
    painter.setFont(ui::font(Appearance::Type::Caption));
    std::vector<QRectF> taken = textBoxes(plot);
    for (std::size_t k = 0; k < lineCount(); ++k) {
        const LineSeries& s = line(k);
        if (!s.markedPoint || *s.markedPoint >= s.points.size()) continue;
        const QPointF at = pixel(plot, s.points[*s.markedPoint]);
        const QColor ink = s.ink.value_or(s.signature.color());
        // A label that stands free of its line would stand in the way of the overlay.
        if (overlay.empty() || k >= series.size() || s.markedPlace != LineSeries::LabelPlace::Left)
            paintMarkedLabel(painter, plot, s, at, taken);
        paintMarker(painter, s.signature.marker() == Marker::None || s.ink ? Marker::Disc : s.signature.marker(), at, px(8), ink);
    }
}

/// Names of bands and the inset: what stands in the plot whatever the lines are.
std::vector<QRectF> LinePlot::Private::textBoxes(const QRectF& plot) const {
    std::vector<QRectF> boxes;
    for (const Band& band : bands)
        if (isTold(band, plot)) boxes.push_back(bandBox(band, plot));
    if (!inset.figure.isEmpty()) {
        const QFontMetricsF large(ui::font(Appearance::Type::Page)), small(ui::font(Appearance::Type::Caption));
        boxes.emplace_back(plot.left() + px(8), plot.top(),
                           std::max(large.horizontalAdvance(inset.figure), small.horizontalAdvance(inset.note)),
                           large.height() + small.height());
    }
    return boxes;
}

/// How much of lines and rules runs through a box, in places a few pixels apart.
int LinePlot::Private::crossings(const QRectF& box, const QRectF& plot, bool mindsGuide) const {
    constexpr int kWholeRule = 32;
    const double apart = px(4);
    int found = 0;
    const auto follow = [&](QPointF& from, QPointF to) { // of a dense curve most points are skipped
        const QLineF segment(from, to);
        const int places = static_cast<int>(segment.length() / apart);
        for (int m = 1; m <= places; ++m) found += box.contains(segment.pointAt(static_cast<double>(m) / places)) ? 1 : 0;
        if (places > 0) from = to;
    };
    for (std::size_t n = 0; n < lineCount(); ++n) {
        const std::vector<QPointF>& points = line(n).points;
        if (points.empty()) continue;
        QPointF last = pixel(plot, points.front());
        for (const QPointF& point : points) follow(last, pixel(plot, point));
    }
    if (guide && mindsGuide) {
        QPointF last = pixel(plot, guide->from);
        follow(last, pixel(plot, guide->to));
    }
    for (const ReferenceLine& line : references) {
        const QPointF at = pixel(plot, line.vertical ? QPointF(line.at, y.minimum) : QPointF(x.minimum, line.at));
        found += (line.vertical ? at.x() > box.left() && at.x() < box.right() : at.y() > box.top() && at.y() < box.bottom())
                     ? kWholeRule
                     : 0;
    }
    return found;
}

/// What a text in the box would be in the way of: lines, the guide where it is minded, and far worse, other texts and the edges
/// of the plot.
int LinePlot::Private::obstacles(const QRectF& box, const QRectF& plot, const std::vector<QRectF>& taken, bool mindsGuide) const {
    constexpr int kBad = 100'000; // worse than any number of lines
    int found = box.top() >= plot.top() && box.bottom() < plot.bottom() ? 0 : kBad;
    for (const QRectF& other : taken) found += other.intersects(box) ? kBad : 0;
    return found + crossings(box.adjusted(0, -px(2), 0, px(2)), plot, mindsGuide);
}

/// Of the places whose upper left corners are given, the first that is in no other text's way and that fewest lines run through.
QRectF LinePlot::Private::clearPlace(const QRectF& plot, std::vector<QPointF> corners, QSizeF size,
                                     const std::vector<QRectF>& taken) const {
    QRectF best;
    int fewest = std::numeric_limits<int>::max();
    for (QPointF& corner : corners) {
        corner.setX(std::clamp(corner.x(), plot.left(), std::max(plot.left(), plot.right() - size.width())));
        const QRectF box(corner, size);
        const int found = obstacles(box, plot, taken, true);
        if (found < fewest) {
            fewest = found;
            best = box;
        }
    }
    return best;
}

void LinePlot::Private::paintMarkedLabel(QPainter& painter, const QRectF& plot, const LineSeries& s, QPointF at,
                                         std::vector<QRectF>& taken) const {
    if (s.markedLabel.isEmpty()) return;
    const QSizeF size = QFontMetricsF(painter.font()).size(0, s.markedLabel);
    const double middle = at.x() - size.width() / 2, beside = at.x() + px(9), before = at.x() - px(9) - size.width();
    std::vector<QPointF> corners{{middle, at.y() - px(7) - size.height()},
                                 {middle, at.y() + px(7)},
                                 {middle, at.y() - px(20) - size.height()},
                                 {before, at.y() - size.height() - px(1)},
                                 {beside, at.y() + px(4)}};
    QRectF box;
    if (s.markedPlace == LineSeries::LabelPlace::Left) {
        QPointF corner;
        int fewest = std::numeric_limits<int>::max();
        // The first of those that fewest lines and texts run through; below its point where the curve is flat.
        for (const auto& [left, down] : std::initializer_list<std::pair<int, int>>{
                 {34, 32}, {34, 0}, {34, 64}, {34, 96}, {34, -32}, {34, -64}, {34, -96}, {-4, 96}, {-4, 128}}) {
            const QPointF tried = at + QPointF(-px(left), px(down));
            const QRectF place(QPointF(std::max(plot.left(), tried.x() - px(4) - size.width()), tried.y() - size.height() / 3),
                               size);
            const int found = obstacles(place, plot, taken, false); // near its point is worth more than off a thin dash
            if (found >= fewest) continue;
            fewest = found;
            corner = tried;
            box = place;
        }
        painter.setPen(QPen(theme().control, 1));
        painter.drawLine(at, corner);
    } else if (s.markedPlace == LineSeries::LabelPlace::Right) {
        const QRectF wanted(
            {std::min(beside, std::max(plot.left(), plot.right() - size.width())), at.y() - size.height() - px(1)}, size);
        const bool free = std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(wanted); });
        std::ranges::rotate(corners, corners.end() - 2); // beside it first
        for (int line = 1; line < 6; ++line)             // further up, where all around is taken
            corners.emplace_back(beside, at.y() - px(1) - (line + 1) * size.height());
        box = free ? wanted : clearPlace(plot, std::move(corners), size, taken);
    } else {
        box = clearPlace(plot, std::move(corners), size, taken);
    }
    taken.push_back(box);
    painter.setPen(theme().text);
    painter.drawText(box, s.markedPlace == LineSeries::LabelPlace::Left ? kMiddleRight : kMiddleLeft, s.markedLabel);
}

void LinePlot::Private::paintEndLabels(QPainter& painter, const QRectF& plot) const {
    if (!directLabels) return;
    std::vector<EndLabel> labels;
    for (const LineSeries& s : series)
        if (!s.label.isEmpty() && !s.points.empty())
            labels.push_back({pixel(plot, s.points.back()), s.label, s.signature, s.ink});
    paintDirectLabels(painter, std::move(labels), plot.top(), plot.bottom());
}

QRectF LinePlot::Private::bandBox(const Band& band, const QRectF& plot) const {
    const double line = QFontMetricsF(ui::font(Appearance::Type::Caption)).height(),
                 left = plot.left() + std::clamp(fractionOf(x, band.from), 0.0, 1.0) * plot.width(),
                 right = plot.left() + std::clamp(fractionOf(x, band.to), 0.0, 1.0) * plot.width();
    return {left, plot.bottom() - 2 * line - px(4), right - left, 2 * line};
}

/// Without room for its name it is told by the hover and the table.
bool LinePlot::Private::isTold(const Band& band, const QRectF& plot) const {
    return bandBox(band, plot).width() >= QFontMetricsF(ui::font(Appearance::Type::Caption, true)).horizontalAdvance(band.name);
}

void LinePlot::Private::paintBands(QPainter& painter, const QRectF& plot) const {
    for (const Band& band : bands) {
        if (!isTold(band, plot)) continue;
        QRectF room = bandBox(band, plot);
        room.setHeight(room.height() / 2);
        const auto write = [&](const QString& text, bool strong, const QColor& ink) {
            painter.setFont(ui::font(Appearance::Type::Caption, strong));
            const double width = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(4);
            painter.fillRect(QRectF(room.center().x() - width / 2, room.top(), width, room.height()), theme().surface);
            painter.setPen(ink);
            painter.drawText(room, Qt::AlignCenter | Qt::TextDontClip, text);
        };
        write(band.name, true, theme().text);
        room.translate(0, room.height());
        write(band.note, false, theme().muted);
    }
}

void LinePlot::Private::paintInset(QPainter& painter, const QRectF& plot) const {
    if (inset.figure.isEmpty()) return;
    const QFont large = ui::font(Appearance::Type::Page), small = ui::font(Appearance::Type::Caption);
    const double line = QFontMetricsF(large).height();
    const QRectF room(plot.left() + px(8), plot.top(), plot.width() - px(8), line);
    painter.setFont(large);
    painter.setPen(theme().text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, inset.figure);
    painter.setFont(small);
    painter.setPen(theme().muted);
    painter.drawText(room.translated(0, line), Qt::AlignLeft | Qt::AlignTop, inset.note);
}

void LinePlot::Private::paintGuide(QPainter& painter, const QRectF& plot) const {
    if (!guide) return;
    QPen pen(theme().control, Appearance::instance().lineWidth() / 2);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    const QPointF from = pixel(plot, guide->from), to = pixel(plot, guide->to), third = from + (to - from) * 0.3;
    painter.drawLine(from, to);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(theme().muted);
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(guide->label);
    painter.drawText(QPointF(third.x() - width - px(8), third.y() - px(6)), guide->label);
}

QRectF LinePlot::Private::paint(QPainter& painter, const QRectF& target) {
    const QFontMetricsF caption(ui::font(Appearance::Type::Caption));
    const auto ticks = ticksOf(x); // the last label stands half beyond the plot
    const double beyond = ticks.empty() ? 0 : caption.horizontalAdvance(ticks.back().second) / 2;
    canvas.setMargins(0, px(6), std::max({static_cast<double>(px(8)), labelWidth(), beyond}),
                      x.title.isEmpty() ? px(2) : caption.height());
    std::vector<LineSeries> shown = series;
    if (!overlay.empty()) {
        for (LineSeries& s : shown) s.ink = theme().control;
        shown.insert(shown.end(), overlay.begin(), overlay.end());
    }
    canvas.setLines(x, y, shown, highlighted);
    // The shading lies under the lines: the area is known only after a first layout.
    QImage scratch(1, 1, QImage::Format_ARGB32_Premultiplied);
    QPainter measure(&scratch);
    const QRectF plot = canvas.paint(measure, target);
    measure.end();
    paintShading(painter, plot);
    paintGuide(painter, plot);
    canvas.paint(painter, target);
    paintReferences(painter, plot);
    paintPicked(painter, plot);
    paintBands(painter, plot); // in front of the lines, so that it can be read
    paintInset(painter, plot);
    paintMarks(painter, plot);
    paintEndLabels(painter, plot);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(theme().muted);
    painter.drawText(QRectF(plot.left(), target.bottom() - caption.height(), plot.width(), caption.height()),
                     Qt::AlignRight | Qt::AlignBottom, x.title);
    return plot;
}

} // namespace recoscope::ui
