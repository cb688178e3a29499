#pragma once
#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// Finds places for names beside their discs: never over another name, a marked disc or a fixed box, and over as few plain discs
/// as possible. Deterministic: the order of asking is the order of importance.
class LabelPlaces final {
public:
    /// `target`: names lie inside; `cell`: pixels of the grid that counts plain discs.
    LabelPlaces(const QRectF& target, double cell);
    void block(const QRectF& box) { m_taken.push_back(box); } ///< Nothing may stand here.
    void addDisc(QPointF at);                                 ///< A plain disc: names avoid it where they can.

    struct Place {
        QRectF box;
        bool far = false; ///< Away from its disc: draw a hair line from `from`.
        QPointF from;
    };
    /// A place for a name of `size` beside the disc of `radius` at `at`, taken from then on; nothing where none is free. At most
    /// `mostDiscs` plain discs may lie under it.
    [[nodiscard]] std::optional<Place> take(QPointF at, double radius, QSizeF size, int mostDiscs, bool mayBeFar);

private:
    [[nodiscard]] int discsUnder(const QRectF& box) const;
    [[nodiscard]] bool isFree(const QRectF& box) const;
    QRectF m_target;
    double m_cell;
    int m_columns, m_rows;
    std::vector<int> m_discs;
    std::vector<QRectF> m_taken;
};

} // namespace recoscope::ui
