#include "ui/pages/map/item_map.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope::ui {

namespace {

constexpr std::size_t kFamous = 60;
constexpr double kLeastZoom = 0.5, kMostZoom = 60;

} // namespace

ItemMap::ItemMap(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("map.items"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map of the items"));
    connect(&Appearance::instance(), &Appearance::changed, this, &ItemMap::changed);
}

void ItemMap::changed() {
    m_cache = {};
    m_legendHeight.reset();
    m_sprites.clear();
    update();
}

void ItemMap::setItems(std::vector<MapItem> items, bool keepView) {
    m_items = std::move(items);
    m_marks = {};
    m_hover.reset();
    m_famous.resize(m_items.size());
    for (std::size_t k = 0; k < m_famous.size(); ++k) m_famous[k] = k;
    const auto most = m_famous.begin() + static_cast<std::ptrdiff_t>(std::min(kFamous, m_famous.size()));
    std::ranges::partial_sort(m_famous, most, [&](std::size_t a, std::size_t b) {
        return m_items[a].ratings > m_items[b].ratings || (m_items[a].ratings == m_items[b].ratings && a < b);
    });
    m_famous.erase(most, m_famous.end());
    if (keepView) return changed();
    constexpr double kFar = std::numeric_limits<double>::max();
    double left = kFar, right = -kFar, low = kFar, high = -kFar;
    for (const MapItem& item : m_items) {
        left = std::min(left, item.at.x());
        right = std::max(right, item.at.x());
        low = std::min(low, item.at.y());
        high = std::max(high, item.at.y());
    }
    m_box = m_items.empty() || right <= left || high <= low ? QRectF(-1, -1, 2, 2) : QRectF(left, low, right - left, high - low);
    fit();
}

void ItemMap::setMarks(MapMarks marks) {
    m_marks = std::move(marks);
    changed();
}
void ItemMap::setColourByFigure(bool on) {
    m_byFigure = on;
    changed();
}
void ItemMap::setEqualSizes(bool on) {
    m_equalSizes = on;
    changed();
}
void ItemMap::setLegend(MapLegend legend) {
    m_legend = std::move(legend);
    changed();
}
void ItemMap::setAxisTexts(MapAxisTexts texts) {
    m_texts = std::move(texts);
    changed();
}
void ItemMap::setFoot(QString marksNote, QStringList notes) {
    m_marksNote = std::move(marksNote);
    m_notes = std::move(notes);
    setAccessibleDescription(m_notes.join(QLatin1Char(' ')));
    changed();
}
void ItemMap::setHidden(std::vector<int> groups) {
    m_hidden = std::move(groups);
    changed();
    Q_EMIT hiddenChanged();
}

void ItemMap::toggleGroup(int group) {
    std::vector<int> hidden = m_hidden;
    if (std::erase(hidden, group) == 0) hidden.push_back(group);
    setHidden(std::move(hidden));
}

void ItemMap::fit() {
    m_centre = m_box.center();
    m_zoom = 1;
    changed();
}

QRectF ItemMap::plot(const QRectF& target) const {
    const double head = px(44), foot = px(56), side = px(24);
    const double legend = legendBox(target).isEmpty() ? 0 : legendBox(target).width() - px(8); // No disc begins below the legend.
    const QRectF room = target.adjusted(side + legend, head, -side, -foot);
    return room.width() > px(40) && room.height() > px(40) ? room : target;
}

QPointF ItemMap::pixel(const QRectF& target, QPointF at) const {
    const QRectF room = plot(target);
    return room.center() + QPointF((at.x() - m_centre.x()) / m_box.width() * room.width() * m_zoom,
                                   -(at.y() - m_centre.y()) / m_box.height() * room.height() * m_zoom);
}

double ItemMap::radius(const MapItem& item) const { return m_equalSizes ? px(3) : px(2) + px(3.5) * std::sqrt(item.weight); }
bool ItemMap::shown(const MapItem& item) const { return std::ranges::find(m_hidden, item.group) == m_hidden.end(); }
QSize ItemMap::minimumSizeHint() const { return {px(240), px(200)}; }
void ItemMap::resizeEvent(QResizeEvent*) { changed(); }

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
    changed();
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
    const QRectF target(rect());
    for (std::size_t k = 0; k < m_items.size(); ++k) {
        if (!shown(m_items[k])) continue;
        const QPointF gap = pixel(target, m_items[k].at) - position;
        if (const double d = std::hypot(gap.x(), gap.y()); d < within) {
            within = d;
            best = k;
        }
    }
    return best;
}

void ItemMap::keyPressEvent(QKeyEvent* event) {
    const double step = 0.1 * std::min(width(), height());
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAt(plot(QRectF(rect())).center(), 1.4);
    case Qt::Key_Minus:
        return zoomAt(plot(QRectF(rect())).center(), 1 / 1.4);
    case Qt::Key_0:
        return fit();
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
    menu.addAction(tr("Reset zoom"), this, &ItemMap::fit);
    menu.exec(event->globalPos());
}

QString ItemMap::toCsv() const {
    QString text = QStringLiteral("title,year,x_sd,y_sd,training_ratings\r\n");
    for (const MapItem& item : m_items) {
        if (!shown(item)) continue;
        text += QLatin1Char('"') + QString(item.title).replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1String("\",") +
                item.year + QLatin1Char(',') + QString::number(item.at.x()) + QLatin1Char(',') + QString::number(item.at.y()) +
                QLatin1Char(',') + QString::number(item.ratings) + QLatin1String("\r\n");
    }
    return text;
}

} // namespace recoscope::ui
