#include "ui/format.h"
#include "ui/pages/split/timelines.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

/// One mark standing on the base line at x: what it is shows in shape and height as well as in ink.
void paintMark(QPainter& painter, RowMark mark, double x, double base, double height) {
    const double radius = px(2);
    const auto stem = [&](const QColor& ink, double to, double pen) {
        painter.setPen(QPen(ink, pen, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, base), QPointF(x, base - to));
    };
    switch (mark) {
    case RowMark::Train:
        return stem(theme().control, height * 0.36, px(1));
    case RowMark::FoldIn:
        return stem(theme().text, height * 0.36, px(1));
    case RowMark::Valid:
        stem(theme().muted, height * 0.5, px(1));
        painter.setBrush(theme().surface);
        painter.drawEllipse(QPointF(x, base - height * 0.5 - radius), radius, radius);
        return;
    case RowMark::Test:
        stem(theme().text, height * 0.8, px(2));
        painter.setBrush(theme().text);
        painter.drawEllipse(QPointF(x, base - height * 0.8), radius, radius);
        return;
    case RowMark::TestBefore: {
        stem(theme().bad, height * 0.9, px(1.5));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().bad);
        const QPointF top(x, base - height * 0.9);
        painter.drawPolygon(QPolygonF{top, top + QPointF(px(5), height * 0.17), top + QPointF(0, height * 0.34)});
        return;
    }
    case RowMark::Dropped:
        stem(theme().warn, height * 0.3, px(1));
        painter.drawLine(QPointF(x - radius, base - height * 0.3), QPointF(x + radius, base - height * 0.3));
    }
}

int rank(RowMark mark) { return mark == RowMark::TestBefore ? 3 : mark == RowMark::Test ? 2 : mark == RowMark::Valid ? 1 : 0; }

/// Bars of counts stacked from the base line up.
struct Part {
    std::int64_t count;
    QColor ink;
    bool hollow = false;
};
void paintStack(QPainter& painter, double left, double width, double base, double perRow, const std::vector<Part>& parts) {
    double y = base;
    for (const Part& part : parts) {
        const double height = static_cast<double>(part.count) * perRow;
        if (part.count == 0) continue;
        const QRectF bar(left, y - height, width, height);
        if (part.hollow) {
            painter.fillRect(bar, theme().surface);
            painter.setPen(QPen(part.ink, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(bar.adjusted(0.5, 0, -0.5, 0));
        } else
            painter.fillRect(bar, part.ink);
        y -= height;
    }
}

} // namespace

Timelines::Layout Timelines::layoutOf(const QRectF& target) const {
    Layout l;
    const QFontMetrics small(ui::font(Appearance::Type::Caption)), names(ui::font(Appearance::Type::Secondary));
    const double caption = small.height() + px(6), bars = target.height() > px(420) ? px(84) : px(48);
    const double label = std::max(px(88), names.horizontalAdvance(format::user(QStringLiteral("99999 9999"))) + px(8));
    const double gap = px(26), inside = target.width() - label - gap - px(8);
    l.row = std::max(px(25), names.height() + px(4));
    l.legend = QRectF(target.left(), target.top(), target.width(), caption);
    l.captions = QRectF(target.left() + label, l.legend.bottom() + px(2), target.width() - label, caption);
    const double rows = target.bottom() - l.captions.bottom() - px(4) - 2 * caption - bars - px(4);
    l.users = static_cast<std::size_t>(std::clamp(rows / l.row, 1.0, 60.0));
    const double own = m_picture && !m_picture->hasCalendar ? 0.7 : 0.555; // of a calendar that is none, the words remain
    l.own = QRectF(target.left() + label, l.captions.bottom() + px(4), inside * own, l.row * static_cast<double>(l.users));
    l.calendar = QRectF(l.own.right() + gap, l.own.top(), inside * (1 - own), l.own.height());
    const double top = l.own.bottom() + caption + px(6);
    l.ownBars = QRectF(l.own.left(), top, l.own.width(), std::max(px(24) * 1.0, target.bottom() - caption - top));
    l.calendarBars = QRectF(l.calendar.left(), top, l.calendar.width(), l.ownBars.height());
    return l;
}

void Timelines::paintLegend(QPainter& painter, const QRectF& place) const {
    painter.setFont(ui::font(Appearance::Type::Caption));
    double x = place.left() + px(3);
    for (const RowMark mark :
         {RowMark::Train, RowMark::FoldIn, RowMark::Valid, RowMark::Test, RowMark::TestBefore, RowMark::Dropped}) {
        const bool always = mark == RowMark::Train || mark == RowMark::Test;
        if (!always && m_picture->rows[mark] == 0) continue;
        paintMark(painter, mark, x, place.bottom() - px(4), px(13));
        painter.setPen(theme().text);
        const QString words = markWords(mark);
        const int width = painter.fontMetrics().horizontalAdvance(words);
        painter.drawText(QRectF(x + px(10), place.top(), width + 2, place.height()), Qt::AlignLeft | Qt::AlignVCenter, words);
        x += px(10) + width + px(24);
    }
}

void Timelines::paintUser(QPainter& painter, const Layout& l, std::size_t index) const {
    const TimelineUser& user = m_picture->users[index];
    const double top = l.own.top() + static_cast<double>(index) * l.row, base = top + l.row - px(4), height = l.row - px(7);
    painter.setFont(ui::font(Appearance::Type::Secondary));
    const QRectF label(0, top, l.own.left() - px(10), l.row);
    const QString count = format::count(static_cast<std::int64_t>(user.marks.size()));
    painter.setPen(theme().muted);
    painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, count);
    painter.setPen(theme().text);
    const int room = static_cast<int>(label.width()) - painter.fontMetrics().horizontalAdvance(count) - px(6);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(user.name, Qt::ElideRight, room));
    const auto n = static_cast<double>(user.marks.size());
    for (int level = 0; level <= 3; ++level) // what matters stands in front
        for (std::size_t k = 0; k < user.marks.size(); ++k)
            if (rank(user.marks[k]) == level)
                paintMark(painter, user.marks[k], l.own.left() + (static_cast<double>(k) + 0.5) / n * l.own.width(), base,
                          height);
    if (m_picture->hasCalendar) paintCalendar(painter, QRectF(l.calendar.left(), top, l.calendar.width(), l.row), user);
}

