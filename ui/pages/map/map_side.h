#pragma once
#include "core/base/ids.h"
#include "ui/jobs/map_space.h"
#include "ui/pages/map/item_lines.h"
#include <QScrollArea>
#include <memory>
#include <optional>

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace recoscope::ui {

class AxisHistogram;
class AxisList;
class PlainLabel;

/// Right of the map: what the search found, the axes, and one axis at a closer look.
class MapSide final : public QScrollArea {
    Q_OBJECT
public:
    explicit MapSide(QWidget* parent = nullptr);
    void setSpace(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const MapSpace> space);
    void setAxes(int x, int y); ///< On the picture.
    void setUser(const QString& name, std::vector<ItemIndex> rated);
    /// Nothing is searched where `wanted` is empty. `lines` are the first of `found`.
    void setSearch(const QString& wanted, std::size_t found, std::vector<ItemLines::Line> lines);
    [[nodiscard]] int looked() const { return m_axis; } ///< The axis at a closer look.
    void look(int axis);

Q_SIGNALS:
    void itemChosen(recoscope::ItemIndex item);
    void useAsked(int axis, bool across);

private:
    QWidget* makeSearch();
    QWidget* makeAxes();
    QWidget* makeAxis();
    void showAxis(); // map_side_axis.cpp, with its parts
    void showHistogram(const std::vector<ItemIndex>& placed);
    void showExtremes(const std::vector<ItemIndex>& order); ///< Highest first.
    void showTies(std::size_t items);
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const MapSpace> m_space;
    QString m_user;
    std::vector<ItemIndex> m_rated;
    int m_x = 0, m_y = 1, m_axis = 0;
    QWidget* m_searchBox;
    PlainLabel* m_searchNote;
    ItemLines* m_foundLines;
    PlainLabel* m_axesNote;
    AxisList* m_axes;
    PlainLabel *m_axisTitle, *m_axisName;
    QPushButton *m_useX, *m_useY;
    AxisHistogram* m_histogram;
    ItemLines* m_extremes;
    QGridLayout* m_ties;
    PlainLabel* m_tiesNote;
};

} // namespace recoscope::ui
