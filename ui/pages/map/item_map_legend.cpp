#include "ui/pages/map/item_map.h"
#include "ui/theme/signature.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_lines.h"
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace recoscope::ui {

namespace {

constexpr int kCardLines = 3; ///< Of each part of the card.

double rowHeight() { return std::max<double>(px(20), QFontMetricsF(ui::font(Appearance::Type::Secondary)).height() + px(2)); }

} // namespace

QRectF ItemMap::legendBox(const QRectF& target) const {
    if (m_legend.rows.empty() && m_legend.rampLow.isEmpty()) return {};
    const double width = px(148);
    if (!m_legendHeight) { // every item's place depends on it, and laying out text is slow
        const double rows = m_legend.rows.empty() ? 2 : static_cast<double>(m_legend.rows.size());
        const QFontMetricsF caption(ui::font(Appearance::Type::Caption));
        const double note = caption.boundingRect(QRectF(0, 0, width - px(12), 1000), Qt::TextWordWrap, m_legend.note).height();
        m_legendHeight = rows * rowHeight() + note + px(12);
    }
    if (*m_legendHeight + footHeight(target) + px(16) > target.height()) return {}; // no room: the menu has the same filters
    return {target.left() + px(8), target.top() + px(8), width, *m_legendHeight};
}

QRectF ItemMap::legendRow(std::size_t row) const {
    const QRectF box = legendBox(QRectF(rect()));
    if (box.isEmpty()) return {};
    return {box.left(), box.top() + px(4) + static_cast<double>(row) * rowHeight(), box.width(), rowHeight()};
}

void ItemMap::paintLegend(QPainter& painter, const QRectF& target) const {
    const QRectF box = legendBox(target);
    if (box.isEmpty()) return;
    const Theme& t = theme();
    QColor veil = t.surface;
    veil.setAlphaF(0.88F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
    painter.drawRoundedRect(box, px(6), px(6));
    painter.setFont(ui::font(Appearance::Type::Secondary));
    QRectF line(box.left() + px(6), box.top() + px(4), box.width() - px(12), rowHeight());
    for (const MapLegend::Row& row : m_legend.rows) {
        const bool off = std::ranges::find(m_hidden, row.group) != m_hidden.end();
        const QColor ink = row.group < 0 || off ? t.otherGenre : t.genres[static_cast<std::size_t>(row.group)];
        paintMarker(painter, row.group < 0 || off ? Marker::Ring : Marker::Disc, QPointF(line.left() + px(5), line.center().y()),
                    px(10), ink);
        QFont font = ui::font(Appearance::Type::Secondary);
        font.setStrikeOut(off);
        painter.setFont(font);
        painter.setPen(off ? t.muted : t.text);
        painter.drawText(line.adjusted(px(16), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, row.name);
        painter.setPen(t.muted);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.count);
        line.translate(0, rowHeight());
    }
    if (m_legend.rows.empty()) {
        for (int x = 0; x < static_cast<int>(line.width()); ++x)
            painter.fillRect(QRectF(line.left() + x, line.top() + px(5), 1, px(9)), t.ramp(0.15 + 0.85 * x / line.width()));
        line.translate(0, rowHeight());
        painter.setPen(t.muted);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_legend.rampLow);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_legend.rampHigh);
        line.translate(0, rowHeight());
    }
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(t.muted);
    painter.drawText(QRectF(line.left(), line.top(), line.width(), box.bottom() - line.top()), Qt::TextWordWrap, m_legend.note);
}

bool ItemMap::isFootStacked(const QRectF& target) const {
    if (m_marksNote.isEmpty() || m_notes.isEmpty()) return false;
    if (!m_footWidth) { // as with the legend
        const QFontMetricsF caption(ui::font(Appearance::Type::Caption)), words(ui::font(Appearance::Type::Secondary));
        double widest = 0;
        for (const QString& note : m_notes) widest = std::max(widest, caption.horizontalAdvance(note));
        m_footWidth = words.horizontalAdvance(m_marksNote) + 3 * px(36) + widest + px(24);
    }
    return *m_footWidth > target.width();
}

double ItemMap::footHeight(const QRectF& target) const {
    const double notes = static_cast<double>(m_notes.size()) * QFontMetricsF(ui::font(Appearance::Type::Caption)).height();
    return px(8) + (isFootStacked(target) ? notes + px(28) : std::max<double>(notes, m_marksNote.isEmpty() ? 0 : px(24)));
}

