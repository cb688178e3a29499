#pragma once
#include <QHeaderView>

namespace recoscope::ui {

class LeaderboardModel;

/// The header row: sorts by click, says by which column; over the bars it names the dotted rules and the end of the axis.
class LeaderboardHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit LeaderboardHeader(const LeaderboardModel& board, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    /// What a section needs to show its name and the arrow.
    [[nodiscard]] int widthOf(int section) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    void paintBarHead(QPainter& painter, const QRect& rect) const;
    [[nodiscard]] QString nameOf(int section) const;
    const LeaderboardModel& m_board;
};

} // namespace recoscope::ui
