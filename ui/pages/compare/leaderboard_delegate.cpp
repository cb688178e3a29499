#include "ui/pages/compare/leaderboard_delegate.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

QSize LeaderboardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {QStyledItemDelegate::sizeHint(option, index).width() + px(12), px(36)};
}

void LeaderboardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const bool selected = option.state & QStyle::State_Selected, baseline = index.data(LeaderboardModel::BaselineRole).toBool();
    if ((selected || baseline) && index.column() != LeaderboardModel::BarColumn)
        painter->fillRect(option.rect, theme().selection);
    if (index.column() == LeaderboardModel::Name)
        paintName(*painter, option.rect, index);
    else if (index.column() == LeaderboardModel::BarColumn)
        paintBar(*painter, option.rect, index);
    else {
        painter->setFont(ui::font(Appearance::Type::Body, index.column() == LeaderboardModel::Ndcg && index.row() == 0));
        painter->setPen(index.column() == LeaderboardModel::Versus && !index.data(LeaderboardModel::ComparableRole).toBool()
                            ? theme().warn
                            : theme().text);
        painter->drawText(option.rect.adjusted(0, 0, -px(10), 0), Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
    }
    painter->setPen(QPen(theme().line, 1));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

void LeaderboardDelegate::paintName(QPainter& painter, const QRect& rect, const QModelIndex& index) const {
    paintSwatch(painter, QRectF(rect.left() + px(12), rect.top(), px(24), rect.height()),
                index.data(LeaderboardModel::SignatureRole).value<ModelSignature>());
    const QFont name = ui::font(Appearance::Type::Body, true);
    painter.setFont(name);
    painter.setPen(theme().text);
    const QRect text = rect.adjusted(px(44), 0, -px(4), 0);
    const QString shown = QFontMetrics(name).elidedText(index.data().toString(), Qt::ElideRight, text.width());
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, shown);
    const int used = QFontMetrics(name).horizontalAdvance(shown) + px(8);
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(theme().muted);
    painter.drawText(
        text.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(painter.font())
            .elidedText(index.data(LeaderboardModel::SettingsRole).toString(), Qt::ElideRight, std::max(0, text.width() - used)));
}

void LeaderboardDelegate::paintBar(QPainter& painter, const QRect& rect, const QModelIndex& index) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = rect.width() - px(8), top = m_model.top(), popularity = m_model.referenceValue("popularity"),
                 random = m_model.referenceValue("random");
    const auto at = [&](double value) { return rect.left() + value / top * width; };
    if (!std::isnan(popularity))
        painter.fillRect(QRectF(rect.left(), rect.top(), at(popularity) - rect.left(), rect.height()), theme().window);
    const double value = index.data(LeaderboardModel::ValueRole).toDouble(),
                 half = index.data(LeaderboardModel::HalfWidthRole).toDouble();
    if (!std::isnan(value)) {
        const QColor ink = index.data(LeaderboardModel::SignatureRole).value<ModelSignature>().color();
        const QRectF bar(rect.left(), rect.center().y() - px(5), std::max(1.0, at(value) - rect.left()), px(10));
        if (index.data(LeaderboardModel::ComparableRole).toBool())
            painter.fillRect(bar, ink);
        else {
            QPen dashed(ink, 1.5);
            dashed.setDashPattern({2, 2});
            painter.setPen(dashed);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(bar);
        }
        if (!std::isnan(half)) {
            const double y = rect.center().y(), low = at(std::max(0.0, value - half)), high = at(value + half), cap = px(4);
            painter.setPen(QPen(theme().surface, 1.5));
            painter.drawLine(QPointF(low, y), QPointF(at(value), y));
            painter.drawLine(QPointF(low, y - cap), QPointF(low, y + cap));
            painter.setPen(QPen(theme().text, 1.5));
            painter.drawLine(QPointF(at(value), y), QPointF(high, y));
            painter.drawLine(QPointF(high, y - cap), QPointF(high, y + cap));
        }
    }
    QPen rule(theme().reference, 1);
    rule.setDashPattern({2, 3});
    painter.setPen(rule);
    for (const double reference : {popularity, random})
        if (!std::isnan(reference)) painter.drawLine(QPointF(at(reference), rect.top()), QPointF(at(reference), rect.bottom()));
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(rect.topLeft(), rect.bottomLeft());
}

} // namespace recoscope::ui