void ItemMap::paintFoot(QPainter& painter, const QRectF& target) const {
    const QFontMetricsF caption(ui::font(Appearance::Type::Caption));
    double y = target.bottom() - px(8) - caption.height();
    for (qsizetype k = m_notes.size(); k-- > 0; y -= caption.height()) {
        const QRectF line(target.left() + px(8), y, target.width() - px(16), caption.height());
        const QString note = caption.elidedText(m_notes[k], Qt::ElideRight, line.width());
        const double width = caption.horizontalAdvance(note) + px(2);
        painter.fillRect(QRectF(line.right() - width, y, width, caption.height()), theme().surface);
        painter.setFont(ui::font(Appearance::Type::Caption));
        painter.setPen(theme().muted);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, note);
    }
    if (!m_marksNote.isEmpty()) paintMarksNote(painter, target);
}

void ItemMap::paintMarksNote(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    // Three marks with their words: ring, number, diamond, parted by '|'.
    const QStringList words = m_marksNote.split(QLatin1Char('|'));
    double x = target.left() + px(12);
    const double y = target.bottom() - (isFootStacked(target) ? footHeight(target) - px(14) : px(16));
    painter.setFont(ui::font(Appearance::Type::Secondary));
    const QFontMetricsF metrics(painter.font());
    for (qsizetype k = 0; k < words.size(); ++k) {
        painter.setPen(QPen(t.text, 1.5 * Appearance::instance().scale()));
        painter.setBrush(k == 1 ? QBrush(t.text) : QBrush(t.surface));
        const QPointF at(x + px(7), y);
        if (k == 2)
            painter.drawPolygon(
                QPolygonF{at + QPointF(0, -px(7)), at + QPointF(px(7), 0), at + QPointF(0, px(7)), at + QPointF(-px(7), 0)});
        else
            painter.drawEllipse(at, k == 1 ? px(8) : px(5), k == 1 ? px(8) : px(5));
        if (k == 1) {
            painter.setFont(ui::font(Appearance::Type::Caption, true));
            painter.setPen(t.surface);
            painter.drawText(QRectF(at.x() - px(8), at.y() - px(8), px(16), px(16)), Qt::AlignCenter, QStringLiteral("1"));
            painter.setFont(ui::font(Appearance::Type::Secondary));
        }
        x += px(20);
        painter.setPen(t.muted);
        painter.drawText(QRectF(x, y - metrics.height() / 2, metrics.horizontalAdvance(words[k]) + 1, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, words[k]);
        x += metrics.horizontalAdvance(words[k]) + px(16);
    }
}

void ItemMap::paintCard(QPainter& painter, std::size_t k) const {
    const Theme& t = theme();
    const QPointF at = pixel(QRectF(rect()), m_items[k].at);
    painter.setPen(QPen(t.text, px(2)));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, radius(m_items[k]) + px(4), radius(m_items[k]) + px(4));
    if (!m_describe) return;
    const QStringList lines = m_describe(m_items[k].item);
    const double width = std::min<double>(px(250), rect().width() - px(16));
    const double inner = width - px(20);
    const auto fontOf = [](qsizetype line) {
        return ui::font(line == 0 ? Appearance::Type::Body : Appearance::Type::Secondary, line == 0);
    };
    double height = px(16);
    for (qsizetype i = 0; i < lines.size(); ++i) height += linesHeight(inner, lines[i], fontOf(i), kCardLines) + px(2);
    double left = at.x() + px(16);
    if (left + width > rect().width() - px(8)) left = at.x() - px(16) - width;
    const double top = std::clamp(at.y() - height / 2, px(8) * 1.0, std::max<double>(px(8), rect().height() - height - px(8)));
    const QRectF card(std::max<double>(px(8), left), top, width, height);
    painter.setPen(QPen(t.control, 1));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(card, px(6), px(6));
    double y = card.top() + px(8);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        painter.setPen(i == 0 || i + 1 == lines.size() ? t.text : t.muted);
        y += drawLines(painter, QRectF(card.left() + px(10), y, inner, height), lines[i], fontOf(i), kCardLines) + px(2);
    }
}

} // namespace recoscope::ui
