#include "ui/pages/map/item_map.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

ItemMap::ItemMap(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map of the items"));
    connect(&Appearance::instance(), &Appearance::changed, this, &ItemMap::changed);
}

void ItemMap::changed() {
    m_cache = {};
    update();
}

void ItemMap::setItems(std::vector<MapItem> items) {
    m_items = std::move(items);
    m_hover.reset();
    fit();
}
void ItemMap::setMarks(MapMarks marks) {
    m_marks = std::move(marks);
    update();
}
void ItemMap::setColourByPopularity(bool on) {
    m_byPopularity = on;
    changed();
}
void ItemMap::setHiddenGroups(std::vector<int> groups) {
    m_hidden = std::move(groups);
    changed();
}
void ItemMap::setAxisLabels(const QString& x, const QString& y) {
    m_xLabel = x;
    m_yLabel = y;
    update();
}

void ItemMap::fit() {
    QRectF box(-1, -1, 2, 2);
    for (const MapItem& item : m_items) {
        const QPointF at(std::clamp(item.at.x(), -6.0, 6.0), std::clamp(item.at.y(), -6.0, 6.0));
        box.setCoords(std::min(box.left(), at.x()), std::min(box.top(), at.y()), std::max(box.right(), at.x()),
                      std::max(box.bottom(), at.y()));
    }
    m_centre = box.center();
    const double shorter = std::max(1, std::min(width(), height()));
    m_span = 1.12 * std::max(box.width() * shorter / std::max(1, width()), box.height() * shorter / std::max(1, height()));
    changed();
}

QPointF ItemMap::pixel(const QRectF& t, QPointF at) const {
    const double scale = std::min(t.width(), t.height()) / m_span;
    return t.center() + QPointF((at.x() - m_centre.x()) * scale, -(at.y() - m_centre.y()) * scale);
}

double ItemMap::radius(const MapItem& item) const { return px(2) + px(3.5) * std::sqrt(item.weight); }
bool ItemMap::shown(const MapItem& item) const { return std::ranges::find(m_hidden, item.group) == m_hidden.end(); }

void ItemMap::paintCloud(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.grid, 1));
    const QPointF origin = pixel(target, {0, 0});
    painter.drawLine(QPointF(target.left(), origin.y()), QPointF(target.right(), origin.y()));
    painter.drawLine(QPointF(origin.x(), target.top()), QPointF(origin.x(), target.bottom()));
    for (const MapItem& item : m_items) {
        const QPointF p = pixel(target, item.at);
        if (!target.adjusted(-8, -8, 8, 8).contains(p) || !shown(item)) continue;
        const double r = radius(item);
        if (m_byPopularity || item.group >= 0) {
            painter.setPen(QPen(t.surface, 1));
            painter.setBrush(m_byPopularity ? t.ramp(0.15 + 0.85 * item.weight) : t.genres[static_cast<std::size_t>(item.group)]);
        } else {
            painter.setPen(QPen(t.otherGenre, 1));
            painter.setBrush(Qt::NoBrush);
        }
        painter.drawEllipse(p, r, r);
    }
}

void ItemMap::paintMarks(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.text, px(1.5)));
    for (const std::size_t k : m_marks.rated)
        painter.drawEllipse(pixel(target, m_items[k].at), radius(m_items[k]) + px(3), radius(m_items[k]) + px(3));
    for (const std::size_t k : m_marks.heldOut) {
        const QPointF p = pixel(target, m_items[k].at);
        const double r = radius(m_items[k]) + px(6);
        painter.drawPolygon(QPolygonF{p + QPointF(0, -r), p + QPointF(r, 0), p + QPointF(0, r), p + QPointF(-r, 0)});
    }
    painter.setPen(QPen(t.focus, px(2)));
    for (const std::size_t k : m_marks.found) {
        const double r = radius(m_items[k]) + px(6);
        painter.drawRect(QRectF(pixel(target, m_items[k].at) - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    }
    if (m_marks.user) {
        const QPointF from = pixel(target, {0, 0}), to = pixel(target, *m_marks.user);
        painter.setPen(QPen(t.text, px(1.5)));
        painter.drawLine(from, to);
        const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
        painter.setBrush(t.text);
        painter.drawPolygon(QPolygonF{to, to - QPointF(std::cos(angle - 0.4), std::sin(angle - 0.4)) * px(10),
                                      to - QPointF(std::cos(angle + 0.4), std::sin(angle + 0.4)) * px(10)});
    }
    painter.setFont(ui::font(Appearance::Type::Caption, true));
    for (std::size_t rank = m_marks.recommended.size(); rank-- > 0;) {
        const QPointF p = pixel(target, m_items[m_marks.recommended[rank]].at);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.text);
        painter.drawEllipse(p, px(9), px(9));
        painter.setPen(t.surface);
        painter.drawText(QRectF(p.x() - px(9), p.y() - px(9), px(18), px(18)), Qt::AlignCenter, QString::number(rank + 1));
    }
}

