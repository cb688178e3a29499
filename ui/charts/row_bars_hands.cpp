#include "ui/charts/content_menu.h"
#include "ui/charts/row_bars.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <utility>

namespace recoscope::ui {

bool RowBars::isMoreLine(double y) const {
    const std::size_t shown = shownIn(height()).second;
    return shown < m_rows.size() && y >= 0 && static_cast<std::size_t>(y / rowHeight()) == shown;
}

void RowBars::showNext() {
    const auto [first, shown] = shownIn(height());
    m_top = m_cursor = first + shown < m_rows.size() ? first + shown : 0;
    QToolTip::hideText();
    update();
}

void RowBars::showRow(std::size_t row) {
    m_top = shownIn(height()).first;
    if (row < m_top) m_top = row;
    while (row >= m_top + shownIn(height()).second) ++m_top;
    update();
}

std::optional<std::size_t> RowBars::rowAt(double y) const {
    if (y < 0) return std::nullopt;
    const auto row = static_cast<std::size_t>(y / rowHeight());
    const auto [first, shown] = shownIn(height());
    return row < shown ? std::optional(first + row) : std::nullopt;
}

void RowBars::say(std::size_t row) {
    const QString words = tooltipOf(row);
    setAccessibleDescription(words);
    QToolTip::showText(
        mapToGlobal(QPointF(width() * 0.36, (static_cast<double>(row - firstShown()) + 1) * rowHeight()).toPoint()),
        plainTip(words), this);
}

std::pair<std::size_t, std::size_t> RowBars::groupOf(std::size_t row) const {
    std::size_t first = row, end = row;
    while (first > 0 && !m_rows[first - 1].heading) --first;
    while (end < m_rows.size() && !m_rows[end].heading) ++end;
    return {first, end};
}

void RowBars::tell(std::size_t row, std::vector<std::size_t> ofGroup) {
    const auto [first, end] = groupOf(row);
    for (const std::size_t other : m_picked)
        if (other < first || other >= end) ofGroup.push_back(other);
    std::ranges::sort(ofGroup);
    Q_EMIT rowsPicked(ofGroup);
}

void RowBars::pick(std::size_t row) {
    const auto [first, end] = groupOf(row);
    const auto inGroup = [first = first, end = end](std::size_t other) { return other >= first && other < end; };
    m_anchor = row;
    if (isPicked(row) && std::ranges::count_if(m_picked, inGroup) == 1)
        tell(row, {});
    else if (isPickable(row))
        tell(row, {row});
}

void RowBars::toggle(std::size_t row) {
    const auto [first, end] = groupOf(row);
    std::vector<std::size_t> rows;
    for (const std::size_t other : m_picked)
        if (other >= first && other < end && other != row) rows.push_back(other);
    m_anchor = row;
    if (!isPicked(row) && isPickable(row)) rows.push_back(row);
    tell(row, std::move(rows));
}

void RowBars::pickUpTo(std::size_t row, bool more) {
    const auto [first, end] = groupOf(row);
    if (m_anchor < first || m_anchor >= end) m_anchor = row; // nothing reaches over a heading
    std::vector<std::size_t> rows;
    for (std::size_t k = std::min(m_anchor, row); k <= std::max(m_anchor, row); ++k)
        if (isPickable(k)) rows.push_back(k);
    for (const std::size_t other : m_picked)
        if (more && other >= first && other < end && std::ranges::find(rows, other) == rows.end()) rows.push_back(other);
    if (!rows.empty()) tell(row, std::move(rows));
}

void RowBars::mousePressEvent(QMouseEvent* event) {
    const auto row = rowAt(event->position().y());
    if (event->button() == Qt::LeftButton && row && isPickable(*row))
        m_pressed = row;
    else if (event->button() == Qt::LeftButton && isMoreLine(event->position().y()))
        showNext();
    else
        QWidget::mousePressEvent(event);
}

void RowBars::mouseReleaseEvent(QMouseEvent* event) {
    const auto pressed = event->button() == Qt::LeftButton ? std::exchange(m_pressed, std::nullopt) : std::nullopt;
    if (!pressed)
        QWidget::mouseReleaseEvent(event);
    else if (rowAt(event->position().y()) == pressed) { // elsewhere: given up
        m_cursor = *pressed;
        const bool beside = event->modifiers() & Qt::ControlModifier;
        if (event->modifiers() & Qt::ShiftModifier)
            pickUpTo(*pressed, beside);
        else if (beside)
            toggle(*pressed);
        else
            pick(*pressed);
        update(); // where the keys are
    }
}

void RowBars::mouseMoveEvent(QMouseEvent* event) {
    const auto row = rowAt(event->position().y());
    if (row && !m_rows[*row].tooltip.isEmpty())
        say(*row);
    else
        QToolTip::hideText();
}

void RowBars::walk(bool down, bool extends) {
    std::size_t next = m_cursor;
    do {
        if (down ? next + 1 >= m_rows.size() : next == 0) return;
        next = down ? next + 1 : next - 1;
    } while (m_rows[next].heading);
    if (extends && !m_rows[m_cursor].heading && groupOf(next) != groupOf(m_cursor)) return; // a range does not leave its group
    m_cursor = next;
    showRow(next); // and paints where the keys are
    say(next);
    if (extends)
        pickUpTo(next, false);
    else
        m_anchor = next;
}

void RowBars::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter, walks = key == Qt::Key_Down || key == Qt::Key_Up;
    if (m_rows.empty() || (!walks && !(m_pickable && (enters || key == Qt::Key_Space)))) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_cursor = std::min(m_cursor, m_rows.size() - 1);
    if (walks)
        walk(key == Qt::Key_Down, m_pickable && event->modifiers() & Qt::ShiftModifier);
    else if (m_rows[m_cursor].heading)
        return;
    else if (enters)
        pick(m_cursor);
    else
        toggle(m_cursor);
}

void RowBars::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
