#include "ui/pages/data/sparsity_map.h"
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
#include <array>
#include <cmath>

namespace recoscope::ui {

SparsityBins binRatings(const Interactions& x, const std::vector<UserIndex>& users, const std::vector<std::int32_t>& rankOfItem,
                        SparsityBins r) {
    r.counts.assign(static_cast<std::size_t>(r.columns) * static_cast<std::size_t>(r.rows), 0);
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(r.userFrom))),
               last = std::min(users.size(), static_cast<std::size_t>(std::ceil(r.userTo)));
    const double perRow = r.rows / (r.userTo - r.userFrom), perColumn = r.columns / (r.itemTo - r.itemFrom);
    for (std::size_t rank = first; rank < last; ++rank) {
        const auto row = static_cast<int>((static_cast<double>(rank) + 0.5 - r.userFrom) * perRow);
        if (row < 0 || row >= r.rows) continue;
        for (const ItemIndex item : x.row(users[rank]).items) {
            const double place = static_cast<double>(rankOfItem[item.at()]) + 0.5 - r.itemFrom;
            const auto column = static_cast<int>(place * perColumn);
            if (place >= 0 && column < r.columns)
                ++r.counts[static_cast<std::size_t>(row) * static_cast<std::size_t>(r.columns) +
                           static_cast<std::size_t>(column)];
        }
    }
    return r;
}

SparsityMap::SparsityMap(QWidget* parent) : QWidget(parent), m_mailbox(std::make_shared<Mailbox>(this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sparsity map: users by activity down, items by popularity across"));
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        colourImage();
        requestBins();
    });
}

SparsityMap::~SparsityMap() { m_mailbox->close(); }

void SparsityMap::setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile) {
    m_dataset = std::move(dataset);
    m_profile = std::move(profile);
    m_image = {};
    if (!m_dataset) return;
    auto ranks = std::make_shared<std::vector<std::int32_t>>(m_profile->itemsByRank.size());
    for (std::size_t k = 0; k < ranks->size(); ++k) (*ranks)[m_profile->itemsByRank[k].at()] = static_cast<std::int32_t>(k);
    m_rankOfItem = std::move(ranks);
    reset();
}

void SparsityMap::reset() {
    if (!m_dataset) return;
    m_userFrom = m_itemFrom = 0;
    m_userTo = std::max(1, m_dataset->users.size());
    m_itemTo = std::max(1, m_dataset->items.size());
    requestBins();
}

QRectF SparsityMap::mapRect(const QRectF& target) const {
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    const double left = metrics.horizontalAdvance(QStringLiteral("100,000")) + px(8);
    return target.adjusted(left, metrics.height() + px(2), -px(12), -2.6 * metrics.height() - px(6));
}

void SparsityMap::requestBins() {
    if (!m_dataset || width() < 10) return;
    const QRectF map = mapRect(QRectF(rect()));
    SparsityBins region;
    region.columns = std::clamp(static_cast<int>(std::min(map.width(), m_itemTo - m_itemFrom)), 1, 4096);
    region.rows = std::clamp(static_cast<int>(std::min(map.height(), m_userTo - m_userFrom)), 1, 4096);
    region.userFrom = m_userFrom;
    region.userTo = m_userTo;
    region.itemFrom = m_itemFrom;
    region.itemTo = m_itemTo;
    const int request = ++m_request;
    runInBackground(
        0, [this, mailbox = m_mailbox, dataset = m_dataset, profile = m_profile, ranks = m_rankOfItem, region, request] {
            auto bins = std::make_shared<SparsityBins>(binRatings(*dataset->interactions, profile->usersByRank, *ranks, region));
            mailbox->post([this, bins, request] {
                if (request != m_request) return;
                m_bins = std::move(*bins);
                colourImage();
            });
        });
    update();
}

