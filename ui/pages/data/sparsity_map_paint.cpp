#include "ui/format.h"
#include "ui/pages/data/sparsity_image.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

QRectF SparsityMap::mapRect(const QRectF& target) const {
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    const double left = metrics.horizontalAdvance(QStringLiteral("100,000")) + px(8);
    return target.adjusted(left, 1.5 * metrics.height() + px(2), -px(12), -2.6 * metrics.height() - px(8));
}

void SparsityMap::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setFont(ui::font(Appearance::Type::Caption));
    const QRectF map = mapRect(target);
    paintImage(painter, map);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
    painter.setPen(theme().muted);
    painter.drawText(QPointF(target.left(), target.top() + QFontMetricsF(painter.font()).ascent()), axisWords(MatrixSide::Users));
    paintAxes(painter, map);
    paintLegend(painter, map, target.bottom() - QFontMetricsF(painter.font()).height());
    painter.restore();
}

/// The image belongs to the region it was binned for: while a new one is on its way it is stretched into place.
void SparsityMap::paintImage(QPainter& painter, const QRectF& map) const {
    if (m_image.isNull()) return;
    const double sx = map.width() / (m_itemTo - m_itemFrom), sy = map.height() / (m_userTo - m_userFrom);
    const QRectF place(map.left() + (m_bins.itemFrom - m_itemFrom) * sx, map.top() + (m_bins.userFrom - m_userFrom) * sy,
                       (m_bins.itemTo - m_bins.itemFrom) * sx, (m_bins.userTo - m_bins.userFrom) * sy);
    painter.setClipRect(map);
    painter.drawImage(place, m_image);
    painter.setClipping(false);
}

void SparsityMap::paintAxes(QPainter& painter, const QRectF& map) const {
    const QFontMetricsF metrics(painter.font());
    const QPen tickPen(theme().control, 1), ink(theme().muted);
    const auto ticksFor = [](double from, double to) {
        std::vector<double> ticks{from + 1};
        for (const double tick : niceTicks(from, to, 5))
            if (tick > from + 1 && tick < to) ticks.push_back(tick);
        ticks.push_back(to);
        return ticks;
    };
    double last = -1e9;
    const std::vector<double> rows = ticksFor(m_userFrom, m_userTo);
    const double lowest = map.bottom() - metrics.height();
    for (const double at : rows) {
        const double y = map.top() + (at - m_userFrom) / (m_userTo - m_userFrom) * map.height();
        if (y - last < metrics.height() || (at != rows.back() && y > lowest && y < map.bottom())) continue;
        last = y;
        const QString label = format::count(std::llround(at));
        painter.setPen(tickPen);
        painter.drawLine(QPointF(map.left() - px(3), y), QPointF(map.left(), y));
        painter.setPen(ink);
        painter.drawText(QPointF(map.left() - metrics.horizontalAdvance(label) - px(6), y + metrics.ascent() / 2 - 1), label);
    }
    const QString words = axisWords(MatrixSide::Items), end = format::count(std::llround(m_itemTo));
    const double wordsLeft = map.right() - metrics.horizontalAdvance(end) - metrics.horizontalAdvance(words) - px(16);
    last = -1e9;
    for (const double at : ticksFor(m_itemFrom, m_itemTo)) {
        const double x = map.left() + (at - m_itemFrom) / (m_itemTo - m_itemFrom) * map.width();
        const QString label = format::count(std::llround(at));
        const double width = metrics.horizontalAdvance(label), left = std::min(x - width / 2, map.right() - width);
        const bool isEnd = at == m_itemTo;
        if (!isEnd && (left < last + px(8) || left + width > wordsLeft - px(8))) continue;
        last = left + width;
        painter.setPen(tickPen);
        painter.drawLine(QPointF(x, map.bottom()), QPointF(x, map.bottom() + px(3)));
        painter.setPen(ink);
        painter.drawText(QPointF(left, map.bottom() + metrics.height() + px(2)), label);
    }
    painter.drawText(QPointF(wordsLeft, map.bottom() + metrics.height() + px(2)), words);
}

void SparsityMap::paintLegend(QPainter& painter, const QRectF& map, double top) const {
    const Theme& t = theme();
    const QFontMetricsF metrics(painter.font());
    double x = map.left();
    painter.setPen(QPen(t.control, 1));
    painter.drawRect(QRectF(x, top + px(2), px(14), px(9)));
    x += px(22);
    for (int k = 0; k < px(110); ++k)
        painter.fillRect(QRectF(x + k, top + px(2), 1.5, px(9)),
                         shareInk(static_cast<double>(k) / px(110), m_selection != nullptr));
    x += px(118);
    painter.setPen(t.muted);
    const QString meaning =
        m_selection ? tr("none; 1 to 100 % filled, log; grey: not selected") : tr("none; 1 to 100 % filled, log");
    painter.drawText(QPointF(x, top + metrics.ascent()), meaning);
    if (m_bins.columns == 0) return;
    const auto per = [](double size) { return format::rating(std::round(10 * size) / 10); };
    const QString scale = tr("1 cell = %1 × %2")
                              .arg(tr("%1 users").arg(per((m_bins.userTo - m_bins.userFrom) / m_bins.rows)),
                                   tr("%1 items").arg(per((m_bins.itemTo - m_bins.itemFrom) / m_bins.columns)));
    if (x + metrics.horizontalAdvance(meaning) + px(12) + metrics.horizontalAdvance(scale) < map.right())
        painter.drawText(QRectF(map.left(), top, map.width(), metrics.height()), Qt::AlignRight, scale);
}

/// Crosshair and a box with the cell's sentences, kept inside the map.
void SparsityMap::paintReadout(QPainter& painter, const QRectF& map) const {
    if (!m_cell || m_bins.counts.empty() || m_cell->x() >= m_bins.columns || m_cell->y() >= m_bins.rows) return;
    const auto [head, note] = m_boxFrom ? boxReadout() : readout(m_cell->y(), m_cell->x());
    if (head.isEmpty()) return;
    const QPointF at(map.left() + (m_cell->x() + 0.5) * map.width() / m_bins.columns,
                     map.top() + (m_cell->y() + 0.5) * map.height() / m_bins.rows);
    const Theme& t = theme();
    QPen dotted(t.bad, 1);
    dotted.setDashPattern({2, 2});
    painter.setPen(dotted);
    painter.drawLine(QPointF(map.left(), at.y()), QPointF(map.right(), at.y()));
    painter.drawLine(QPointF(at.x(), map.top()), QPointF(at.x(), map.bottom()));
    const QFont strong = ui::font(Appearance::Type::Secondary, true), plain = ui::font(Appearance::Type::Secondary);
    const QFontMetricsF metrics(strong);
    const double width =
                     std::min(map.width() - px(8),
                              std::max(metrics.horizontalAdvance(head), QFontMetricsF(plain).horizontalAdvance(note)) + px(20)),
                 height = 2 * metrics.height() + px(12);
    const double left = at.x() + px(10) + width > map.right() ? at.x() - px(10) - width : at.x() + px(10),
                 top = at.y() + px(10) + height > map.bottom() ? at.y() - px(10) - height : at.y() + px(10);
    const QRectF box(std::max(map.left() + px(4), left), std::max(map.top() + px(4), top), width, height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.control, 1));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(box, px(6), px(6));
    const QRectF text = box.adjusted(px(10), px(6), -px(10), -px(6));
    painter.setPen(t.text);
    painter.setFont(strong);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(head, Qt::ElideRight, text.width()));
    painter.setFont(plain);
    painter.setPen(t.muted);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom, note);
}

} // namespace recoscope::ui
