#pragma once
#include "ui/theme/theme.h"
#include <QHash>
#include <QImage>
#include <QSizeF>

class QPainter;

namespace recoscope::ui {

/// Words with a halo of the surface's colour, to stand over a crowded picture. Laying them out and stroking their outline takes
/// longer than all else on a map, so each is kept as a picture; vector files get the words themselves.
class HaloTexts final {
public:
    struct Look {
        Appearance::Type type = Appearance::Type::Caption;
        bool semibold = false, muted = false;
    };
    void clear() { m_kept.clear(); } ///< After the theme, the zoom or the fonts changed.
    /// `text` elided at `most` pixels, with its size.
    struct Words {
        QString shown;
        QSizeF size;
    };
    [[nodiscard]] const Words& words(const QString& text, double most, Look look);
    /// The words, elided at `most`, with their upper left corner at `at`.
    void paint(QPainter& painter, QPointF at, const QString& text, double most, Look look, bool vector);

private:
    struct Kept {
        Words words;
        QImage picture; ///< Null until it is painted.
    };
    Kept& kept(const QString& text, double most, Look look);
    QHash<QString, Kept> m_kept;
};

} // namespace recoscope::ui
