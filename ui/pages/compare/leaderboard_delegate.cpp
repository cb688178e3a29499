#include "ui/pages/compare/leaderboard_delegate.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

double barX(double value, double top, int width) { return value / top * (width - px(16)); }

QRect LeaderboardDelegate::pinRect(const QRect& cell) {
    return {cell.right() - px(26), cell.center().y() - px(8), px(16), px(16)};
}

int LeaderboardDelegate::widthOf(const QModelIndex& index) const {
    const bool bold = index.column() == LeaderboardModel::Ndcg;
    const int width = QFontMetrics(ui::font(Appearance::Type::Body, bold)).horizontalAdvance(index.data().toString()) + px(16);
    const bool badge = index.column() == LeaderboardModel::Versus && !index.data(LeaderboardModel::ComparableRole).toBool();
    return badge ? width + px(24) : width;
}

void LeaderboardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const Theme& t = theme();
    if (index.data(LeaderboardModel::HeadingRole).toBool()) {
        painter->fillRect(option.rect, t.window);
        painter->setFont(ui::font(Appearance::Type::Secondary));
        painter->setPen(t.muted);
        painter->drawText(option.rect.adjusted(px(16), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
    } else {
        const bool selected = option.state & QStyle::State_Selected;
        const bool hovered = m_highlighted != 0 && index.data(LeaderboardModel::RunRole).toInt() == m_highlighted;
        if (index.column() != LeaderboardModel::BarColumn && (selected || hovered))
            painter->fillRect(option.rect, selected ? t.selection : t.window);
        if (index.column() == LeaderboardModel::Name) {
            if (selected) painter->fillRect(QRect(option.rect.left(), option.rect.top(), px(3), option.rect.height()), t.accent);
            paintName(*painter, option.rect, index, hovered || option.state & QStyle::State_MouseOver);
        } else if (index.column() == LeaderboardModel::BarColumn) {
            paintBar(*painter, option.rect, index);
        } else {
            paintNumber(*painter, option.rect, index);
        }
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    painter->restore();
}

void LeaderboardDelegate::paintNumber(QPainter& painter, const QRect& rect, const QModelIndex& index) const {
    const Theme& t = theme();
    const QString text = index.data().toString();
    if (index.column() == LeaderboardModel::Versus && !index.data(LeaderboardModel::ComparableRole).toBool()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(ui::font(Appearance::Type::Caption, true));
        const int width = painter.fontMetrics().horizontalAdvance(text) + px(34);
        const QRect badge(rect.right() - width - px(4), rect.center().y() - px(10), width, px(20));
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.warnTint);
        painter.drawRoundedRect(badge, px(4), px(4));
        painter.drawPixmap(QPoint(badge.left() + px(7), badge.center().y() - px(6)),
                           iconPixmap(QStringLiteral("warn"), t.warn, px(13), painter.device()->devicePixelRatioF()));
        painter.setPen(t.warn);
        painter.drawText(badge.adjusted(px(26), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        return;
    }
    const bool best = index.column() == LeaderboardModel::Ndcg && index.data(LeaderboardModel::RunRole).toInt() == m_model.best();
    painter.setFont(ui::font(Appearance::Type::Body, best));
    const bool quiet = index.column() == LeaderboardModel::Versus && index.data(LeaderboardModel::BaselineRole).toBool();
    painter.setPen(quiet ? t.muted : t.text);
    painter.drawText(rect.adjusted(0, 0, -px(8), 0), Qt::AlignRight | Qt::AlignVCenter, text);
}

void LeaderboardDelegate::paintName(QPainter& painter, const QRect& rect, const QModelIndex& index, bool hovered) const {
    paintSwatch(painter, QRectF(rect.left() + px(16), rect.top(), px(24), rect.height()),
                index.data(LeaderboardModel::SignatureRole).value<ModelSignature>());
    const bool baseline = index.data(LeaderboardModel::BaselineRole).toBool();
    const bool pinnable = index.data(LeaderboardModel::ComparableRole).toBool();
    if (baseline || (hovered && pinnable)) {
        const QRect pin = pinRect(rect);
        painter.drawPixmap(pin.topLeft(), iconPixmap(QStringLiteral("pin"), baseline ? theme().text : theme().muted, pin.width(),
                                                     painter.device()->devicePixelRatioF()));
    }
    const bool best = index.data(LeaderboardModel::RunRole).toInt() == m_model.best();
    const QFont name = ui::font(Appearance::Type::Body, best);
    painter.setFont(name);
    painter.setPen(theme().text);
    const QRect text = rect.adjusted(px(48), 0, -px(28), 0);
    const QString shown = QFontMetrics(name).elidedText(index.data().toString(), Qt::ElideRight, text.width());
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, shown);
    const int used = QFontMetrics(name).horizontalAdvance(shown) + px(7);
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(theme().muted);
    painter.drawText(
        text.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(painter.font())
            .elidedText(index.data(LeaderboardModel::SettingsRole).toString(), Qt::ElideRight, std::max(0, text.width() - used)));
}

void LeaderboardDelegate::paintBar(QPainter& painter, const QRect& rect, const QModelIndex& index) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const double top = m_model.top(), popularity = m_model.referenceValue("popularity"),
                 random = m_model.referenceValue("random");
    const auto at = [&](double value) { return rect.left() + barX(value, top, rect.width()); };
    if (!std::isnan(popularity))
        painter.fillRect(QRectF(rect.left(), rect.top(), at(popularity) - rect.left(), rect.height()), theme().window);
    const double value = index.data(LeaderboardModel::ValueRole).toDouble(),
                 half = index.data(LeaderboardModel::HalfWidthRole).toDouble();
    if (!std::isnan(value)) {
        const QColor ink = index.data(LeaderboardModel::SignatureRole).value<ModelSignature>().color();
        const double y = rect.top() + rect.height() / 2.0;
        const QRectF bar(rect.left(), y - px(5), std::max(1.0, at(value) - rect.left()), px(10));
        if (index.data(LeaderboardModel::ComparableRole).toBool()) {
            painter.fillRect(bar, ink);
        } else {
            QPen dashed(ink, 1.5);
            dashed.setDashPattern({2, 2});
            painter.setPen(dashed);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(bar);
        }
        if (!std::isnan(half)) paintInterval(painter, rect, value, half);
    }
    QPen rule(theme().reference, 1);
    rule.setDashPattern({2, 3});
    painter.setPen(rule);
    for (const double reference : {popularity, random})
        if (!std::isnan(reference)) painter.drawLine(QPointF(at(reference), rect.top()), QPointF(at(reference), rect.bottom()));
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(QPointF(rect.left() + 0.5, rect.top()), QPointF(rect.left() + 0.5, rect.bottom() + 1));
}

/// Light inside the bar, in text colour outside it.
void LeaderboardDelegate::paintInterval(QPainter& painter, const QRect& rect, double value, double half) const {
    const double top = m_model.top(), y = rect.top() + rect.height() / 2.0, cap = px(4);
    const auto at = [&](double v) { return rect.left() + barX(v, top, rect.width()); };
    const double low = at(std::max(0.0, value - half)), high = at(value + half);
    painter.setPen(QPen(theme().surface, 1.5));
    painter.drawLine(QPointF(low, y), QPointF(at(value), y));
    painter.drawLine(QPointF(low, y - cap), QPointF(low, y + cap));
    painter.setPen(QPen(theme().text, 1.5));
    painter.drawLine(QPointF(at(value), y), QPointF(high, y));
    painter.drawLine(QPointF(high, y - cap), QPointF(high, y + cap));
}

} // namespace recoscope::ui
