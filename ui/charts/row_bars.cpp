#include "ui/charts/row_bars.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace recoscope::ui {

RowBars::RowBars(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { update(); });
}

void RowBars::setName(const QString& exportName, const QString& accessibleName) {
    m_name = exportName;
    setObjectName(exportName);
    setAccessibleName(accessibleName);
}

void RowBars::setRows(std::vector<RowBar> rows, const QStringList& csvHeader, double full) {
    m_rows = std::move(rows);
    m_header = csvHeader;
    m_why.clear();
    m_cursor = m_anchor = m_top = 0;
    m_fixedFull = full;
    m_parts.reset();
    m_picked.clear();
    m_pressed.reset();
    setAccessibleDescription({});
    measure();
}

void RowBars::measure() {
    m_full = m_fixedFull;
    const auto take = [this](double value) { m_full = std::isnan(value) ? m_full : std::max(m_full, value); };
    for (std::size_t k = 0; k < m_rows.size() && m_fixedFull <= 0; ++k) {
        take(m_rows[k].value);
        take(m_rows[k].beside.value_or(0));
        if (m_parts) take(m_parts->values[k]);
    }
    update();
}

void RowBars::setParts(std::optional<RowParts> parts) {
    if (parts && parts->values.size() != m_rows.size()) parts.reset();
    m_parts = std::move(parts);
    measure();
}

void RowBars::setPickable(bool on) {
    m_pickable = on;
    update();
}

void RowBars::setPicked(std::vector<std::size_t> rows) {
    m_picked = std::move(rows);
    update();
}

bool RowBars::isPicked(std::size_t row) const { return std::ranges::find(m_picked, row) != m_picked.end(); }

QString RowBars::noteOf(std::size_t row) const { return m_parts && !m_rows[row].heading ? m_parts->note(row) : m_rows[row].note; }

QString RowBars::tooltipOf(std::size_t row) const {
    return m_parts && !m_rows[row].heading ? m_parts->tooltip(row) : m_rows[row].tooltip;
}

void RowBars::setEmptyText(const QString& why) {
    setRows({}, m_header);
    m_why = why;
    setAccessibleDescription(why);
    update();
}

double RowBars::rowHeight() const { return QFontMetricsF(ui::font(Appearance::Type::Caption)).height() + px(5); }

std::pair<std::size_t, std::size_t> RowBars::shownIn(double height) const {
    const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(height / rowHeight())));
    if (m_rows.size() <= room) return {0, m_rows.size()};
    const std::size_t first = std::min(m_top, m_rows.size() - 1); // the last line tells of the others
    return {first, std::min(m_rows.size() - first, std::max<std::size_t>(1, room - 1))};
}

QString RowBars::moreWords(std::size_t end) const {
    return end < m_rows.size() ? tr("%1 more").arg(format::count(static_cast<std::int64_t>(m_rows.size() - end)))
                               : tr("from the first again");
}

void RowBars::paintRow(QPainter& painter, QRectF line, std::size_t at, double labelWidth, double noteWidth) const {
    const RowBar& row = m_rows[at];
    if (m_pickable) {
        if (isPicked(at)) {
            painter.fillRect(line, theme().selection);
            painter.fillRect(QRectF(line.left(), line.top(), px(3), line.height()), theme().accent);
        }
        line.adjust(px(6), 0, -px(2), 0);
    }
    const QFont plain = ui::font(Appearance::Type::Caption, row.heading);
    painter.setFont(plain);
    painter.setPen(theme().text);
    const double labelRoom = row.heading ? line.width() : labelWidth;
    painter.drawText(QRectF(line.left(), line.top(), labelRoom, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(plain).elidedText(row.label, Qt::ElideRight, labelRoom));
    if (row.heading) return;
    painter.setPen(theme().muted);
    painter.drawText(QRectF(line.right() - noteWidth, line.top(), noteWidth, line.height()), Qt::AlignRight | Qt::AlignVCenter,
                     noteOf(at));
    const double left = line.left() + labelWidth + px(8), room = line.right() - noteWidth - px(8) - left;
    if (m_full > 0 && room > 0) paintBars(painter, QRectF(left, line.top() + px(3), room, line.height() - 2 * px(3)), at);
}

/// A part is less high than its bar: it is told from the whole by its shape, too.
void RowBars::paintBars(QPainter& painter, const QRectF& room, std::size_t at) const {
    const RowBar& row = m_rows[at];
    const auto barOf = [&](double value, double top, double height) {
        return QRectF(room.left(), top, std::max(1.0, room.width() * std::min(1.0, value / m_full)), height);
    };
    // The hollow bar gets more of the height where a part stands in it.
    const double first = row.beside ? std::floor(room.height() * (m_parts ? 0.36 : 0.5)) : room.height(),
                 top = row.beside ? room.top() + first : room.top(), height = row.beside ? room.height() - first : first;
    if (row.value > 0) painter.fillRect(barOf(row.value, room.top(), first), theme().control);
    const double inset = std::floor(row.beside ? 0.3 * height : 0.2 * height);
    if (m_parts && m_parts->values[at] > 0)
        painter.fillRect(barOf(m_parts->values[at], top + inset, height - 2 * inset), theme().accent);
    if (!row.beside || !(*row.beside > 0)) return;
    painter.setPen(QPen(theme().text, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(barOf(*row.beside, top, height).adjusted(0.5, 0.5, -0.5, -0.5));
}

void RowBars::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(ui::font(Appearance::Type::Caption));
    if (m_rows.empty()) {
        painter.setFont(ui::font(Appearance::Type::Body));
        painter.setPen(theme().muted);
        painter.drawText(target, Qt::AlignCenter | Qt::TextWordWrap, m_why);
        painter.restore();
        return;
    }
    double labels = 0, notes = 0;
    const auto [first, shown] = shownIn(target.height());
    for (std::size_t k = first; k < first + shown; ++k) {
        if (!m_rows[k].heading) labels = std::max(labels, metrics.horizontalAdvance(m_rows[k].label));
        notes = std::max(notes, metrics.horizontalAdvance(noteOf(k)));
    }
    labels = std::min(labels + 1, target.width() * 0.36);
    QRectF line(target.left(), target.top(), target.width(), rowHeight());
    for (std::size_t k = first; k < first + shown; ++k, line.translate(0, rowHeight()))
        paintRow(painter, line, k, labels, std::ceil(notes));
    if (shown < m_rows.size()) {
        painter.setFont(ui::font(Appearance::Type::Caption));
        painter.setPen(theme().muted);
        painter.drawText(line.adjusted(m_pickable ? px(6) : 0, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         moreWords(first + shown));
    }
    painter.restore();
}

QString RowBars::toCsv() const {
    QString text = csv::line(m_parts ? m_header + m_parts->csvHeader : m_header);
    for (std::size_t k = 0; k < m_rows.size(); ++k)
        if (!m_rows[k].heading) text += csv::line(m_parts ? m_rows[k].csv + m_parts->csv(k) : m_rows[k].csv);
    return text;
}

QSize RowBars::minimumSizeHint() const { return {px(180), px(90)}; }

void RowBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()).adjusted(px(2), 0, -px(2), 0));
    if (!showsFocus(*this)) return;
    paintFocusRing(painter, QRectF(rect()));
    const auto [first, shown] = shownIn(height());
    if (m_cursor < first || m_cursor >= first + shown || m_rows[m_cursor].heading) return;
    painter.setPen(QPen(theme().focus, 1)); // where the keys are
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(px(3), static_cast<double>(m_cursor - first) * rowHeight(), width() - 2 * px(3), rowHeight() - 1));
}

} // namespace recoscope::ui
