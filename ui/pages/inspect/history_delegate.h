#pragma once
#include "core/data/dataset.h"
#include "ui/pages/inspect/history_model.h"
#include <QStyledItemDelegate>
#include <QTableView>
#include <optional>

namespace recoscope::ui {

/// Paints a whole row of the history in the pieces of its cells; an edited row gets a dashed frame in the what-if tint. The
/// rating is a number and five blocks, which a click sets.
class HistoryDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    HistoryDelegate(QTableView* view, const std::optional<RatingScale>* scale);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The rating that a click there means; nothing beside the blocks.
    [[nodiscard]] std::optional<float> ratingAt(const QRect& cell, QPoint position) const;

private:
    void paintFrame(QPainter& painter, const QRect& cell) const;
    void paintBlocks(QPainter& painter, const QRect& cell, const QModelIndex& index, HistoryModel::Change change) const;
    QTableView* m_view;
    const std::optional<RatingScale>* m_scale;
};

} // namespace recoscope::ui
