#pragma once
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/widgets/plain_label.h"
#include <QString>

namespace recoscope::ui {

/// The words of the leaderboard: what stands in a cell, what its tooltip explains, what is copied.

[[nodiscard]] QString columnName(const LeaderboardModel& board, int column);
[[nodiscard]] QString columnTip(const LeaderboardModel& board, int column);
[[nodiscard]] QString cellText(const LeaderboardModel& board, const LeaderboardModel::Row& row, int column);
/// Sentence, formula, formula with its numbers; where undefined, why. Plain text with line breaks.
[[nodiscard]] QString cellTip(const LeaderboardModel& board, const LeaderboardModel::Row& row, int column);

/// The whole table with a header row, for a spreadsheet: plain numbers with six figures, half-widths and the paired comparison in
/// columns of their own, undefined left empty. `separator` is a tab (copied) or a comma (saved; RFC 4180).
[[nodiscard]] QString tableText(const LeaderboardModel& board, QChar separator);

} // namespace recoscope::ui
