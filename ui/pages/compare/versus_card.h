#pragma once
#include "ui/session.h"
#include "ui/widgets/card.h"

namespace recoscope::ui {

class LeaderboardModel;
class PlainLabel;
class SplitBar;

/// One model against the baseline, user by user: how many are served better, equally, worse; the mean difference in a sentence.
class VersusCard final : public Card {
    Q_OBJECT
public:
    VersusCard(const Session& session, const LeaderboardModel& board, QWidget* parent = nullptr);
    /// The run, or, where it is the baseline or nothing, the best other one.
    void show(int runId);
    [[nodiscard]] QString sentence() const;

private:
    const Session& m_session;
    const LeaderboardModel& m_board;
    SplitBar* m_bar;
    PlainLabel* m_better;
    PlainLabel* m_equal;
    PlainLabel* m_worse;
    PlainLabel* m_sentence;
};

} // namespace recoscope::ui
