#include "ui/pages/inspect/history_delegate.h"
#include "ui/theme/theme.h"
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr int kBlocks = 5, kBlock = 5;

double blocksLeft(const QRect& cell) { return cell.right() - kBlocks * (px(kBlock) + 1); }

} // namespace

HistoryDelegate::HistoryDelegate(QTableView* view, const std::optional<RatingScale>* scale)
    : QStyledItemDelegate(view),
      m_view(view),
      m_scale(scale) {}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {px(40), px(25)}; }

std::optional<float> HistoryDelegate::ratingAt(const QRect& cell, QPoint position) const {
    if (!*m_scale || (*m_scale)->step <= 0 || !((*m_scale)->maximum > 0)) return {};
    const double left = blocksLeft(cell.adjusted(0, 0, -px(4), 0));
    const double share = (position.x() - left) / (kBlocks * (px(kBlock) + 1.0));
    if (share < 0 || share > 1.05) return {};
    // The end of the block that was hit, on the scale's own steps.
    const double wanted = std::ceil(share * kBlocks) / kBlocks * (*m_scale)->maximum;
    const double steps = std::round((std::max(wanted, (*m_scale)->minimum) - (*m_scale)->minimum) / (*m_scale)->step);
    return static_cast<float>(std::min((*m_scale)->minimum + steps * (*m_scale)->step, (*m_scale)->maximum));
}

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto change = static_cast<HistoryModel::Change>(index.data(HistoryModel::ChangeRole).toInt());
    const bool edited = change != HistoryModel::Change::None;
    painter->save();
    if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, theme().selection);
    if (edited) paintFrame(*painter, option.rect);
    QFont text = ui::font(index.column() == HistoryModel::Year ? Appearance::Type::Secondary : Appearance::Type::Body);
    text.setStrikeOut(change == HistoryModel::Change::TakenAway && index.column() == HistoryModel::Title);
    painter->setFont(text);
    painter->setPen(index.column() == HistoryModel::Year ? theme().muted : theme().text);
    QRect cell = option.rect.adjusted(index.column() == HistoryModel::Title ? px(6) : 0, 0, -px(4), 0);
    if (index.column() == HistoryModel::Rating) {
        paintBlocks(*painter, cell, index, change);
        cell.setRight(cell.right() - px(36));
    }
    const bool left = index.column() == HistoryModel::Title;
    const QString word = HistoryModel::tr("what-if");
    const int room = cell.width() - (left && edited ? painter->fontMetrics().horizontalAdvance(QLatin1Char(' ') + word) : 0);
    const QString shown = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room);
    painter->drawText(cell, (left ? kMiddleLeft : kMiddleRight) | Qt::TextSingleLine, shown);
    if (left && edited) {
        cell.setLeft(cell.left() + painter->fontMetrics().horizontalAdvance(shown + QLatin1Char(' ')));
        painter->setPen(theme().warn);
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, word);
    }
    painter->restore();
}

void HistoryDelegate::paintFrame(QPainter& painter, const QRect& cell) const {
    QRect row = cell;
    row.setLeft(m_view->columnViewportPosition(0));
    row.setRight(m_view->columnViewportPosition(HistoryModel::Rating) + m_view->columnWidth(HistoryModel::Rating) - 1);
    painter.setClipRect(cell);
    painter.setPen(QPen(theme().warn, 1, Qt::DashLine));
    painter.setBrush(theme().warnTint);
    painter.drawRoundedRect(row.adjusted(0, 0, -1, -1), px(4), px(4));
}

void HistoryDelegate::paintBlocks(QPainter& painter, const QRect& cell, const QModelIndex& index,
                                  HistoryModel::Change change) const {
    if (!*m_scale || change == HistoryModel::Change::TakenAway || !((*m_scale)->maximum > 0)) return;
    const double filled =
        std::clamp(index.data(HistoryModel::RatingValueRole).toDouble() / (*m_scale)->maximum, 0.0, 1.0) * kBlocks;
    const double width = px(kBlock);
    const double height = px(8);
    double x = blocksLeft(cell);
    for (int i = 0; i < kBlocks; ++i, x += width + 1) {
        const QRectF block(x, cell.center().y() - height / 2, width, height);
        painter.fillRect(block, theme().sunken);
        painter.fillRect(QRectF(block.topLeft(), QSizeF(width * std::clamp(filled - i, 0.0, 1.0), height)), theme().control);
    }
}

} // namespace recoscope::ui
