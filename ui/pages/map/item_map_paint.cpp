#include "ui/pages/map/item_lines.h"
#include "ui/pages/map/item_map.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <cstring>

namespace recoscope::ui {

namespace {

constexpr std::size_t kMostVector = 5000; ///< Discs that a vector file still takes one by one.
constexpr double kDiscR = 9;              ///< Of a numbered recommendation.

QPolygonF diamond(QPointF p, double r) {
    return QPolygonF{p + QPointF(0, -r), p + QPointF(r, 0), p + QPointF(0, r), p + QPointF(-r, 0)};
}

/// Whether a shift is one by whole pixels that leaves part of the picture in place.
bool isWhole(QPointF by, QSize size, QPoint& pixels) {
    pixels = by.toPoint();
    constexpr double kRounding = 1e-3;
    return (by - QPointF(pixels)).manhattanLength() < kRounding && std::abs(pixels.x()) < size.width() &&
           std::abs(pixels.y()) < size.height();
}

/// Moves the content; what comes into view is transparent.
void shift(QImage& image, QPoint by) {
    const int width = image.width(), height = image.height();
    const int dx = by.x(), kept = width - std::abs(dx);
    const std::size_t rowBytes = static_cast<std::size_t>(width) * sizeof(QRgb);
    for (int n = 0; n < height; ++n) {
        const int y = by.y() > 0 ? height - 1 - n : n; // against the movement: no row is overwritten before it is read
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        if (y - by.y() < 0 || y - by.y() >= height) {
            std::memset(to, 0, rowBytes);
            continue;
        }
        const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(y - by.y()));
        std::memmove(to + std::max(0, dx), from + std::max(0, -dx), static_cast<std::size_t>(kept) * sizeof(QRgb));
        std::fill_n(to + (dx > 0 ? 0 : kept), std::abs(dx), QRgb{0});
    }
}

} // namespace

void ItemMap::paintDisc(QPainter& painter, QPointF at, double r, const MapItem& item) const {
    const Theme& t = theme();
    const bool hollow = m_byFigure ? item.shade < 0 : item.group < 0;
    if (hollow) {
        painter.setPen(QPen(t.otherGenre, 1));
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(m_byFigure ? t.ramp(0.15 + 0.85 * item.shade) : t.genres[static_cast<std::size_t>(item.group)]);
    }
    painter.drawEllipse(at, r, r);
}

void ItemMap::stampCloud(const View& at, const QRect& pixels) const {
    if (pixels.isEmpty()) return;
    m_sprites.begin(m_cloud, pixels);
    const double ratio = m_cloud.devicePixelRatio(), margin = px(8);
    const double left = pixels.left() / ratio - margin, right = (pixels.right() + 1) / ratio + margin;
    const double top = pixels.top() / ratio - margin, bottom = (pixels.bottom() + 1) / ratio + margin;
    const double least = px(m_equalSizes ? 3 : 2), more = m_equalSizes ? 0 : px(3.5);
    for (const MapItem& item : m_items) {
        const QPointF p = at(item.at);
        if (p.x() < left || p.y() < top || p.x() > right || p.y() > bottom || !shown(item)) continue;
        const int colour = m_byFigure ? 1 + static_cast<int>(std::lround(32 * item.shade)) : item.group;
        m_sprites.stamp(p, std::max(0, 1 + colour), least + more * std::sqrt(item.weight),
                        [&](QPainter& painter, double half, double r) {
                            paintDisc(painter, {half, half}, r, item);
                        });
    }
}

const QImage& ItemMap::cloudPicture(const QRectF& target, double pixelRatio) const {
    const QSize size = (target.size() * pixelRatio).toSize();
    const View at = view(QRectF(QPointF(), target.size()));
    QPoint moved;
    const bool canScroll = m_cloudAt && m_cloudAt->scale == at.scale && m_cloud.size() == size &&
                           m_cloud.devicePixelRatio() == pixelRatio &&
                           isWhole((at({}) - (*m_cloudAt)({})) * pixelRatio, size, moved);
    m_cloudAt = at;
    if (!canScroll) {
        if (m_cloud.size() != size) m_cloud = QImage(size, QImage::Format_ARGB32_Premultiplied);
        m_cloud.setDevicePixelRatio(pixelRatio);
        m_cloud.fill(Qt::transparent);
        stampCloud(at, m_cloud.rect());
        return m_cloud;
    }
    shift(m_cloud, moved);
    const int width = size.width(), height = size.height(), dx = std::abs(moved.x()), dy = std::abs(moved.y());
    const int kept = moved.y() > 0 ? dy : 0; // first row of what was there before
    stampCloud(at, QRect(0, moved.y() > 0 ? 0 : height - dy, width, dy));
    stampCloud(at, QRect(moved.x() > 0 ? 0 : width - dx, kept, dx, height - dy));
    return m_cloud;
}

