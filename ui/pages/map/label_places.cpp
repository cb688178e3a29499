#include "ui/pages/map/label_places.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope::ui {

LabelPlaces::LabelPlaces(const QRectF& target, double cell)
    : m_target(target),
      m_cell(std::max(2.0, cell)),
      m_columns(static_cast<int>(std::ceil(target.width() / m_cell)) + 1),
      m_rows(static_cast<int>(std::ceil(target.height() / m_cell)) + 1),
      m_discs(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), 0) {}

void LabelPlaces::addDisc(QPointF at) {
    if (at.x() < m_target.left() || at.x() > m_target.right() || at.y() < m_target.top() || at.y() > m_target.bottom()) return;
    const int column = static_cast<int>((at.x() - m_target.left()) / m_cell);
    const int row = static_cast<int>((at.y() - m_target.top()) / m_cell);
    ++m_discs[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column)];
}

int LabelPlaces::discsUnder(const QRectF& box) const {
    int discs = 0;
    const auto cell = [this](double from, double at) { return static_cast<int>((at - from) / m_cell); };
    for (int row = cell(m_target.top(), box.top()); row <= cell(m_target.top(), box.bottom()); ++row) {
        for (int column = cell(m_target.left(), box.left()); column <= cell(m_target.left(), box.right()); ++column)
            discs +=
                m_discs[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column)];
    }
    return discs;
}

bool LabelPlaces::isFree(const QRectF& box) const {
    return m_target.contains(box) && std::ranges::none_of(m_taken, [&](const QRectF& other) { return other.intersects(box); });
}

std::optional<LabelPlaces::Place> LabelPlaces::take(QPointF at, double radius, QSizeF size, int mostDiscs, bool mayBeFar) {
    struct Side {
        double x, y; ///< Where the name's middle lies, in half sizes away from the disc.
    };
    static constexpr std::array<Side, 8> kSides{{{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}}};
    std::optional<Place> best;
    int fewest = mostDiscs + 1;
    for (const double reach : {1.0, 3.0, 5.0}) {
        if (reach > 1 && (!mayBeFar || best)) break;
        for (const Side& side : kSides) {
            const double gap = radius + size.height() * 0.2 + (reach - 1) * size.height() * 0.5;
            const QPointF middle = at + QPointF(side.x * (gap + size.width() / 2), side.y * (gap + size.height() / 2));
            const QRectF box(middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(), size.height());
            if (!isFree(box)) continue;
            const int discs = discsUnder(box);
            if (discs >= fewest) continue;
            fewest = discs;
            best = Place{box, reach > 1, at};
        }
    }
    if (best) m_taken.push_back(best->box);
    return best;
}

} // namespace recoscope::ui
