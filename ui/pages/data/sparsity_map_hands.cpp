#include "ui/pages/data/sparsity_map.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

QSize SparsityMap::minimumSizeHint() const { return {px(240), px(180)}; }

void SparsityMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
    const QRectF map = mapRect(QRectF(rect()));
    paintBox(painter, map);
    paintReadout(painter, map);
    if (showsFocus(*this)) paintFocusRing(painter, map);
}

void SparsityMap::resizeEvent(QResizeEvent*) { requestBins(); }

void SparsityMap::zoomAt(QPointF position, double factor) {
    if (!m_dataset) return;
    const QRectF map = mapRect(QRectF(rect()));
    const double fx = std::clamp((position.x() - map.left()) / map.width(), 0.0, 1.0),
                 fy = std::clamp((position.y() - map.top()) / map.height(), 0.0, 1.0);
    const auto zoom = [factor](double& from, double& to, double f, double size) {
        const double at = from + f * (to - from), span = std::clamp((to - from) * factor, std::min(8.0, size), size);
        from = std::clamp(at - f * span, 0.0, size - span);
        to = from + span;
    };
    zoom(m_itemFrom, m_itemTo, fx, std::max(1, m_dataset->items.size()));
    zoom(m_userFrom, m_userTo, fy, std::max(1, m_dataset->users.size()));
    requestBins();
}

void SparsityMap::pan(double users, double items) {
    if (!m_dataset) return;
    const auto shift = [](double& from, double& to, double by, double size) {
        const double span = to - from;
        from = std::clamp(from + by, 0.0, size - span);
        to = from + span;
    };
    shift(m_userFrom, m_userTo, users, std::max(1, m_dataset->users.size()));
    shift(m_itemFrom, m_itemTo, items, std::max(1, m_dataset->items.size()));
    requestBins();
}

void SparsityMap::wheelEvent(QWheelEvent* event) {
    zoomAt(event->position(), std::pow(0.8, event->angleDelta().y() / 120.0));
    event->accept();
}

void SparsityMap::mousePressEvent(QMouseEvent* event) {
    m_dragFrom = event->position();
    m_boxFrom.reset();
    if (event->button() != Qt::LeftButton || !(event->modifiers() & Qt::ShiftModifier)) return;
    m_boxFrom = cellAt(event->position());
    showCell(m_boxFrom);
}

void SparsityMap::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_boxFrom) pickBox();
}

void SparsityMap::mouseDoubleClickEvent(QMouseEvent*) { resetZoom(); }
void SparsityMap::leaveEvent(QEvent*) {
    if (!m_boxFrom) showCell(std::nullopt);
}

void SparsityMap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton && m_boxFrom) {
        const QRectF map = mapRect(QRectF(rect()));
        const QPointF at(std::clamp(event->position().x(), map.left(), map.right() - 0.5),
                         std::clamp(event->position().y(), map.top(), map.bottom() - 0.5));
        showCell(cellAt(at));
        return;
    }
    if (event->buttons() & Qt::LeftButton) {
        const QRectF map = mapRect(QRectF(rect()));
        const QPointF gap = m_dragFrom - event->position();
        m_dragFrom = event->position();
        m_cell.reset();
        pan(gap.y() / map.height() * (m_userTo - m_userFrom), gap.x() / map.width() * (m_itemTo - m_itemFrom));
        return;
    }
    showCell(cellAt(event->position()));
}

std::optional<QPoint> SparsityMap::cellAt(QPointF position) const {
    const QRectF map = mapRect(QRectF(rect()));
    if (m_bins.counts.empty() || !map.contains(position)) return std::nullopt;
    const auto cell = [](double part, int cells) { return std::clamp(static_cast<int>(part * cells), 0, cells - 1); };
    return QPoint(cell((position.x() - map.left()) / map.width(), m_bins.columns),
                  cell((position.y() - map.top()) / map.height(), m_bins.rows));
}

void SparsityMap::showCell(std::optional<QPoint> cell) {
    if (cell == m_cell) return;
    m_cell = cell;
    if (m_cell) {
        const auto [head, note] = m_boxFrom ? boxReadout() : readout(m_cell->y(), m_cell->x());
        setAccessibleDescription(head + QStringLiteral(": ") + note);
    }
    update();
}

void SparsityMap::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = mapRect(QRectF(rect())).center();
    const int down = event->key() == Qt::Key_Down ? 1
                     : event->key() == Qt::Key_Up ? -1
                                                  : 0,
              right = event->key() == Qt::Key_Right  ? 1
                      : event->key() == Qt::Key_Left ? -1
                                                     : 0;
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoomAt(middle, 0.7);
    else if (event->key() == Qt::Key_Minus)
        zoomAt(middle, 1 / 0.7);
    else if (event->key() == Qt::Key_Escape && m_boxFrom) { // gives the box up, keeps what was picked
        m_boxFrom.reset();
        update();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_bins.columns > 0) {
        if (m_boxFrom) {
            pickBox();
            return;
        }
        showCell(m_cell.value_or(QPoint(m_bins.columns / 2, m_bins.rows / 2)));
        m_boxFrom = m_cell;
        update();
    } else if (down == 0 && right == 0)
        QWidget::keyPressEvent(event);
    else if ((event->modifiers() & Qt::ShiftModifier || m_boxFrom) && m_bins.columns > 0) {
        const QPoint from = m_cell.value_or(QPoint(m_bins.columns / 2, m_bins.rows / 2));
        showCell(QPoint(std::clamp(from.x() + right, 0, m_bins.columns - 1), std::clamp(from.y() + down, 0, m_bins.rows - 1)));
    } else
        pan(0.1 * down * (m_userTo - m_userFrom), 0.1 * right * (m_itemTo - m_itemFrom));
}

void SparsityMap::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
