#pragma once
#include "ui/charts/plot.h"
#include "ui/widgets/card.h"

class QTableView;

namespace recoscope::ui {

class LeaderboardDelegate;
class LeaderboardHeader;
class LeaderboardModel;

/// The table: as high as its rows; columns that a narrow card has no room for go, MRR first, then hit rate, fit and RMSE.
/// Pin or the key B: the baseline. Exports as picture and as CSV.
class LeaderboardCard final : public Card, public Exportable {
    Q_OBJECT
public:
    explicit LeaderboardCard(LeaderboardModel& board, QWidget* parent = nullptr);
    void fit();                     ///< After the model changed: spans, heights, widths.
    void setHighlighted(int runId); ///< 0 = none.
    void setCurrent(int runId);
    [[nodiscard]] int current() const; ///< 0 where no row is.

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("leaderboard"); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] bool isPicture() const override { return false; }

Q_SIGNALS:
    void hovered(int runId); ///< 0 when the pointer leaves.
    void chosen(int runId);  ///< A row was made current.
    void pinned(int runId);  ///< To be the baseline.
    void inspectRequested(int runId);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectTable();
    void fitColumns();
    void showMenu(const QPoint& position);
    LeaderboardModel& m_board;
    QTableView* m_table;
    LeaderboardHeader* m_header;
    LeaderboardDelegate* m_delegate;
    bool m_setting = false;
};

} // namespace recoscope::ui
