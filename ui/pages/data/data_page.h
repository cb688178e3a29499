#pragma once
#include "ui/pages/data/card_grid.h"
#include "ui/pages/page.h"
#include <QWidget>
#include <optional>

class QPushButton;
class QStackedWidget;

namespace recoscope::ui {

class BarPlot;
class Card;
class ColumnScroll;
class DataSelection;
class DetailCards;
class FunnelCard;
class LinePlot;
class PageHeader;
class QualityCard;
class SelectionBar;
class SelectionLinks;
class SparsityCard;
class StatePage;
class TailBordersEditor;
class TileRow;

/// Start (no data), working (opening), full. A refused file is told by the shell and leaves the page as it was.
class DataPage final : public QWidget {
    Q_OBJECT
public:
    explicit DataPage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Escape clears the selection.

private:
    /// Wide: six tiles, three columns. Medium: tiles 3 x 2, two columns. Narrow: tiles 2 x 3, one column. The lower ones scroll.
    void reflow();
    QWidget* makeWorking();
    QWidget* makeFull();
    void refresh();
    QWidget* makeHeader(QWidget* page);
    QWidget* makeGrid(QWidget* page);
    QualityCard* makeQuality(QWidget* cards);
    void fillHead(); ///< And what was found.
    void fillPlots();
    void makeFunnel(QWidget* inside);
    void addSelectionActions();
    void showSelection(); ///< In the tiles: of how many.
    Session& m_session;
    ActionRegistry& m_actions;
    QStackedWidget* m_states;
    StatePage* m_working = nullptr;
    PageHeader* m_header = nullptr;
    TileRow* m_tiles = nullptr;
    DataSelection* m_selection = nullptr;
    SelectionBar* m_selectionBar = nullptr;
    SelectionLinks* m_links = nullptr;
    SparsityCard* m_map = nullptr;
    LinePlot* m_frequency = nullptr;
    LinePlot* m_lorenz = nullptr;
    BarPlot* m_histogram = nullptr;
    BarPlot* m_activity = nullptr;
    Card* m_frequencyCard = nullptr;
    Card* m_activityCard = nullptr;
    CardGrid* m_cards = nullptr; ///< The first screen.
    ColumnScroll* m_scroll = nullptr;
    std::optional<CardGrid::Shape> m_shape; ///< Nothing before the first layout.
    QualityCard* m_quality = nullptr;
    FunnelCard* m_funnel = nullptr;
    QPushButton* m_filters = nullptr; ///< Shows and hides the funnel.
    TailBordersEditor* m_borders = nullptr;
    DetailCards* m_details = nullptr; ///< Below the first screen.
};

} // namespace recoscope::ui
