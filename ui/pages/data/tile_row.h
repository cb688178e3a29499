#pragma once
#include "core/data/selection.h"
#include <QWidget>
#include <array>

class QGridLayout;

namespace recoscope::ui {

class Tile;

/// The six figures of the data: of all of it, or of what is selected with the whole below.
class TileRow final : public QWidget {
    Q_OBJECT
public:
    explicit TileRow(QWidget* parent = nullptr);
    void setColumns(int columns);
    void showWhole(const Dataset& dataset, const DataProfile& whole);
    void showPart(const Dataset& dataset, const DataProfile& whole, const SelectionProfile& part);

private:
    std::array<Tile*, 6> m_tiles{}; ///< Users, items, ratings, density, scale, time span.
    QGridLayout* m_grid;
};

} // namespace recoscope::ui
