#include "ui/pages/map/item_map.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr double kLeastZoom = 0.5, kMostZoom = 60;

} // namespace

void ItemMap::zoomAt(QPointF position, double factor) {
    const double after = std::clamp(m_zoom * factor, kLeastZoom, kMostZoom);
    const QPointF middle = plot(QRectF(rect())).center();
    const double growth = after / m_zoom;
    m_zoom = after;
    panBy((middle - position) * (growth - 1)); // What lies under the pointer stays there.
}

void ItemMap::panBy(QPointF pixels) {
    const QRectF room = plot(QRectF(rect()));
    m_centre +=
        QPointF(-pixels.x() * m_box.width() / (room.width() * m_zoom), pixels.y() * m_box.height() / (room.height() * m_zoom));
    moved();
}

void ItemMap::wheelEvent(QWheelEvent* event) {
    zoomAt(event->position(), std::pow(1.25, event->angleDelta().y() / 120.0));
    event->accept();
}
void ItemMap::mousePressEvent(QMouseEvent* event) { m_press = m_drag = event->position(); }
void ItemMap::mouseDoubleClickEvent(QMouseEvent*) { fit(); }

void ItemMap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) {
        const QPointF gap = event->position() - m_drag;
        m_drag = event->position();
        return panBy(gap);
    }
    const auto found = legendBox(QRectF(rect())).contains(event->position()) ? std::nullopt : nearest(event->position(), px(10));
    if (found == m_hover) return;
    m_hover = found;
    update();
}

void ItemMap::leaveEvent(QEvent*) {
    m_hover.reset();
    update();
}

void ItemMap::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || (event->position() - m_press).manhattanLength() > 4) return;
    for (std::size_t row = 0; row < m_legend.rows.size(); ++row) {
        if (legendRow(row).contains(event->position())) return toggleGroup(m_legend.rows[row].group);
    }
    if (const auto found = nearest(event->position(), px(10))) Q_EMIT clicked(m_items[*found].item);
}

std::optional<std::size_t> ItemMap::nearest(QPointF position, double within) const {
    std::optional<std::size_t> best;
    const View at = view(QRectF(rect()));
    for (std::size_t k = 0; k < m_items.size(); ++k) {
        if (!shown(m_items[k])) continue;
        const QPointF gap = at(m_items[k].at) - position;
        if (const double d = std::hypot(gap.x(), gap.y()); d < within) {
            within = d;
            best = k;
        }
    }
    return best;
}

void ItemMap::keyPressEvent(QKeyEvent* event) {
    const double step = std::round(0.1 * std::min(width(), height())); // whole pixels: a pan that scrolls
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAt(plot(QRectF(rect())).center(), 1.4);
    case Qt::Key_Minus:
        return zoomAt(plot(QRectF(rect())).center(), 1 / 1.4);
    case Qt::Key_Left:
        return panBy({step, 0});
    case Qt::Key_Right:
        return panBy({-step, 0});
    case Qt::Key_Up:
        return panBy({0, step});
    case Qt::Key_Down:
        return panBy({0, -step});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const auto middle = nearest(plot(QRectF(rect())).center(), std::max(width(), height())))
            Q_EMIT clicked(m_items[*middle].item);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ItemMap::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.addSeparator();
    QMenu* groups = menu.addMenu(tr("Show"));
    for (const MapLegend::Row& row : m_legend.rows) {
        QAction* action = groups->addAction(row.name);
        action->setCheckable(true);
        action->setChecked(std::ranges::find(m_hidden, row.group) == m_hidden.end());
        connect(action, &QAction::toggled, this, [this, group = row.group] { toggleGroup(group); });
    }
    groups->setEnabled(!m_legend.rows.empty());
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