/// Names of what matters first, each only where no earlier name stands.
void ItemMap::paintLabels(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    std::vector<QRectF> taken;
    const auto label = [&](QPointF at, const QString& text, double gap, bool strong) {
        const QFont f = ui::font(Appearance::Type::Caption, strong);
        const QFontMetricsF metrics(f);
        QRectF box(at.x() + gap, at.y() - metrics.height() / 2, metrics.horizontalAdvance(text), metrics.height());
        if (box.right() > target.right()) box.moveRight(at.x() - gap);
        if (!target.contains(box) || std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(box); }))
            return;
        taken.push_back(box);
        painter.setFont(f);
        QColor veil = t.surface;
        veil.setAlphaF(0.75F);
        painter.fillRect(box, veil);
        painter.setPen(t.text);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    if (m_marks.user) label(pixel(target, *m_marks.user), m_marks.userLabel, px(8), true);
    if (m_hover) label(pixel(target, m_items[*m_hover].at), m_items[*m_hover].title, px(12), true);
    for (const std::size_t k : m_marks.recommended) label(pixel(target, m_items[k].at), m_items[k].title, px(12), true);
    for (const std::size_t k : m_marks.found) label(pixel(target, m_items[k].at), m_items[k].title, px(12), true);
    std::vector<std::size_t> famous(m_items.size());
    for (std::size_t k = 0; k < famous.size(); ++k) famous[k] = k;
    const std::size_t n = std::min<std::size_t>(40, famous.size());
    std::ranges::partial_sort(famous, famous.begin() + static_cast<std::ptrdiff_t>(n), [&](std::size_t a, std::size_t b) {
        return m_items[a].weight > m_items[b].weight || (m_items[a].weight == m_items[b].weight && a < b);
    });
    for (std::size_t k = 0; k < n && taken.size() < 34; ++k)
        if (shown(m_items[famous[k]])) label(pixel(target, m_items[famous[k]].at), m_items[famous[k]].title, px(8), false);
}

void ItemMap::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setClipRect(target);
    paintCloud(painter, target);
    paintMarks(painter, target);
    paintLabels(painter, target);
    painter.setFont(ui::font(Appearance::Type::Secondary, true));
    painter.setPen(theme().muted);
    painter.drawText(target.adjusted(px(8), px(6), -px(8), -px(6)), Qt::AlignHCenter | Qt::AlignTop,
                     QStringLiteral("↑ ") + m_yLabel);
    painter.drawText(target.adjusted(px(8), px(6), -px(8), -px(6)), Qt::AlignRight | Qt::AlignBottom,
                     m_xLabel + QStringLiteral(" →"));
    painter.restore();
}

