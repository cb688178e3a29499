#include "ui/charts/row_bars.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

RowBars::RowBars(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { update(); });
}

void RowBars::setName(const QString& exportName, const QString& accessibleName) {
    m_name = exportName;
    setAccessibleName(accessibleName);
}

void RowBars::setRows(std::vector<RowBar> rows, const QStringList& csvHeader, double full) {
    m_rows = std::move(rows);
    m_header = csvHeader;
    m_why.clear();
    m_cursor = 0;
    m_full = full;
    if (full <= 0)
        for (const RowBar& row : m_rows)
            m_full = std::max({m_full, std::isnan(row.value) ? 0 : row.value, row.beside.value_or(0)});
    setAccessibleDescription({});
    update();
}

void RowBars::setEmptyText(const QString& why) {
    setRows({}, m_header);
    m_why = why;
    setAccessibleDescription(why);
    update();
}

double RowBars::rowHeight() const { return QFontMetricsF(ui::font(Appearance::Type::Caption)).height() + px(5); }

std::size_t RowBars::fitting(double height) const {
    const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(height / rowHeight())));
    return m_rows.size() <= room ? m_rows.size() : room - 1;
}

void RowBars::paintRow(QPainter& painter, const QRectF& line, const RowBar& row, double labelWidth, double noteWidth) const {
    const QFont plain = ui::font(Appearance::Type::Caption, row.heading);
    painter.setFont(plain);
    painter.setPen(theme().text);
    const double labelRoom = row.heading ? line.width() : labelWidth;
    painter.drawText(QRectF(line.left(), line.top(), labelRoom, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(plain).elidedText(row.label, Qt::ElideRight, labelRoom));
    if (row.heading) return;
    painter.setPen(theme().muted);
    painter.drawText(QRectF(line.right() - noteWidth, line.top(), noteWidth, line.height()), Qt::AlignRight | Qt::AlignVCenter,
                     row.note);
    const double left = line.left() + labelWidth + px(8), room = line.right() - noteWidth - px(8) - left;
    if (m_full > 0 && room > 0) paintBars(painter, QRectF(left, line.top() + px(3), room, line.height() - 2 * px(3)), row);
}

void RowBars::paintBars(QPainter& painter, const QRectF& room, const RowBar& row) const {
    const auto barOf = [&](double value, double top, double height) {
        return QRectF(room.left(), top, std::max(1.0, room.width() * std::min(1.0, value / m_full)), height);
    };
    const double half = std::floor(room.height() / 2);
    if (row.value > 0) painter.fillRect(barOf(row.value, room.top(), row.beside ? half : room.height()), theme().control);
    if (!row.beside || !(*row.beside > 0)) return;
    painter.setPen(QPen(theme().text, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(barOf(*row.beside, room.top() + half, half).adjusted(0.5, 0.5, -0.5, -0.5));
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
    const std::size_t shown = fitting(target.height());
    for (std::size_t k = 0; k < shown; ++k) {
        if (!m_rows[k].heading) labels = std::max(labels, metrics.horizontalAdvance(m_rows[k].label));
        notes = std::max(notes, metrics.horizontalAdvance(m_rows[k].note));
    }
    labels = std::min(labels + 1, target.width() * 0.36);
    QRectF line(target.left(), target.top(), target.width(), rowHeight());
    for (std::size_t k = 0; k < shown; ++k, line.translate(0, rowHeight()))
        paintRow(painter, line, m_rows[k], labels, std::ceil(notes));
    if (shown < m_rows.size()) {
        painter.setFont(ui::font(Appearance::Type::Caption));
        painter.setPen(theme().muted);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         tr("%1 more").arg(format::count(static_cast<std::int64_t>(m_rows.size() - shown))));
    }
    painter.restore();
}

QString RowBars::toCsv() const {
    QString text = csv::line(m_header);
    for (const RowBar& row : m_rows)
        if (!row.heading) text += csv::line(row.csv);
    return text;
}

QSize RowBars::minimumSizeHint() const { return {px(180), px(90)}; }

void RowBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()).adjusted(px(2), 0, -px(2), 0));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

void RowBars::say(std::size_t row) {
    const RowBar& shown = m_rows[row];
    setAccessibleDescription(shown.tooltip);
    QToolTip::showText(mapToGlobal(QPointF(width() * 0.36, (static_cast<double>(row) + 1) * rowHeight()).toPoint()),
                       plainTip(shown.tooltip), this);
}

void RowBars::mouseMoveEvent(QMouseEvent* event) {
    const auto row = static_cast<std::size_t>(std::max(0.0, event->position().y() / rowHeight()));
    if (row < fitting(height()) && !m_rows[row].tooltip.isEmpty())
        say(row);
    else
        QToolTip::hideText();
}

void RowBars::keyPressEvent(QKeyEvent* event) {
    const bool down = event->key() == Qt::Key_Down, up = event->key() == Qt::Key_Up;
    const std::size_t shown = fitting(height());
    if ((!down && !up) || shown == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    std::size_t next = std::min(m_cursor, shown - 1);
    do {
        if (down ? next + 1 >= shown : next == 0) return;
        next = down ? next + 1 : next - 1;
    } while (m_rows[next].heading);
    m_cursor = next;
    say(next);
}

void RowBars::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
