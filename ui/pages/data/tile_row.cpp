#include "ui/pages/data/tile_row.h"
#include "ui/format.h"
#include "ui/pages/data/tile.h"
#include "ui/theme/theme.h"
#include <QGridLayout>
#include <cmath>

namespace recoscope::ui {

TileRow::TileRow(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(px(12));
    const std::array<QString, 6> captions{tr("Users"), tr("Items"), tr("Ratings"), tr("Density"), tr("Scale"), tr("Time span")};
    for (std::size_t k = 0; k < m_tiles.size(); ++k) m_tiles[k] = new Tile(captions[k], this);
}

void TileRow::setColumns(int columns) {
    for (int k = 0; k < static_cast<int>(m_tiles.size()); ++k) {
        m_grid->addWidget(m_tiles[static_cast<std::size_t>(k)], k / columns, k % columns);
        m_grid->setColumnStretch(k, k < columns ? 1 : 0);
    }
}

void TileRow::showWhole(const Dataset& d, const DataProfile& p) {
    m_tiles[0]->setFigure(format::count(p.users),
                          tr("median %1 ratings, fewest %2").arg(format::count(p.medianPerUser), format::count(p.fewestPerUser)));
    m_tiles[1]->setFigure(format::count(p.items),
                          tr("median %1, %2 rated once").arg(format::count(p.medianPerItem), format::count(p.itemsRatedOnce)));
    m_tiles[2]->setFigure(
        format::count(p.interactions),
        tr("%1 rejected, %2 repeated pairs").arg(format::count(d.report.rejected), format::count(d.report.duplicates)));
    const auto millions = [](double n) {
        return n >= 1e6 ? format::rating(std::round(n / 1e4) / 100) : format::count(std::llround(n));
    };
    const double cells = static_cast<double>(p.users) * static_cast<double>(p.items),
                 empty = cells - static_cast<double>(p.interactions);
    m_tiles[3]->setFigure(format::share(p.density, 2), cells >= 1e6
                                                           ? tr("%1 of %2 million empty").arg(millions(empty), millions(cells))
                                                           : tr("%1 of %2 empty").arg(millions(empty), millions(cells)));
    if (d.scale)
        m_tiles[4]->setFigure(tr("%1 to %2").arg(format::rating(d.scale->minimum), format::rating(d.scale->maximum)),
                              tr("step %1, mean %2").arg(format::rating(d.scale->step), format::rating(p.meanRating)));
    else
        m_tiles[4]->setFigure(format::undefined(), tr("no values: each row is a 1"));
    if (p.timesAreOrder)
        m_tiles[5]->setFigure(tr("order"),
                              tr("places %1 to %2, no dates").arg(format::count(p.firstTime), format::count(p.lastTime)));
    else if (p.hasTimes)
        m_tiles[5]->setFigure(format::span(p.firstTime, p.lastTime),
                              tr("%1 to %2").arg(format::date(p.firstTime), format::date(p.lastTime)));
    else
        m_tiles[5]->setFigure(format::undefined(), tr("the data has no times"));
}

void TileRow::showPart(const Dataset& dataset, const DataProfile& whole, const SelectionProfile& part) {
    const auto of = [](std::int64_t all) { return tr("selected, of %1").arg(format::count(all)); };
    m_tiles[0]->setFigure(format::count(part.users), of(whole.users));
    m_tiles[1]->setFigure(format::count(part.items), of(whole.items));
    m_tiles[2]->setFigure(format::count(part.rows), of(whole.interactions));
    const double pairs = static_cast<double>(part.users) * static_cast<double>(part.items);
    if (part.rows == 0)
        m_tiles[3]->setFigure(format::undefined(), tr("no rating is selected"));
    else
        m_tiles[3]->setFigure(format::share(static_cast<double>(part.rows) / pairs, 2),
                              tr("of %1 × %2 pairs; all: %3")
                                  .arg(format::count(part.users), format::count(part.items), format::share(whole.density, 2)));
    if (dataset.scale && part.rows > 0)
        m_tiles[4]->setFigure(tr("mean %1").arg(format::rating(part.meanRating)),
                              tr("all ratings: %1").arg(format::rating(whole.meanRating)));
    else
        m_tiles[4]->setFigure(format::undefined(),
                              part.rows == 0 ? tr("no rating is selected") : tr("no values: each row is a 1"));
    if (part.times)
        m_tiles[5]->setFigure(format::span(part.times->first, part.times->second),
                              tr("%1 to %2").arg(format::date(part.times->first), format::date(part.times->second)));
    else
        m_tiles[5]->setFigure(format::undefined(), part.rows == 0 ? tr("no rating is selected") : tr("no times are selected"));
}

} // namespace recoscope::ui