/// Share of a cell's user-item pairs that are rated, 1 % to 100 % on a log scale; one rating in a large bin stays visible.
void SparsityMap::colourImage() {
    if (m_bins.counts.empty()) return;
    m_image = QImage(m_bins.columns, m_bins.rows, QImage::Format_RGB32);
    const double pairs = (m_bins.userTo - m_bins.userFrom) / m_bins.rows * ((m_bins.itemTo - m_bins.itemFrom) / m_bins.columns);
    std::array<QRgb, 256> ramp;
    for (std::size_t k = 0; k < ramp.size(); ++k) ramp[k] = theme().ramp(0.12 + 0.88 * static_cast<double>(k) / 255).rgb();
    const QRgb none = theme().surface.rgb();
    for (int r = 0; r < m_bins.rows; ++r) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(r));
        for (int c = 0; c < m_bins.columns; ++c) {
            const std::int32_t n =
                m_bins
                    .counts[static_cast<std::size_t>(r) * static_cast<std::size_t>(m_bins.columns) + static_cast<std::size_t>(c)];
            const double share = std::clamp(n / std::max(1.0, pairs), 0.01, 1.0);
            line[c] = n == 0 ? none : ramp[static_cast<std::size_t>(255 * (std::log10(share) + 2) / 2)];
        }
    }
    update();
}

void SparsityMap::paintTo(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    painter.save();
    painter.setFont(ui::font(Appearance::Type::Caption));
    const QFontMetricsF metrics(painter.font());
    const QRectF map = mapRect(target);
    if (!m_image.isNull()) {
        // The image belongs to the region it was binned for: while a new one is on its way it is stretched into place.
        const double sx = map.width() / (m_itemTo - m_itemFrom), sy = map.height() / (m_userTo - m_userFrom);
        const QRectF place(map.left() + (m_bins.itemFrom - m_itemFrom) * sx, map.top() + (m_bins.userFrom - m_userFrom) * sy,
                           (m_bins.itemTo - m_bins.itemFrom) * sx, (m_bins.userTo - m_bins.userFrom) * sy);
        painter.setClipRect(map);
        painter.drawImage(place, m_image);
        painter.setClipping(false);
    }
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
    painter.setPen(t.muted);
    painter.drawText(QPointF(target.left(), target.top() + metrics.ascent()), tr("user rank"));
    double lastRight = -1;
    for (const double tick : niceTicks(m_userFrom, m_userTo, 5)) {
        const double at = std::clamp(tick, m_userFrom + 1, m_userTo),
                     y = map.top() + (at - m_userFrom) / (m_userTo - m_userFrom) * map.height();
        const QString label = format::count(std::llround(at));
        if (y > map.bottom() + 1 || y - lastRight < metrics.height()) continue;
        lastRight = y;
        painter.drawText(QPointF(map.left() - metrics.horizontalAdvance(label) - px(4), y + metrics.ascent() / 2), label);
    }
    lastRight = -1;
    const double axisWords = metrics.horizontalAdvance(tr("item rank")) + px(8);
    for (const double tick : niceTicks(m_itemFrom, m_itemTo, 5)) {
        const double at = std::clamp(tick, m_itemFrom + 1, m_itemTo),
                     x = map.left() + (at - m_itemFrom) / (m_itemTo - m_itemFrom) * map.width();
        const QString label = format::count(std::llround(at));
        const double half = metrics.horizontalAdvance(label) / 2;
        if (x - half < lastRight + px(8) || x + half > map.right() - axisWords) continue;
        lastRight = x + half;
        painter.drawText(QPointF(x - half, map.bottom() + metrics.height()), label);
    }
    painter.drawText(QRectF(map.left(), map.bottom(), map.width(), metrics.height() + px(3)), Qt::AlignRight | Qt::AlignBottom,
                     tr("item rank"));
    const double y = target.bottom() - metrics.height();
    double x = map.left();
    painter.setPen(QPen(t.control, 1));
    painter.drawRect(QRectF(x, y + px(2), px(14), px(9)));
    x += px(22);
    for (int k = 0; k < px(110); ++k) painter.fillRect(QRectF(x + k, y + px(2), 1.5, px(9)), t.ramp(0.12 + 0.88 * k / px(110)));
    x += px(118);
    painter.setPen(t.muted);
    painter.drawText(QPointF(x, y + metrics.ascent()), tr("none; 1 to 100 % filled, log"));
    if (m_bins.columns > 0) {
        const QString scale = tr("1 cell = %1 users × %2 items")
                                  .arg(format::rating(std::round(10 * (m_bins.userTo - m_bins.userFrom) / m_bins.rows) / 10),
                                       format::rating(std::round(10 * (m_bins.itemTo - m_bins.itemFrom) / m_bins.columns) / 10));
        painter.drawText(QRectF(map.left(), y, map.width(), metrics.height()), Qt::AlignRight, scale);
    }
    painter.restore();
}