void Timelines::paintCalendar(QPainter& painter, const QRectF& line, const TimelineUser& user) const {
    const double base = line.bottom() - px(4), height = line.height() - px(7);
    painter.setPen(QPen(theme().grid, 1));
    painter.drawLine(QPointF(line.left(), base), QPointF(line.right(), base));
    const double span = std::max(1.0, static_cast<double>(m_picture->last - m_picture->first));
    const auto place = [&](std::int64_t t) {
        return line.left() + static_cast<double>(t - m_picture->first) / span * line.width();
    };
    std::int64_t first = kNoTime, last = kNoTime;
    for (int level = 0; level <= 3; ++level)
        for (std::size_t k = 0; k < user.marks.size(); ++k) {
            if (user.times[k] == kNoTime) continue;
            if (first == kNoTime) first = user.times[k];
            last = std::max(last, user.times[k]);
            if (rank(user.marks[k]) == level) paintMark(painter, user.marks[k], place(user.times[k]), base, height);
        }
    if (first == kNoTime || place(last) - place(first) > px(3)) return;
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(theme().muted);
    const QString words = format::lasting(last - first);
    const bool right = place(last) < line.center().x();
    const QRectF beside = right ? QRectF(place(last) + px(10), line.top(), line.width(), line.height())
                                : QRectF(line.left(), line.top(), place(first) - px(6) - line.left(), line.height());
    painter.drawText(beside, right ? kMiddleLeft : kMiddleRight, words);
}

void Timelines::paintTenths(QPainter& painter, const QRectF& place) const {
    double most = 0;
    for (const MarkCounts& tenth : m_picture->tenths)
        if (tenth.all() > 0) most = std::max(most, static_cast<double>(tenth.test()) / static_cast<double>(tenth.all()));
    const double mean =
        m_picture->rows.all() > 0 ? static_cast<double>(m_picture->rows.test()) / static_cast<double>(m_picture->rows.all()) : 0;
    const double top = std::max(most, mean) * 1.25, step = place.width() / 10;
    painter.setFont(ui::font(Appearance::Type::Caption));
    const int line = painter.fontMetrics().height();
    for (std::size_t k = 0; k < 10; ++k) {
        const MarkCounts& tenth = m_picture->tenths[k];
        if (tenth.all() > 0 && top > 0)
            paintStack(painter, place.left() + static_cast<double>(k) * step + px(1), step - px(3), place.bottom(),
                       place.height() / top / static_cast<double>(tenth.all()),
                       {{tenth[RowMark::TestBefore], theme().bad}, {tenth[RowMark::Test], theme().text}});
        painter.setPen(theme().muted);
        painter.drawText(QRectF(place.left() + static_cast<double>(k) * step, place.bottom() + px(2), step, line),
                         Qt::AlignCenter, QString::number(k + 1));
    }
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(place.bottomLeft(), place.bottomRight());
    const double level = top > 0 ? place.bottom() - mean / top * place.height() : place.bottom();
    painter.setPen(QPen(theme().text, px(1), Qt::DotLine));
    painter.drawLine(QPointF(place.left(), level), QPointF(place.right(), level));
    painter.setPen(theme().muted);
    painter.drawText(QRectF(place.left() - px(70), level - line / 2.0, px(62), line), Qt::AlignRight | Qt::AlignVCenter,
                     format::share(mean));
    painter.drawText(QRectF(place.left() - px(70), place.bottom() - line / 2.0, px(62), line), Qt::AlignRight | Qt::AlignVCenter,
                     QStringLiteral("0"));
}

