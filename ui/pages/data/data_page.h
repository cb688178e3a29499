#pragma once
#include "ui/pages/page.h"
#include <QWidget>
#include <array>

class QGridLayout;
class QPushButton;
class QStackedWidget;

namespace recoscope::ui {

class BarPlot;
class Card;
class DataSelection;
class DetailCards;
class FindingsList;
class FunnelCard;
class LinePlot;
class PageHeader;
class SelectionBar;
class SelectionLinks;
class SparsityCard;
class StatePage;
class TailBordersEditor;
class Tile;

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
    enum class Shape { None, Wide, Medium, Narrow };
    void reflow();
    QWidget* makeWorking();
    QWidget* makeFull();
    void refresh();
    QWidget* makeGrid(QWidget* page);
    void fillTiles();
    void fillPlots();
    void makeFunnel(QWidget* inside);
    void addSelectionActions();
    void showSelection(); ///< In the tiles: of how many.
    Session& m_session;
    ActionRegistry& m_actions;
    QStackedWidget* m_states;
    StatePage* m_working = nullptr;
    PageHeader* m_header = nullptr;
    std::array<Tile*, 6> m_tiles{};
    DataSelection* m_selection = nullptr;
    SelectionBar* m_selectionBar = nullptr;
    SelectionLinks* m_links = nullptr;
    SparsityCard* m_map = nullptr;
    LinePlot* m_frequency = nullptr;
    LinePlot* m_lorenz = nullptr;
    BarPlot* m_histogram = nullptr;
    BarPlot* m_activity = nullptr;
    Card* m_activityCard = nullptr;
    std::array<Card*, 6> m_cards{}; ///< Map, frequency, concentration, found, ratings, activity.
    QGridLayout* m_tileGrid = nullptr;
    QGridLayout* m_cardGrid = nullptr;
    Shape m_shape = Shape::None;
    Card* m_found = nullptr;
    FindingsList* m_findings = nullptr;
    FunnelCard* m_funnel = nullptr;
    QPushButton* m_filters = nullptr; ///< Shows and hides the funnel.
    TailBordersEditor* m_borders = nullptr;
    DetailCards* m_details = nullptr; ///< Below the first screen.
};

} // namespace recoscope::ui
