#include "ui/pages/inspect/ribbon_columns.h"
#include "ui/pages/inspect/row_painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_lines.h"
#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace recoscope::ui {

/// Where everything lies in a target. All in pixels.
struct RibbonColumns::Measures {
    QRectF target;
    double header = 0, row = 0, gap = 0, column = 0, beyondGap = 0;
    std::size_t rows = 0; ///< Of the longest list.

    [[nodiscard]] double left(std::size_t c) const { return target.left() + static_cast<double>(c) * (column + gap); }
    [[nodiscard]] QRectF rowRect(std::size_t c, std::size_t r, bool beyond) const {
        const double y = target.top() + header + static_cast<double>(beyond ? rows : r) * row + (beyond ? beyondGap : 0);
        return {left(c), y, column, row};
    }
};

RibbonColumns::Measures RibbonColumns::measure(const QRectF& target) const {
    Measures m;
    m.target = target;
    m.header = QFontMetricsF(ui::font(Appearance::Type::CardTitle)).height() +
               QFontMetricsF(ui::font(Appearance::Type::Secondary)).height() + px(16);
    m.gap = px(47);
    m.beyondGap = px(10);
    bool beyond = false;
    for (const RibbonColumn& column : m_columns) {
        m.rows = std::max(m.rows, column.rows.size());
        beyond = beyond || column.beyond;
    }
    const auto columns = static_cast<double>(std::max<std::size_t>(m_columns.size(), 1));
    m.column = (target.width() - (columns - 1) * m.gap) / columns;
    const double share =
        (target.height() - m.header - m.beyondGap) / static_cast<double>(std::max<std::size_t>(m.rows, 1) + (beyond ? 1 : 0));
    const double smallest = 2 * QFontMetricsF(ui::font(Appearance::Type::Body)).height() + px(4);
    m.row = std::clamp(share, smallest, std::max<double>(smallest, px(58)));
    return m;
}

QSize RibbonColumns::minimumSizeHint() const {
    const Measures m = measure(QRectF(0, 0, 1, 1));
    const auto columns = static_cast<double>(m_columns.size());
    const double columnWidth = QFontMetricsF(ui::font(Appearance::Type::Body)).averageCharWidth() * 13;
    return {static_cast<int>(columns * columnWidth + (columns - 1) * m.gap),
            static_cast<int>(m.header + static_cast<double>(m.rows + 1) * m.row + m.beyondGap)};
}

QSize RibbonColumns::sizeHint() const { return minimumSizeHint(); }

QRectF RibbonColumns::rowRect(std::size_t column, std::size_t row) const {
    return measure(QRectF(rect())).rowRect(column, row, row >= m_columns[column].rows.size());
}

std::optional<RibbonColumns::Place> RibbonColumns::placeAt(QPointF position) const {
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        for (std::size_t r = 0; r < rowCount(c); ++r) {
            if (rowRect(c, r).contains(position)) return Place{c, r};
        }
    }
    return {};
}

void RibbonColumns::paintHeader(QPainter& painter, const QRectF& rect, const RibbonColumn& column) const {
    const QFont title = ui::font(Appearance::Type::CardTitle, true);
    const double titleHeight = QFontMetricsF(title).height();
    const QRectF swatch(rect.left() + px(4), rect.top(), px(28), titleHeight);
    paintSwatch(painter, swatch, column.signature);
    painter.setPen(theme().text);
    const double x = swatch.right() + px(8);
    drawLines(painter, QRectF(x, rect.top(), rect.right() - x, titleHeight), column.name, title, 1);
    painter.setPen(theme().muted);
    drawLines(painter, QRectF(rect.left() + px(4), rect.top() + titleHeight + px(2), rect.width() - px(4), titleHeight),
              column.subtitle, ui::font(Appearance::Type::Secondary), 1);
}

