#pragma once
#include "ui/pages/compare/leaderboard_model.h"
#include <QStyledItemDelegate>

namespace recoscope::ui {

/// Paints names with swatches and the bar cell: bar, 95 % whisker, band up to popularity, rules at random and popularity.
class LeaderboardDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit LeaderboardDelegate(const LeaderboardModel& model, QObject* parent = nullptr)
        : QStyledItemDelegate(parent),
          m_model(model) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintName(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintBar(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    const LeaderboardModel& m_model;
};

} // namespace recoscope::ui
