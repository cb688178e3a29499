#include "ui/pages/data/selection_tiles.h"
#include "ui/format.h"
#include "ui/pages/data/tile.h"
#include <QObject>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QObject::tr(text); }

} // namespace

void showPartTiles(const std::array<Tile*, 6>& tiles, const Dataset& dataset, const DataProfile& whole,
                   const SelectionProfile& part) {
    const auto of = [](std::int64_t all) { return QObject::tr("selected, of %1").arg(format::count(all)); };
    tiles[0]->setFigure(format::count(part.users), of(whole.users));
    tiles[1]->setFigure(format::count(part.items), of(whole.items));
    tiles[2]->setFigure(format::count(part.rows), of(whole.interactions));
    const double pairs = static_cast<double>(part.users) * static_cast<double>(part.items);
    if (part.rows == 0)
        tiles[3]->setFigure(format::undefined(), tr("no rating is selected"));
    else
        tiles[3]->setFigure(format::share(static_cast<double>(part.rows) / pairs, 2),
                            QObject::tr("of %1 × %2 pairs; all: %3")
                                .arg(format::count(part.users), format::count(part.items), format::share(whole.density, 2)));
    if (dataset.scale && part.rows > 0)
        tiles[4]->setFigure(QObject::tr("mean %1").arg(format::rating(part.meanRating)),
                            QObject::tr("all ratings: %1").arg(format::rating(whole.meanRating)));
    else
        tiles[4]->setFigure(format::undefined(),
                            part.rows == 0 ? tr("no rating is selected") : tr("no ratings: every row counts as 1"));
    if (part.times)
        tiles[5]->setFigure(format::span(part.times->first, part.times->second),
                            QObject::tr("%1 to %2").arg(format::date(part.times->first), format::date(part.times->second)));
    else
        tiles[5]->setFigure(format::undefined(), part.rows == 0 ? tr("no rating is selected") : tr("no times are selected"));
}

} // namespace recoscope::ui
