#pragma once
#include <QWidget>
#include <array>
#include <vector>

class QGridLayout;

namespace recoscope::ui {

/// Cards in one of three shapes, each of which has a place for each card.
class CardGrid final : public QWidget {
    Q_OBJECT
public:
    enum class Shape { Wide, Medium, Narrow }; ///< Three columns, two, one.
    struct Place {
        int row = 0, column = 0, span = 1;
    };
    /// Below each other in the order they are added, where the shape is narrow.
    struct Places {
        Place wide, medium;
        bool tall = false; ///< Needs more height than the others where the shape is not wide.
    };
    explicit CardGrid(QWidget* parent = nullptr);
    void add(QWidget* card, const Places& places);
    void setShape(Shape shape); ///< Also when the zoom changed.

private:
    struct Entry {
        QWidget* card;
        Places places;
    };
    std::vector<Entry> m_entries;
    QGridLayout* m_grid;
};

} // namespace recoscope::ui
