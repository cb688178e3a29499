#include "ui/pages/data/card_grid.h"
#include "ui/theme/theme.h"
#include <QGridLayout>

namespace recoscope::ui {
namespace {

constexpr std::array<int, 3> kWideColumns{560, 380, 380}, kMediumColumns{1, 1, 0}, kNarrowColumns{1, 0, 0};
constexpr std::array<int, 2> kWideRows{368, 280};

} // namespace

CardGrid::CardGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(px(12));
}

void CardGrid::add(QWidget* card, const Places& places) { m_entries.push_back({card, places}); }

void CardGrid::setShape(Shape shape) {
    const bool wide = shape == Shape::Wide;
    int rows = 0;
    for (std::size_t k = 0; k < m_entries.size(); ++k) {
        const auto& [card, places] = m_entries[k];
        const Place place = wide ? places.wide : shape == Shape::Medium ? places.medium : Place{static_cast<int>(k), 0, 1};
        card->setMinimumHeight(px(wide ? (place.row == 0 ? 250 : 190) : places.tall ? 300 : 280));
        m_grid->addWidget(card, place.row, place.column, 1, place.span);
        rows = std::max(rows, place.row + 1);
    }
    const auto& columns = wide ? kWideColumns : shape == Shape::Medium ? kMediumColumns : kNarrowColumns;
    for (std::size_t k = 0; k < columns.size(); ++k) m_grid->setColumnStretch(static_cast<int>(k), columns[k]);
    for (int k = 0; k < static_cast<int>(m_entries.size()); ++k)
        m_grid->setRowStretch(k, k >= rows ? 0 : wide ? kWideRows[static_cast<std::size_t>(k)] : 1);
}

} // namespace recoscope::ui