void ItemMap::paintEvent(QPaintEvent*) {
    const QRectF target(rect());
    if (m_cache.isNull()) {
        m_cache = QImage(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        m_cache.setDevicePixelRatio(devicePixelRatioF());
        m_cache.fill(theme().surface);
        QPainter painter(&m_cache);
        paintCloud(painter, target);
    }
    QPainter painter(this);
    painter.drawImage(0, 0, m_cache);
    paintMarks(painter, target);
    paintLabels(painter, target);
    painter.setFont(ui::font(Appearance::Type::Secondary, true));
    painter.setPen(theme().muted);
    painter.drawText(target.adjusted(px(8), px(6), -px(8), -px(6)), Qt::AlignHCenter | Qt::AlignTop,
                     QStringLiteral("↑ ") + m_yLabel);
    painter.drawText(target.adjusted(px(8), px(6), -px(8), -px(6)), Qt::AlignRight | Qt::AlignBottom,
                     m_xLabel + QStringLiteral(" →"));
}

QString ItemMap::toCsv() const {
    QString text = QStringLiteral("title,x,y\r\n");
    for (const MapItem& item : m_items)
        text += '"' + QString(item.title).replace('"', QStringLiteral("\"\"")) + QStringLiteral("\",") +
                QString::number(item.at.x()) + ',' + QString::number(item.at.y()) + QStringLiteral("\r\n");
    return text;
}

QSize ItemMap::minimumSizeHint() const { return {px(320), px(240)}; }
void ItemMap::resizeEvent(QResizeEvent*) { fit(); }

void ItemMap::zoomAt(QPointF position, double factor) {
    const QRectF t(rect());
    const double scale = std::min(t.width(), t.height()) / m_span;
    const QPointF under(m_centre.x() + (position.x() - t.center().x()) / scale,
                        m_centre.y() - (position.y() - t.center().y()) / scale);
    m_span = std::clamp(m_span * factor, 0.2, 60.0);
    const double after = std::min(t.width(), t.height()) / m_span;
    m_centre = {under.x() - (position.x() - t.center().x()) / after, under.y() + (position.y() - t.center().y()) / after};
    changed();
}

void ItemMap::wheelEvent(QWheelEvent* event) {
    zoomAt(event->position(), std::pow(0.8, event->angleDelta().y() / 120.0));
    event->accept();
}
void ItemMap::mousePressEvent(QMouseEvent* event) { m_press = m_drag = event->position(); }
void ItemMap::mouseDoubleClickEvent(QMouseEvent*) { fit(); }

void ItemMap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) {
        const double scale = std::min(width(), height()) / m_span;
        const QPointF gap = event->position() - m_drag;
        m_drag = event->position();
        m_centre += QPointF(-gap.x() / scale, gap.y() / scale);
        changed();
        return;
    }
    const auto found = nearest(event->position());
    if (found == m_hover) return;
    m_hover = found;
    if (found)
        QToolTip::showText(event->globalPosition().toPoint(),
                           QStringLiteral("<qt><b>%1</b><br>%2</qt>")
                               .arg(m_items[*found].title.toHtmlEscaped(), m_items[*found].note.toHtmlEscaped()),
                           this);
    else
        QToolTip::hideText();
    update();
}

void ItemMap::mouseReleaseEvent(QMouseEvent* event) {
    if ((event->position() - m_press).manhattanLength() > 4) return;
    if (const auto found = nearest(event->position())) Q_EMIT clicked(m_items[*found].item);
}

std::optional<std::size_t> ItemMap::nearest(QPointF position) const {
    std::optional<std::size_t> best;
    double distance = px(12);
    for (std::size_t k = 0; k < m_items.size(); ++k) {
        if (!shown(m_items[k])) continue;
        const QPointF gap = pixel(QRectF(rect()), m_items[k].at) - position;
        if (const double d = std::hypot(gap.x(), gap.y()); d < distance) {
            distance = d;
            best = k;
        }
    }
    return best;
}

void ItemMap::keyPressEvent(QKeyEvent* event) {
    const double step = 0.1 * m_span;
    switch (event->key()) {
    case Qt::Key_Plus:
        zoomAt(QRectF(rect()).center(), 0.7);
        return;
    case Qt::Key_Minus:
        zoomAt(QRectF(rect()).center(), 1 / 0.7);
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Left:
        m_centre.rx() -= step;
        break;
    case Qt::Key_Right:
        m_centre.rx() += step;
        break;
    case Qt::Key_Up:
        m_centre.ry() += step;
        break;
    case Qt::Key_Down:
        m_centre.ry() -= step;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    changed();
}

void ItemMap::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.addSeparator();
    menu.addAction(tr("Reset zoom"), this, &ItemMap::fit);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