void RibbonColumns::paintRow(QPainter& painter, const QRectF& rect, const RibbonRow& row, bool hovered, bool focused) const {
    const bool selected = m_selected && row.item == *m_selected;
    const QRectF card = rect.adjusted(0, px(1), 0, -px(1));
    if (selected || hovered || focused) {
        painter.setPen(focused ? QPen(theme().focus, px(2)) : QPen(Qt::NoPen));
        painter.setBrush(selected ? QBrush(theme().selection) : hovered ? QBrush(theme().sunken) : QBrush(Qt::NoBrush));
        const double inset = focused ? px(1) : 0;
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), px(6), px(6));
    }
    const QFont titleFont = ui::font(Appearance::Type::Body, row.hit || selected);
    const QFont detailFont = ui::font(Appearance::Type::Secondary);
    const double rank = px(28);
    const double marks = px(36);
    const QRectF text(card.left() + rank + px(6), card.top(), card.width() - rank - marks - px(10), card.height());
    const double detailHeight = row.detail.isEmpty() ? 0 : QFontMetricsF(detailFont).height();
    const int lines = card.height() >= 2 * QFontMetricsF(titleFont).height() + detailHeight ? 2 : 1;
    const double height = linesHeight(text.width(), row.title, titleFont, lines) + detailHeight;
    const double top = text.top() + std::max(0.0, (text.height() - height) / 2);
    painter.setPen(theme().text);
    const double used = drawLines(painter, QRectF(text.left(), top, text.width(), text.height()), row.title, titleFont, lines);
    painter.setPen(theme().muted);
    drawLines(painter, QRectF(text.left(), top + used, text.width(), detailHeight), row.detail, detailFont, 1);
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.drawText(QRectF(card.left(), card.top(), rank, card.height()), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(row.rank));
    const bool moved = row.movement != Movement::None;
    const QRectF mark(card.right() - marks, card.top(), marks - px(6), card.height());
    const double disc = px(16);
    if (row.hit) paintHit(painter, QPointF(mark.right() - disc / 2, mark.center().y() - (moved ? px(9) : 0)), disc);
    paintMovement(painter, row.hit ? mark.translated(0, px(10)) : mark, row.movement, row.places);
}

void RibbonColumns::paintRibbons(QPainter& painter, const Measures& m, std::size_t left) const {
    const double x1 = m.left(left) + m.column + px(3);
    const double x2 = m.left(left + 1) - px(3);
    const double stub = px(10);
    const double tick = px(4);
    const auto middle = [&m, this](Place p) {
        return m.rowRect(p.column, p.row, p.row >= m_columns[p.column].rows.size()).center().y();
    };
    const auto pen = [this](ItemIndex item, bool beyond) {
        const bool selected = m_selected && item == *m_selected;
        const double scale = Appearance::instance().scale();
        QPen p(selected ? theme().text : theme().control, (selected ? 2.5 : 1.25) * scale);
        if (beyond) p.setDashPattern({3, 2});
        return p;
    };
    const auto paintStub = [&](double x, double y, double direction, ItemIndex item) {
        painter.setPen(pen(item, false));
        painter.drawLine(QPointF(x, y), QPointF(x + direction * stub, y));
        painter.drawLine(QPointF(x + direction * stub, y - tick), QPointF(x + direction * stub, y + tick));
    };
    for (std::size_t r = 0; r < rowCount(left); ++r) {
        const Place from{left, r};
        const ItemIndex item = at(from)->item;
        const auto to = placeOf(left + 1, item);
        if (!to) {
            paintStub(x1, middle(from), 1, item);
            continue;
        }
        const bool beyond = r >= m_columns[left].rows.size() || to->row >= m_columns[left + 1].rows.size();
        QPainterPath ribbon(QPointF(x1, middle(from)));
        const double bend = (x1 + x2) / 2;
        ribbon.cubicTo(bend, middle(from), bend, middle(*to), x2, middle(*to));
        painter.setPen(pen(item, beyond));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(ribbon);
    }
    for (std::size_t r = 0; r < rowCount(left + 1); ++r) {
        const Place to{left + 1, r};
        if (!placeOf(left, at(to)->item)) paintStub(x2, middle(to), -1, at(to)->item);
    }
}

void RibbonColumns::paintTo(QPainter& painter, const QRectF& target) const {
    const Measures m = measure(target);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const RibbonColumn& column = m_columns[c];
        paintHeader(painter, QRectF(m.left(c), target.top(), m.column, m.header), column);
        if (column.beyond) {
            QPen dashed(theme().control, 1);
            dashed.setDashPattern({3, 3});
            painter.setPen(dashed);
            const QRectF row = m.rowRect(c, 0, true);
            painter.drawLine(QPointF(row.left(), row.top() - m.beyondGap / 2), QPointF(row.right(), row.top() - m.beyondGap / 2));
        }
        for (std::size_t r = 0; r < rowCount(c); ++r) {
            const bool onScreen = painter.device() == this;
            const Place place{c, r};
            paintRow(painter, m.rowRect(c, r, r >= column.rows.size()), *at(place), onScreen && m_hovered == place,
                     onScreen && hasFocus() && m_current == place);
        }
    }
    for (std::size_t c = 0; c + 1 < m_columns.size(); ++c) paintRibbons(painter, m, c);
}

void RibbonColumns::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
}

} // namespace recoscope::ui