QString SparsityMap::toCsv() const {
    QString text = QStringLiteral("user_rank_from,item_rank_from,ratings\r\n");
    for (int r = 0; r < m_bins.rows; ++r)
        for (int c = 0; c < m_bins.columns; ++c) {
            const std::int32_t n =
                m_bins
                    .counts[static_cast<std::size_t>(r) * static_cast<std::size_t>(m_bins.columns) + static_cast<std::size_t>(c)];
            if (n > 0)
                text +=
                    QStringLiteral("%1,%2,%3\r\n")
                        .arg(
                            QString::number(std::floor(m_bins.userFrom + (m_bins.userTo - m_bins.userFrom) * r / m_bins.rows) + 1,
                                            'f', 0),
                            QString::number(
                                std::floor(m_bins.itemFrom + (m_bins.itemTo - m_bins.itemFrom) * c / m_bins.columns) + 1, 'f', 0),
                            QString::number(n));
        }
    return text;
}

QSize SparsityMap::minimumSizeHint() const { return {px(240), px(180)}; }

void SparsityMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
    if (hasFocus()) {
        painter.setPen(QPen(theme().focus, px(2)));
        painter.drawRect(mapRect(QRectF(rect())));
    }
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
void SparsityMap::mousePressEvent(QMouseEvent* event) { m_dragFrom = event->position(); }
void SparsityMap::mouseDoubleClickEvent(QMouseEvent*) { reset(); }

void SparsityMap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) {
        const QRectF map = mapRect(QRectF(rect()));
        const QPointF gap = m_dragFrom - event->position();
        m_dragFrom = event->position();
        pan(gap.y() / map.height() * (m_userTo - m_userFrom), gap.x() / map.width() * (m_itemTo - m_itemFrom));
        return;
    }
    showTip(event->position(), event->globalPosition().toPoint());
}

void SparsityMap::showTip(QPointF position, QPoint global) {
    const QRectF map = mapRect(QRectF(rect()));
    if (m_bins.counts.empty() || !map.contains(position)) {
        QToolTip::hideText();
        return;
    }
    const auto column = std::clamp(static_cast<int>((position.x() - map.left()) / map.width() * m_bins.columns), 0,
                                   m_bins.columns - 1),
               row = std::clamp(static_cast<int>((position.y() - map.top()) / map.height() * m_bins.rows), 0, m_bins.rows - 1);
    const double users = (m_bins.userTo - m_bins.userFrom) / m_bins.rows,
                 items = (m_bins.itemTo - m_bins.itemFrom) / m_bins.columns;
    const auto user = static_cast<std::size_t>(m_bins.userFrom + (row + 0.5) * users),
               item = static_cast<std::size_t>(m_bins.itemFrom + (column + 0.5) * items);
    const std::int32_t n =
        m_bins
            .counts[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_bins.columns) + static_cast<std::size_t>(column)];
    if (user >= m_profile->usersByRank.size() || item >= m_profile->itemsByRank.size()) return;
    const QString text = tr("User %1 (rank %2), %3 (rank %4)")
                             .arg(format::safe(m_dataset->users.id(m_profile->usersByRank[user].value)),
                                  format::count(static_cast<std::int64_t>(user) + 1),
                                  format::title(m_dataset->titleOf(m_profile->itemsByRank[item])),
                                  format::count(static_cast<std::int64_t>(item) + 1));
    QToolTip::showText(
        global,
        QStringLiteral("<qt>%1<br>%2</qt>")
            .arg(text.toHtmlEscaped(), format::counted(n, tr("rating in this cell"), tr("ratings in this cell")).toHtmlEscaped()),
        this);
}

void SparsityMap::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = mapRect(QRectF(rect())).center();
    const double users = 0.1 * (m_userTo - m_userFrom), items = 0.1 * (m_itemTo - m_itemFrom);
    switch (event->key()) {
    case Qt::Key_Plus:
        zoomAt(middle, 0.7);
        break;
    case Qt::Key_Minus:
        zoomAt(middle, 1 / 0.7);
        break;
    case Qt::Key_0:
        reset();
        break;
    case Qt::Key_Up:
        pan(-users, 0);
        break;
    case Qt::Key_Down:
        pan(users, 0);
        break;
    case Qt::Key_Left:
        pan(0, -items);
        break;
    case Qt::Key_Right:
        pan(0, items);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SparsityMap::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.addSeparator();
    menu.addAction(tr("Reset zoom"), this, &SparsityMap::reset);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