void ItemMap::paintCloud(QPainter& painter, const QRectF& target, bool vector) const {
    painter.setPen(QPen(theme().grid, 1));
    const QPointF origin = pixel(target, {0, 0});
    painter.drawLine(QPointF(target.left(), origin.y()), QPointF(target.right(), origin.y()));
    painter.drawLine(QPointF(origin.x(), target.top()), QPointF(origin.x(), target.bottom()));
    if (!vector) return painter.drawImage(target.topLeft(), cloudPicture(target, painter.device()->devicePixelRatioF()));
    const View at = view(target);
    for (const MapItem& item : m_items)
        if (shown(item) && target.contains(at(item.at))) paintDisc(painter, at(item.at), radius(item), item);
}

void ItemMap::paintMarks(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    const View at = view(target);
    const auto place = [&](std::size_t k) { return at(m_items[k].at); };
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.text, 1.5 * Appearance::instance().scale()));
    for (const std::size_t k : m_marks.rated)
        painter.drawEllipse(place(k), radius(m_items[k]) + px(3), radius(m_items[k]) + px(3));
    for (const std::size_t k : m_marks.heldOut)
        painter.drawPolygon(diamond(place(k), std::max(radius(m_items[k]) + px(5), px(9) * 1.0)));
    for (const std::size_t k : m_marks.found) {
        const double r = radius(m_items[k]) + px(6);
        paintFoundBrackets(painter, QRectF(place(k) - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    }
    if (m_marks.user) paintUserArrow(painter, target);
    painter.setFont(ui::font(Appearance::Type::Caption, true));
    for (std::size_t rank = m_marks.recommended.size(); rank-- > 0;) {
        const QPointF p = place(m_marks.recommended[rank]);
        const double r = px(kDiscR);
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.text);
        painter.drawEllipse(p, r, r);
        painter.setPen(t.surface);
        painter.drawText(QRectF(p.x() - r, p.y() - r, 2 * r, 2 * r), Qt::AlignCenter, QString::number(rank + 1));
    }
}

void ItemMap::paintUserArrow(QPainter& painter, const QRectF& target) const {
    const QPointF from = pixel(target, {0, 0});
    const QPointF to = pixel(target, *m_marks.user);
    painter.setPen(QPen(theme().text, 1.5 * Appearance::instance().scale()));
    painter.drawLine(from, to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    painter.setBrush(theme().text);
    painter.drawPolygon(QPolygonF{to, to - QPointF(std::cos(angle - 0.4), std::sin(angle - 0.4)) * px(10),
                                  to - QPointF(std::cos(angle + 0.4), std::sin(angle + 0.4)) * px(10)});
}

void ItemMap::paintLayers(QPainter& painter, const QRectF& target, bool vector) const {
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCloud(painter, target, vector);
    paintMarks(painter, target);
    paintAxisTexts(painter, target, vector);
    paintLabels(painter, target, vector);
    paintLegend(painter, target);
    paintFoot(painter, target);
    painter.restore();
}

void ItemMap::paintTo(QPainter& painter, const QRectF& target) const {
    paintLayers(painter, target, m_items.size() <= kMostVector);
}

void ItemMap::paintEvent(QPaintEvent*) {
    const QRectF target(rect());
    if (m_stale) {
        const QSize pixels = size() * devicePixelRatioF();
        if (m_cache.size() != pixels) m_cache = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
        m_cache.setDevicePixelRatio(devicePixelRatioF());
        m_cache.fill(theme().surface);
        QPainter painter(&m_cache);
        paintLayers(painter, target, false);
        m_stale = false;
    }
    QPainter painter(this);
    painter.drawImage(0, 0, m_cache);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto told = m_hover ? m_hover : m_marks.selected;
    if (told && shown(m_items[*told])) paintCard(painter, *told);
    if (showsFocus(*this)) paintFocusRing(painter, target);
}

} // namespace recoscope::ui
