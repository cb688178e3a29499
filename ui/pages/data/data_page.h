#pragma once
#include "ui/pages/page.h"
#include <QWidget>
#include <array>

class QStackedWidget;

namespace recoscope::ui {

class BarPlot;
class Card;
class LinePlot;
class PageHeader;
class PlainLabel;
class SparsityMap;
class StatePage;
class Tile;

/// Start (no data), working (opening), full. A refused file is told by the shell and leaves the page as it was.
class DataPage final : public QWidget {
    Q_OBJECT
public:
    explicit DataPage(const PageContext& context, QWidget* parent = nullptr);

private:
    QWidget* makeWorking();
    QWidget* makeFull();
    void refresh();
    void fillTiles();
    void fillPlots();
    Session& m_session;
    ActionRegistry& m_actions;
    QStackedWidget* m_states;
    StatePage* m_working = nullptr;
    PageHeader* m_header = nullptr;
    std::array<Tile*, 6> m_tiles{};
    SparsityMap* m_map = nullptr;
    LinePlot* m_frequency = nullptr;
    LinePlot* m_lorenz = nullptr;
    BarPlot* m_histogram = nullptr;
    BarPlot* m_activity = nullptr;
    Card* m_frequencyCard = nullptr;
    Card* m_lorenzCard = nullptr;
    Card* m_activityCard = nullptr;
    Card* m_found = nullptr;
    PlainLabel* m_report = nullptr;
};

} // namespace recoscope::ui
