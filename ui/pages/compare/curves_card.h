#pragma once
#include "ui/widgets/card.h"
#include <array>

class QGridLayout;

namespace recoscope::ui {

class LeaderboardModel;
class LinePlot;
class PlainLabel;
class Session;

/// NDCG, recall, precision and coverage against K from 1 to 50 for the ranked runs; a rule at the K of the table.
class CurvesCard final : public Card {
    Q_OBJECT
public:
    CurvesCard(const Session& session, const LeaderboardModel& board, QWidget* parent = nullptr);
    void refresh();
    void setHighlighted(int runId);

Q_SIGNALS:
    void hovered(int runId);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    const Session& m_session;
    const LeaderboardModel& m_board;
    QGridLayout* m_grid;
    std::array<QWidget*, 4> m_boxes{};
    std::array<LinePlot*, 4> m_plots{};
    int m_columns = 0;
};

} // namespace recoscope::ui
