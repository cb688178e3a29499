#pragma once
#include <QProxyStyle>

namespace recoscope::ui {

/// Fusion with the design's borders, radii and focus ring. Buttons know three dynamic properties: "primary", "flat" and
/// "compact".
class Style final : public QProxyStyle {
    Q_OBJECT
public:
    Style();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                       const QWidget* widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget) const override;
};

/// The ring of the keyboard for painted views: 2 px inside `rect`.
void paintFocusRing(QPainter& painter, const QRectF& rect);
/// True where the widget has the focus and the keyboard brought it there or was used since: only then the ring is shown.
[[nodiscard]] bool showsFocus(const QWidget& widget);

} // namespace recoscope::ui
