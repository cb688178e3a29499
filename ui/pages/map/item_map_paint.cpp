#include "ui/pages/map/item_lines.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/map/label_places.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr std::size_t kMostVector = 5000; ///< Discs that a vector file still takes one by one.
constexpr double kDiscR = 9;              ///< Of a numbered recommendation.

QPolygonF diamond(QPointF p, double r) {
    return QPolygonF{p + QPointF(0, -r), p + QPointF(r, 0), p + QPointF(0, r), p + QPointF(-r, 0)};
}

} // namespace

void ItemMap::paintDisc(QPainter& painter, QPointF at, double r, const MapItem& item) const {
    const Theme& t = theme();
    const bool hollow = m_byFigure ? item.shade < 0 : item.group < 0;
    if (hollow) {
        painter.setPen(QPen(t.otherGenre, 1));
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(m_byFigure ? t.ramp(0.15 + 0.85 * item.shade) : t.genres[static_cast<std::size_t>(item.group)]);
    }
    painter.drawEllipse(at, r, r);
}

void ItemMap::paintCloud(QPainter& painter, const QRectF& target, bool vector) const {
    painter.setPen(QPen(theme().grid, 1));
    const QPointF origin = pixel(target, {0, 0});
    painter.drawLine(QPointF(target.left(), origin.y()), QPointF(target.right(), origin.y()));
    painter.drawLine(QPointF(origin.x(), target.top()), QPointF(origin.x(), target.bottom()));
    const QRectF visible = target.adjusted(-px(8), -px(8), px(8), px(8));
    for (const MapItem& item : m_items) {
        const QPointF p = pixel(target, item.at);
        if (!visible.contains(p) || !shown(item)) continue;
        const double r = radius(item);
        if (vector) {
            paintDisc(painter, p, r, item);
            continue;
        }
        // One sprite per colour and half pixel of radius: stamping is ten times as fast as drawing.
        const std::pair<int, int> key{m_byFigure ? static_cast<int>(std::lround(32 * item.shade)) : item.group,
                                      static_cast<int>(std::lround(2 * r))};
        QImage& sprite = m_sprites[key];
        const double half = std::ceil(key.second / 2.0) + 2;
        if (sprite.isNull()) {
            const double ratio = painter.device()->devicePixelRatioF();
            sprite = QImage(QSizeF(2 * half * ratio, 2 * half * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
            sprite.setDevicePixelRatio(ratio);
            sprite.fill(Qt::transparent);
            QPainter stamp(&sprite);
            stamp.setRenderHint(QPainter::Antialiasing);
            paintDisc(stamp, {half, half}, key.second / 2.0, item);
        }
        painter.drawImage(QPointF(std::round(p.x() - half), std::round(p.y() - half)), sprite);
    }
}

void ItemMap::paintMarks(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    const auto place = [&](std::size_t k) { return pixel(target, m_items[k].at); };
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.text, 1.5 * Appearance::instance().scale()));
    for (const std::size_t k : m_marks.rated)
        painter.drawEllipse(place(k), radius(m_items[k]) + px(3), radius(m_items[k]) + px(3));
    for (const std::size_t k : m_marks.heldOut)
        painter.drawPolygon(diamond(place(k), std::max(radius(m_items[k]) + px(5), px(9) * 1.0)));
    for (const std::size_t k : m_marks.found) {
        const double r = radius(m_items[k]) + px(6);
        paintFoundBrackets(painter, QRectF(place(k) - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    }
    if (m_marks.user) {
        const QPointF from = pixel(target, {0, 0});
        const QPointF to = pixel(target, *m_marks.user);
        painter.setPen(QPen(t.text, 1.5 * Appearance::instance().scale()));
        painter.drawLine(from, to);
        const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
        painter.setBrush(t.text);
        painter.drawPolygon(QPolygonF{to, to - QPointF(std::cos(angle - 0.4), std::sin(angle - 0.4)) * px(10),
                                      to - QPointF(std::cos(angle + 0.4), std::sin(angle + 0.4)) * px(10)});
    }
    painter.setFont(ui::font(Appearance::Type::Caption, true));
    for (std::size_t rank = m_marks.recommended.size(); rank-- > 0;) {
        const QPointF p = place(m_marks.recommended[rank]);
        const double r = px(kDiscR);
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.text);
        painter.drawEllipse(p, r, r);
        painter.setPen(t.surface);
        painter.drawText(QRectF(p.x() - r, p.y() - r, 2 * r, 2 * r), Qt::AlignCenter, QString::number(rank + 1));
    }
}

/// Names of what matters first: the user, what was found, what is recommended and held out, then the best known items.
void ItemMap::paintLabels(QPainter& painter, const QRectF& target) const {
    LabelPlaces places(target.adjusted(px(4), px(4), -px(4), -px(4)), px(8));
    places.block(legendBox(target));
    const double head = px(40);
    places.block(QRectF(target.center().x() - px(110), target.top(), px(220), head));
    places.block(QRectF(target.left(), target.bottom() - head, target.width(), head));
    const double across = pixel(target, {0, 0}).y();
    places.block(QRectF(target.left(), across - px(18), px(150), px(36)));
    places.block(QRectF(target.right() - px(150), across - px(18), px(150), px(36)));
    const auto at = [&](std::size_t k) { return pixel(target, m_items[k].at); };
    const auto blockDisc = [&](std::size_t k, double r) {
        if (target.contains(at(k))) places.block(QRectF(at(k) - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    };
    for (const std::size_t k : m_marks.recommended) blockDisc(k, px(kDiscR));
    for (const std::size_t k : m_marks.heldOut) blockDisc(k, px(8));
    for (const std::size_t k : m_marks.rated) blockDisc(k, radius(m_items[k]) + px(3));
    for (const std::size_t k : m_marks.found) blockDisc(k, radius(m_items[k]) + px(6));
    for (const MapItem& item : m_items) {
        if (shown(item)) places.addDisc(pixel(target, item.at));
    }
    std::vector<char> named(m_items.size(), 0);
    const auto label = [&](QPointF from, const QString& text, double r, bool strong, int mostDiscs) {
        if (!target.contains(from)) return;
        const QFont font = ui::font(Appearance::Type::Caption, strong);
        const QFontMetricsF metrics(font);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, px(200));
        const auto place =
            places.take(from, r, QSizeF(metrics.horizontalAdvance(shown) + px(2), metrics.height()), mostDiscs, strong);
        if (!place) return;
        if (place->far) {
            const QPointF to(std::clamp(from.x(), place->box.left(), place->box.right()),
                             std::clamp(from.y(), place->box.top(), place->box.bottom()));
            painter.setPen(QPen(theme().control, 1));
            painter.drawLine(from, to);
        }
        QPainterPath outline;
        outline.addText(QPointF(place->box.left() + 1, place->box.top() + metrics.ascent()), font, shown);
        painter.strokePath(outline, QPen(theme().surface, px(3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setFont(font);
        painter.setPen(theme().text);
        painter.drawText(place->box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    };
    const auto name = [&](std::size_t k, double r, bool strong, int mostDiscs) {
        if (named[k] || !shown(m_items[k])) return;
        named[k] = 1;
        label(at(k), m_items[k].title, r, strong, mostDiscs);
    };
    if (m_marks.user) label(pixel(target, *m_marks.user), m_marks.userLabel, px(8), true, 1000);
    for (std::size_t k = 0; k < std::min<std::size_t>(m_marks.found.size(), 20); ++k)
        name(m_marks.found[k], radius(m_items[m_marks.found[k]]) + px(6), true, 1000);
    for (const std::size_t k : m_marks.recommended) name(k, px(kDiscR), true, 1000);
    for (std::size_t k = 0; k < std::min<std::size_t>(m_marks.heldOut.size(), 10); ++k) name(m_marks.heldOut[k], px(9), true, 12);
    for (const std::size_t k : m_famous) name(k, radius(m_items[k]), false, 3);
}

void ItemMap::paintAxisTexts(QPainter& painter, const QRectF& target) const {
    const QFont strong = ui::font(Appearance::Type::Secondary, true);
    const QFont plain = ui::font(Appearance::Type::Caption);
    const double line = QFontMetricsF(strong).height();
    const QPointF origin = pixel(target, {0, 0});
    const double x = std::clamp(origin.x(), target.left() + px(120), target.right() - px(120));
    const double y = std::clamp(origin.y(), target.top() + px(60), target.bottom() - px(90));
    painter.setPen(theme().muted);
    const auto text = [&](const QFont& font, const QRectF& box, Qt::Alignment align, const QString& words) {
        if (words.isEmpty()) return;
        painter.setFont(font);
        const QString shown = painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(box.width()));
        QPainterPath halo;
        const double width = QFontMetricsF(font).horizontalAdvance(shown);
        const double left = align & Qt::AlignRight     ? box.right() - width
                            : align & Qt::AlignHCenter ? box.center().x() - width / 2
                                                       : box.left();
        halo.addText(QPointF(left, box.top() + QFontMetricsF(font).ascent()), font, shown);
        painter.strokePath(halo, QPen(theme().surface, px(3)));
        painter.drawText(QRectF(left, box.top(), width + 1, box.height()), Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
                         shown);
    };
    const double half = px(110);
    const auto arrow = [](const char16_t* sign, const QString& words) {
        return QString::fromUtf16(sign) + (words.isEmpty() ? QString() : QLatin1Char(' ') + words);
    };
    const QRectF up(x - half, target.top() + px(6), 2 * half, line);
    text(strong, up, Qt::AlignHCenter, arrow(u"\u2191", m_texts.top));
    text(plain, up.translated(0, line), Qt::AlignHCenter, m_texts.y);
    if (!m_texts.bottom.isEmpty())
        text(strong, QRectF(x - half, target.bottom() - px(6) - line, 2 * half, line), Qt::AlignHCenter,
             arrow(u"\u2193", m_texts.bottom));
    const QRectF left(target.left() + px(8), y - line, px(200), line);
    if (!m_texts.left.isEmpty()) text(strong, left, Qt::AlignLeft, arrow(u"\u2190", m_texts.left));
    text(plain, left.translated(0, line + px(2)), Qt::AlignLeft, m_texts.x);
    text(strong, QRectF(target.right() - px(208), y - line, px(200), line), Qt::AlignRight,
         m_texts.right.isEmpty() ? QStringLiteral("→") : m_texts.right + QStringLiteral(" →"));
}

void ItemMap::paintLayers(QPainter& painter, const QRectF& target, bool vector) const {
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCloud(painter, target, vector);
    paintAxisTexts(painter, target);
    paintMarks(painter, target);
    paintLabels(painter, target);
    paintLegend(painter, target);
    paintFoot(painter, target);
    painter.restore();
}

void ItemMap::paintTo(QPainter& painter, const QRectF& target) const {
    paintLayers(painter, target, m_items.size() <= kMostVector);
}

void ItemMap::paintEvent(QPaintEvent*) {
    const QRectF target(rect());
    if (m_cache.isNull()) {
        m_cache = QImage(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        m_cache.setDevicePixelRatio(devicePixelRatioF());
        m_cache.fill(theme().surface);
        QPainter painter(&m_cache);
        paintLayers(painter, target, false);
    }
    QPainter painter(this);
    painter.drawImage(0, 0, m_cache);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto told = m_hover ? m_hover : m_marks.selected;
    if (told && shown(m_items[*told])) paintCard(painter, *told);
    if (!hasFocus()) return;
    painter.setPen(QPen(theme().focus, px(2)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(target.adjusted(1, 1, -1, -1), px(6), px(6));
}

} // namespace recoscope::ui
