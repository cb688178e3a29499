#include "ui/pages/map/item_map.h"
#include "ui/pages/map/label_places.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace recoscope::ui {

namespace {

constexpr double kWidestName = 200, kWidestAxis = 220, kWidestEnd = 200;
constexpr double kMarkR = 9; ///< Of a recommendation or a held-out item.
constexpr std::size_t kFoundNamed = 20, kHeldOutNamed = 10;
constexpr int kAnyDiscs = 1000; ///< A name that matters may cover the cloud.

} // namespace

/// Names never stand over the legend, the axes' words, the foot, or a marked item.
void ItemMap::blockForLabels(LabelPlaces& places, const QRectF& target) const {
    places.block(legendBox(target));
    const View at = view(target);
    const double head = px(40), foot = std::max(head, footHeight(target)), across = at({0, 0}).y();
    places.block(QRectF(target.center().x() - px(110), target.top(), px(220), head));
    places.block(QRectF(target.left(), target.bottom() - foot, target.width(), foot));
    places.block(QRectF(target.left(), across - px(18), px(150), px(36)));
    places.block(QRectF(target.right() - px(150), across - px(18), px(150), px(36)));
    const auto block = [&](const std::vector<std::size_t>& items, auto&& reach) {
        for (const std::size_t k : items) {
            const double r = reach(m_items[k]);
            const QPointF middle = at(m_items[k].at);
            if (target.contains(middle)) places.block(QRectF(middle - QPointF(r, r), QSizeF(2 * r, 2 * r)));
        }
    };
    block(m_marks.recommended, [](const MapItem&) { return px(kMarkR); });
    block(m_marks.heldOut, [](const MapItem&) { return px(8); });
    block(m_marks.rated, [this](const MapItem& item) { return radius(item) + px(3); });
    block(m_marks.found, [this](const MapItem& item) { return radius(item) + px(6); });
    for (const MapItem& item : m_items)
        if (shown(item)) places.addDisc(at(item.at));
}

/// Names of what matters first: the user, what was found, what is recommended and held out, then the best known items.
void ItemMap::paintLabels(QPainter& painter, const QRectF& target, bool vector) const {
    LabelPlaces places(target.adjusted(px(4), px(4), -px(4), -px(4)), px(8));
    blockForLabels(places, target);
    const View at = view(target);
    const auto label = [&](QPointF from, const QString& text, double r, bool strong, int mostDiscs) {
        if (!target.contains(from)) return;
        const HaloTexts::Look look{Appearance::Type::Caption, strong, false};
        const QSizeF size = m_names.words(text, px(kWidestName), look).size + QSizeF(1, 0);
        const auto place = places.take(from, r, size, mostDiscs, strong);
        if (!place) return;
        if (place->far) { // a hair line back to its disc
            painter.setPen(QPen(theme().control, 1));
            painter.drawLine(from, QPointF(std::clamp(from.x(), place->box.left(), place->box.right()),
                                           std::clamp(from.y(), place->box.top(), place->box.bottom())));
        }
        m_names.paint(painter, place->box.topLeft() + QPointF(1, 0), text, px(kWidestName), look, vector);
    };
    std::vector<char> named(m_items.size(), 0);
    const auto name = [&](const std::vector<std::size_t>& items, std::size_t most, bool strong, int mostDiscs, auto&& reach) {
        for (std::size_t n = 0; n < std::min(most, items.size()); ++n) {
            const MapItem& item = m_items[items[n]];
            if (named[items[n]] || !shown(item)) continue;
            named[items[n]] = 1;
            label(at(item.at), item.title, reach(item), strong, mostDiscs);
        }
    };
    const auto mark = [](const MapItem&) { return px(kMarkR); };
    if (m_marks.user) label(at(*m_marks.user), m_marks.userLabel, px(8), true, kAnyDiscs);
    name(m_marks.found, kFoundNamed, true, kAnyDiscs, [this](const MapItem& item) { return radius(item) + px(6); });
    name(m_marks.recommended, m_marks.recommended.size(), true, kAnyDiscs, mark);
    name(m_marks.heldOut, kHeldOutNamed, true, 12, mark);
    name(m_famous, m_famous.size(), false, 3, [this](const MapItem& item) { return radius(item); });
}

void ItemMap::paintAxisTexts(QPainter& painter, const QRectF& target, bool vector) const {
    const HaloTexts::Look end{Appearance::Type::Secondary, true, true}, detail{Appearance::Type::Caption, false, true};
    const double line = QFontMetricsF(ui::font(end.type, true)).height();
    const QPointF origin = pixel(target, {0, 0});
    const double x = std::clamp(origin.x(), target.left() + px(120), std::max(target.left() + px(120), target.right() - px(120)));
    const double y = std::clamp(origin.y(), target.top() + px(60), std::max(target.top() + px(60), target.bottom() - px(90)));
    // The words at the left end stand beside the legend where the axis runs below it.
    const QRectF legend = legendBox(target).adjusted(0, -line, px(8), line);
    const double start = legend.top() < y && y < legend.bottom() ? legend.right() : target.left() + px(8);
    enum class Side { Left, Middle, Right };
    const auto text = [&](QPointF at, Side side, HaloTexts::Look look, double most, const QString& words) {
        if (words.isEmpty()) return;
        const double width = m_names.words(words, most, look).size.width();
        const double back = side == Side::Left ? 0 : side == Side::Middle ? width / 2 : width;
        m_names.paint(painter, at - QPointF(back, 0), words, most, look, vector);
    };
    const auto arrow = [](const QString& sign, const QString& words) {
        return sign + (words.isEmpty() ? QString() : QLatin1Char(' ') + words);
    };
    text({x, target.top() + px(6)}, Side::Middle, end, px(kWidestAxis), arrow(QStringLiteral("↑"), m_texts.top));
    text({x, target.top() + px(6) + line}, Side::Middle, detail, px(kWidestAxis), m_texts.y);
    const double foot = isFootStacked(target) ? footHeight(target) : 0;
    if (!m_texts.bottom.isEmpty())
        text({x, target.bottom() - foot - px(6) - line}, Side::Middle, end, px(kWidestAxis),
             arrow(QStringLiteral("↓"), m_texts.bottom));
    if (!m_texts.left.isEmpty())
        text({start, y - line}, Side::Left, end, px(kWidestEnd), arrow(QStringLiteral("←"), m_texts.left));
    text({start, y + px(2)}, Side::Left, detail, px(kWidestEnd), m_texts.x);
    text({target.right() - px(8), y - line}, Side::Right, end, px(kWidestEnd),
         m_texts.right.isEmpty() ? QStringLiteral("→") : m_texts.right + QStringLiteral(" →"));
}

} // namespace recoscope::ui
