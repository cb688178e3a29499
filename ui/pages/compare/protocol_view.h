#pragma once
#include "ui/pages/compare/label_grid.h"
#include "ui/session.h"
#include "ui/widgets/card.h"
#include <vector>

namespace recoscope::ui {

class LeaderboardModel;

/// The rules under which the ranked runs were measured, in the few lines that people ask for first; Copy gives every line.
class ProtocolView final : public Card {
    Q_OBJECT
public:
    ProtocolView(const Session& session, const LeaderboardModel& board, QWidget* parent = nullptr);
    void refresh();
    [[nodiscard]] QString copied() const;

private:
    const Session& m_session;
    const LeaderboardModel& m_board;
    LabelGrid* m_grid;
};

/// The card of the session's present protocol; empty before the split is made.
[[nodiscard]] ProtocolCard presentProtocol(const Session& session);

/// The lines of the run's card that say something else than the present one. Sizes and counts that follow from the split are left
/// out.
[[nodiscard]] std::vector<LabelGrid::Line> differingLines(const ProtocolCard& present, const Run& run);

} // namespace recoscope::ui
