#pragma once
#include "ui/jobs/latest_job.h"
#include "ui/jobs/map_space.h"
#include "ui/jobs/recommend.h"
#include "ui/pages/map/map_header.h"
#include "ui/pages/map/map_items.h"
#include "ui/pages/page.h"
#include <QWidget>
#include <memory>
#include <vector>

class QPushButton;
class QStackedWidget;

namespace recoscope::ui {

class Card;
class ItemMap;
class MapSide;
class StatePage;
struct Run;

/// The items of a factor model on two principal axes, what the axes go along with, and where one user stands. Axes,
/// neighbourhoods and ranks are computed on workers; the newest question wins.
class MapPage final : public QWidget {
    Q_OBJECT
public:
    explicit MapPage(const PageContext& context, QWidget* parent = nullptr);
    enum class State { Empty, Working, Failed, Full };
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_spaceJob.isBusy() || m_keptJob.isBusy() || m_rankJob.isBusy(); }
    [[nodiscard]] const MapSpace* space() const { return m_space.get(); }
    [[nodiscard]] ItemMap& map() { return *m_map; }
    [[nodiscard]] MapSide& side() { return *m_side; }
    [[nodiscard]] std::pair<int, int> axes() const { return {m_x, m_y}; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    // map_page.cpp
    void buildFull();
    void connectSession();
    void registerActions();
    void arrange();
    // map_work.cpp
    [[nodiscard]] std::vector<const Run*> factorRuns() const;
    [[nodiscard]] const Run* chosen() const;
    void refreshRuns();
    void showState();
    void showMessage(State state, const QString& title, const QString& text, double fraction = -1);
    void computeSpace();
    void takeSpace(std::shared_ptr<const MapSpace> space);
    void useAxis(int axis, bool across);
    void placeItems(bool keepView);
    void measureKept();
    void showWhyEmpty();
    // map_marks.cpp
    void refreshRanks();
    void refreshMarks();
    void refreshSearch();
    void refreshFoot();
    [[nodiscard]] std::optional<std::size_t> positionOf(ItemIndex item) const;
    void place(ItemIndex item, std::vector<std::size_t>& list) const; ///< Adds where it lies, if it does.
    [[nodiscard]] AppliedHistory editedHistory(UserIndex user) const;
    void markUser(UserIndex user, const std::vector<ItemIndex>& rated, const FactorView& view, MapMarks& marks) const;
    /// "rated 4", "rank 12", "no place".
    [[nodiscard]] QString standingOf(ItemIndex item, const AppliedHistory& history) const;

    Session& m_session;
    ActionRegistry& m_actions;
    LatestJob m_spaceJob, m_keptJob, m_rankJob;
    State m_state = State::Empty;
    MapHeader* m_header;
    QStackedWidget* m_states;
    StatePage* m_message = nullptr;
    QPushButton *m_train = nullptr, *m_cancel = nullptr;
    ItemMap* m_map = nullptr;
    MapSide* m_side = nullptr;
    int m_run = 0, m_spaceOf = 0; ///< Runs: chosen; whose space is shown.
    int m_x = 0, m_y = 1;
    MapColour m_colour = MapColour::Genre;
    std::shared_ptr<const MapSpace> m_space;
    std::optional<NeighboursKept> m_kept;
    std::vector<std::int32_t> m_positions; ///< Item to its number on the map, -1 where it has no place.
    std::vector<std::int32_t> m_ranks;     ///< Of all items for the user as edited; empty until known.
};

} // namespace recoscope::ui
