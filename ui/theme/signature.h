#pragma once
#include <QColor>
#include <QPainter>
#include <QPen>
#include <QPointF>
#include <QRectF>
#include <QString>

namespace recoscope::ui {

enum class Marker { None, Disc, Square, Up, Diamond, Down, Plus, Cross, Ring };

/// How a model is recognised everywhere: colour, dash and marker, so that colour never says it alone.
/// A value: the colour is looked up in the theme in force when it is painted.
struct ModelSignature {
    int slot = 0; ///< 0-based; -1 popularity, -2 random: dotted grey, no marker. Slots past 8 reuse the colour with the next dash
                  ///< and a number.

    [[nodiscard]] QColor color() const;
    [[nodiscard]] QPen pen(double width) const; ///< With the dash pattern of the slot.
    [[nodiscard]] Marker marker() const;
    [[nodiscard]] bool isReference() const { return slot < 0; }
    friend bool operator==(const ModelSignature&, const ModelSignature&) = default;
};

/// The fixed slots: ease 0, item_knn 1, ials 2, user_knn 3, mf_sgd 4, bias 5; popularity -1, random -2; -3 where an algorithm has
/// none.
[[nodiscard]] int fixedSlotOf(const QString& algorithmId);

void paintMarker(QPainter& painter, Marker marker, QPointF centre, double size, const QColor& color);
/// The swatch of lists and titles: a short piece of the line with its marker in the middle.
void paintSwatch(QPainter& painter, const QRectF& rect, const ModelSignature& signature);

} // namespace recoscope::ui
