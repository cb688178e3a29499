#include "ui/pages/map/disc_sprites.h"
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

/// `over` on `under`, both premultiplied; two channels at a time.
QRgb blended(QRgb over, QRgb under) {
    const std::uint32_t rest = 255U - static_cast<std::uint32_t>(qAlpha(over));
    const auto scaled = [rest](std::uint32_t pair) {
        const std::uint32_t product = pair * rest;
        return ((product + ((product >> 8U) & 0x00ff00ffU) + 0x00800080U) >> 8U) & 0x00ff00ffU;
    };
    return over + (scaled(under & 0x00ff00ffU) | (scaled((under >> 8U) & 0x00ff00ffU) << 8U));
}

} // namespace

void DiscSprites::begin(QImage& onto, const QRect& pixels) {
    if (onto.devicePixelRatio() != m_ratio) clear();
    m_ratio = onto.devicePixelRatio();
    m_pixels = reinterpret_cast<QRgb*>(onto.bits());
    m_clip = pixels & onto.rect();
    m_stride = onto.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
}

DiscSprites::Sprite DiscSprites::make(int halves, const Draw& draw) const {
    const double half = std::ceil(halves / 2.0) + 2;
    const int side = static_cast<int>(std::ceil(2 * half * m_ratio));
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, half, halves / 2.0);
    painter.end();
    Sprite sprite;
    sprite.side = side;
    for (int y = 0; y < side; ++y) {
        const QRgb* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        sprite.pixels.insert(sprite.pixels.end(), row, row + side);
        const auto visible = [row](int x) { return qAlpha(row[x]) > 0; };
        const auto opaque = [row](int x) { return qAlpha(row[x]) == 255; };
        Span span{0, 0, 0, side};
        while (span.from < side && !visible(span.from)) ++span.from;
        while (span.to > span.from && !visible(span.to - 1)) --span.to;
        span.innerFrom = span.from;
        while (span.innerFrom < span.to && !opaque(span.innerFrom)) ++span.innerFrom;
        span.innerTo = span.innerFrom;
        while (span.innerTo < span.to && opaque(span.innerTo)) ++span.innerTo;
        sprite.rows.push_back(span);
    }
    return sprite;
}

void DiscSprites::blend(const Sprite& sprite, int left, int top) const {
    const int firstRow = std::max(0, m_clip.top() - top), lastRow = std::min(sprite.side, m_clip.bottom() + 1 - top);
    const int least = std::max(0, m_clip.left() - left), most = std::min(sprite.side, m_clip.right() + 1 - left);
    for (int y = firstRow; y < lastRow; ++y) {
        const Span& span = sprite.rows[static_cast<std::size_t>(y)];
        const QRgb* from = sprite.pixels.data() + static_cast<std::ptrdiff_t>(y) * sprite.side;
        QRgb* to = m_pixels + (top + y) * m_stride + left;
        const auto inside = [least, most](int x) { return std::clamp(x, least, std::max(least, most)); };
        const int innerFrom = inside(span.innerFrom), innerTo = inside(span.innerTo);
        for (int x = inside(span.from); x < innerFrom; ++x) to[x] = blended(from[x], to[x]);
        std::copy(from + innerFrom, from + innerTo, to + innerFrom);
        for (int x = innerTo; x < inside(span.to); ++x) to[x] = blended(from[x], to[x]);
    }
}

void DiscSprites::stamp(QPointF at, int colour, double radius, const Draw& draw) {
    const auto slot = static_cast<std::size_t>(colour);
    const auto halves = static_cast<std::size_t>(std::lround(2 * radius));
    if (slot >= m_sprites.size()) m_sprites.resize(slot + 1);
    if (halves >= m_sprites[slot].size()) m_sprites[slot].resize(halves + 1);
    Sprite& sprite = m_sprites[slot][halves];
    if (sprite.side == 0) sprite = make(static_cast<int>(halves), draw);
    const auto corner = [&](double middle) { return static_cast<int>(std::lround(middle * m_ratio - sprite.side / 2.0)); };
    blend(sprite, corner(at.x()), corner(at.y()));
}

} // namespace recoscope::ui
