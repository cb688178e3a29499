#include "ui/pages/map/item_lines.h"
#include "ui/theme/theme.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace recoscope::ui {

void paintFoundBrackets(QPainter& painter, const QRectF& box) {
    painter.setPen(QPen(theme().focus, px(2)));
    const double arm = box.width() * 0.3;
    for (const double sx : {-1.0, 1.0}) {
        for (const double sy : {-1.0, 1.0}) {
            const QPointF corner = box.center() + QPointF(sx * box.width() / 2, sy * box.height() / 2);
            painter.drawLine(corner, corner - QPointF(sx * arm, 0));
            painter.drawLine(corner, corner - QPointF(0, sy * arm));
        }
    }
}

ItemLines::ItemLines(const QString& accessibleName, bool found, QWidget* parent) : QWidget(parent), m_found(found) {
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ItemLines::setLines(std::vector<Line> lines) {
    m_lines = std::move(lines);
    m_current = 0;
    QStringList words;
    for (const Line& line : m_lines) words << line.title + QLatin1Char(' ') + line.value;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int ItemLines::lineHeight() const {
    return std::max(px(20), QFontMetrics(ui::font(Appearance::Type::Secondary)).height() + px(4));
}
QSize ItemLines::sizeHint() const { return {px(260), lineHeight() * static_cast<int>(m_lines.size())}; }
QSize ItemLines::minimumSizeHint() const { return {px(160), sizeHint().height()}; }

void ItemLines::choose(int line) {
    if (line < 0 || line >= static_cast<int>(m_lines.size())) return;
    m_current = line;
    update();
    Q_EMIT chosen(m_lines[static_cast<std::size_t>(line)].item);
}

void ItemLines::mousePressEvent(QMouseEvent* event) { choose(static_cast<int>(event->position().y()) / lineHeight()); }

void ItemLines::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up) return choose(m_current - 1);
    if (event->key() == Qt::Key_Down) return choose(m_current + 1);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        return choose(m_current);
    QWidget::keyPressEvent(event);
}

void ItemLines::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& t = theme();
    const int height = lineHeight();
    painter.setFont(ui::font(Appearance::Type::Secondary));
    for (int i = 0; i < static_cast<int>(m_lines.size()); ++i) {
        const Line& line = m_lines[static_cast<std::size_t>(i)];
        QRect rect(0, i * height, width(), height);
        if (i == m_current && hasFocus()) painter.fillRect(rect, t.selection);
        if (m_found) {
            paintFoundBrackets(painter, QRectF(px(2), rect.center().y() - px(5), px(11), px(11)));
            rect.setLeft(px(24));
        }
        painter.setPen(t.text);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, line.value);
        rect.setRight(rect.right() - painter.fontMetrics().horizontalAdvance(line.value) - px(8));
        const int year = line.year.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(line.year) + px(6);
        const QString title = painter.fontMetrics().elidedText(line.title, Qt::ElideRight, rect.width() - year);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(title) + px(6));
        painter.setPen(t.muted);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, line.year);
        if (!line.ruleBelow) continue;
        painter.setPen(QPen(t.line, 1, Qt::DashLine));
        painter.drawLine(0, (i + 1) * height - 1, width(), (i + 1) * height - 1);
    }
}

} // namespace recoscope::ui