void Timelines::paintWeeks(QPainter& painter, const QRectF& place) const {
    const auto& bins = m_picture->calendar;
    if (bins.empty()) return;
    const auto fullest = std::ranges::max_element(bins, {}, [](const CalendarBin& b) { return b.rows.all(); });
    const double step = place.width() / static_cast<double>(bins.size());
    painter.setFont(ui::font(Appearance::Type::Caption));
    const int line = painter.fontMetrics().height();
    const double perRow = (place.height() - line) / static_cast<double>(std::max<std::int64_t>(1, fullest->rows.all()));
    double labelled = -1e9;
    for (std::size_t k = 0; k < bins.size(); ++k) {
        const MarkCounts& r = bins[k].rows;
        const double left = place.left() + static_cast<double>(k) * step;
        paintStack(painter, left + 0.5, std::max(1.0, step - px(1)), place.bottom(), perRow,
                   {{r[RowMark::Train] + r[RowMark::FoldIn], theme().control},
                    {r[RowMark::Valid], theme().text, true},
                    {r.test(), theme().text},
                    {r[RowMark::Dropped], theme().warn, true}});
        const bool newMonth = k > 0 && format::month(bins[k].start) != format::month(bins[k - 1].start);
        const QString month = format::month(bins[k].start);
        const double width = painter.fontMetrics().horizontalAdvance(month);
        if (!newMonth || left - labelled < width + px(30) || left + width > place.right() + px(8)) continue;
        painter.setPen(theme().muted);
        painter.drawText(QRectF(left, place.bottom() + px(2), width + 2, line), Qt::AlignLeft, month);
        labelled = left;
    }
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(place.bottomLeft(), place.bottomRight());
    painter.setPen(theme().muted);
    const double peak = place.left() + (static_cast<double>(fullest - bins.begin()) + 0.5) * step;
    const QString words = format::count(fullest->rows.all());
    const double half = painter.fontMetrics().horizontalAdvance(words) / 2.0 + 1;
    const double at = std::clamp(peak, place.left() + half, place.right() - half);
    painter.drawText(QRectF(at - half, place.top(), 2 * half, line - px(1)), Qt::AlignCenter, words);
}

void Timelines::paintTo(QPainter& painter, const QRectF& target) const {
    if (!m_picture) return;
    painter.save();
    painter.translate(target.topLeft());
    const Layout l = layoutOf(QRectF(QPointF(0, 0), target.size()));
    paintLegend(painter, l.legend);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(theme().muted);
    const auto caption = [&](const QRectF& over, double y, const QString& words) {
        painter.drawText(QRectF(over.left(), y, over.width(), l.captions.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(over.width())));
    };
    caption(l.own, l.captions.top(),
            m_picture->hasTimes ? tr("in the user's own order: first to last")
                                : tr("in the order of the items: the data has no times"));
    caption(l.calendar, l.captions.top(),
            m_picture->hasCalendar
                ? tr("by calendar: %1 to %2").arg(format::date(m_picture->first), format::date(m_picture->last))
            : m_picture->hasTimes ? tr("no calendar without dates")
                                  : tr("no calendar without times"));
    const double below = l.own.bottom() + px(2);
    caption(l.ownBars, below, tr("all users: share of each tenth of the own order that is test"));
    const auto days = m_picture->binSeconds / 86400;
    if (m_picture->hasCalendar)
        caption(l.calendarBars, below,
                days == 1   ? tr("all users: ratings per day")
                : days == 7 ? tr("all users: ratings per week")
                            : tr("all users: ratings per %1 days").arg(days));
    for (std::size_t u = 0; u < std::min(l.users, m_picture->users.size()); ++u) paintUser(painter, l, u);
    paintTenths(painter, l.ownBars);
    paintWeeks(painter, l.calendarBars);
    painter.restore();
}

} // namespace recoscope::ui
