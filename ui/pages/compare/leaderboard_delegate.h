#pragma once
#include "ui/pages/compare/leaderboard_model.h"
#include <QStyledItemDelegate>

namespace recoscope::ui {

/// Where a value lies in a bar cell of this width; bars begin at 0.
[[nodiscard]] double barX(double value, double top, int width);

/// Paints the rows: swatch and settings, bars with intervals over the band up to popularity, numbers, the pin of the baseline.
class LeaderboardDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit LeaderboardDelegate(const LeaderboardModel& model, QObject* parent = nullptr)
        : QStyledItemDelegate(parent),
          m_model(model) {}
    void setHighlighted(int runId) { m_highlighted = runId; } ///< Hovered here or in a chart.
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] int widthOf(const QModelIndex& index) const; ///< What a number needs.
    [[nodiscard]] static QRect pinRect(const QRect& nameCell);

private:
    void paintName(QPainter& painter, const QRect& rect, const QModelIndex& index, bool hovered) const;
    void paintNumber(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintBar(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintInterval(QPainter& painter, const QRect& rect, double value, double half) const;
    const LeaderboardModel& m_model;
    int m_highlighted = 0;
};

} // namespace recoscope::ui
