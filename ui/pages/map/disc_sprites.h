#pragma once
#include <QImage>
#include <QPoint>
#include <QRect>
#include <functional>
#include <vector>

namespace recoscope::ui {

/// Small pictures of discs, one per colour and half pixel of radius, stamped by the ten thousand: pixels are blended here, since
/// a QPainter's overhead per picture is several times the work itself.
class DiscSprites final {
public:
    /// Draws a disc of that radius in the middle of a transparent picture whose half width is `half`, in logical pixels.
    using Draw = std::function<void(QPainter& painter, double half, double radius)>;

    void clear() { m_sprites.clear(); }
    /// What is stamped on until the next begin(): premultiplied ARGB, alive and untouched by others until the last stamp. Nothing
    /// outside `pixels`, of the image's own, is touched. Sprites of another pixel ratio are forgotten.
    void begin(QImage& onto, const QRect& pixels);
    /// Blends the disc in; `at` in logical pixels. `colour` 0 and up tells colours apart.
    void stamp(QPointF at, int colour, double radius, const Draw& draw);

private:
    /// Of a row: where it is not transparent, and the inner stretch where it hides what is below.
    struct Span {
        int from = 0, innerFrom = 0, innerTo = 0, to = 0;
    };
    struct Sprite {
        std::vector<QRgb> pixels;
        std::vector<Span> rows;
        int side = 0;
    };
    Sprite make(int halves, const Draw& draw) const;
    void blend(const Sprite& sprite, int left, int top) const;
    double m_ratio = 1;
    QRgb* m_pixels = nullptr;
    QRect m_clip;
    std::ptrdiff_t m_stride = 0;                ///< In pixels.
    std::vector<std::vector<Sprite>> m_sprites; ///< By colour, then by half pixels of radius.
};

} // namespace recoscope::ui
