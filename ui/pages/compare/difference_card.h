#pragma once
#include "ui/session.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace recoscope::ui {

class LabelGrid;
class LeaderboardModel;
class PlainLabel;

/// What makes a run of another protocol not comparable, and one button that makes it so: all models under one protocol.
class DifferenceCard final : public Card {
    Q_OBJECT
public:
    DifferenceCard(Session& session, const LeaderboardModel& board, QWidget* parent = nullptr);
    void show(int runId); ///< A run of another protocol; 0 hides the card.
    /// Trains under one protocol what was not yet: the ranked models under that of the shown run, or, where nothing is ranked,
    /// the others under the present one.
    void runAll();

private:
    [[nodiscard]] std::vector<ModelSpec> missing(const ExperimentSpec& protocol) const;
    Session& m_session;
    const LeaderboardModel& m_board;
    int m_run = 0;
    LabelGrid* m_lines;
    PlainLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace recoscope::ui
