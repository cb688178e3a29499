#include "ui/pages/map/axis_list.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace recoscope::ui {

AxisList::AxisList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("map.axes"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Axes by their share of the spread"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void AxisList::setRows(std::vector<Row> rows) {
    m_rows = std::move(rows);
    describe();
    updateGeometry();
    update();
}

void AxisList::setShown(int x, int y, int current) {
    m_x = x;
    m_y = y;
    m_current = current;
    describe();
    update();
}

void AxisList::describe() {
    if (m_current < 0 || m_current >= static_cast<int>(m_rows.size())) return;
    const Row& row = m_rows[static_cast<std::size_t>(m_current)];
    setAccessibleDescription(tr("axis %1: %2, %3").arg(QString::number(m_current + 1), row.name, format::share(row.share)));
}

int AxisList::rowHeight() const { return std::max(px(28), QFontMetrics(ui::font(Appearance::Type::Secondary)).height() + px(8)); }
QSize AxisList::sizeHint() const { return {px(280), rowHeight() * static_cast<int>(m_rows.size())}; }
QSize AxisList::minimumSizeHint() const { return {px(200), sizeHint().height()}; }

int AxisList::rowAt(double y) const {
    const int row = static_cast<int>(y) / rowHeight();
    return y < 0 || row >= static_cast<int>(m_rows.size()) ? -1 : row;
}

bool AxisList::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos().y());
    QToolTip::showText(help->globalPos(), row < 0 ? QString() : plainTip(m_rows[static_cast<std::size_t>(row)].help), this);
    return true;
}

void AxisList::mousePressEvent(QMouseEvent* event) {
    if (const int row = rowAt(event->position().y()); row >= 0) Q_EMIT chosen(row);
}

void AxisList::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const int row = rowAt(event->position().y()); row >= 0) Q_EMIT useAsked(row, !(event->modifiers() & Qt::ShiftModifier));
}

void AxisList::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        return Q_EMIT chosen(std::max(0, m_current - 1));
    case Qt::Key_Down:
        return Q_EMIT chosen(std::min(last, m_current + 1));
    case Qt::Key_Home:
        return Q_EMIT chosen(0);
    case Qt::Key_End:
        return Q_EMIT chosen(last);
    case Qt::Key_X:
        return Q_EMIT useAsked(m_current, true);
    case Qt::Key_Y:
        return Q_EMIT useAsked(m_current, false);
    default:
        QWidget::keyPressEvent(event);
    }
}

void AxisList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& t = theme();
    const int height = rowHeight();
    const int number = px(24), bar = px(64), share = px(56), mark = px(18);
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i) {
        const Row& row = m_rows[static_cast<std::size_t>(i)];
        const QRect line(0, i * height, width(), height);
        if (i == m_current) painter.fillRect(line, t.selection);
        if (i == m_current && hasFocus()) {
            painter.setPen(QPen(t.focus, px(2)));
            painter.drawRect(line.adjusted(1, 1, -1, -1));
        }
        painter.setFont(ui::font(Appearance::Type::Secondary));
        painter.setPen(t.muted);
        painter.drawText(line.adjusted(px(4), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, QString::number(i + 1));
        painter.setPen(t.text);
        const QRect name(number, line.top(), width() - number - mark - bar - share, height);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(row.name, Qt::ElideRight, name.width() - px(4)));
        painter.drawText(line.adjusted(0, 0, -px(4), 0), Qt::AlignRight | Qt::AlignVCenter, format::share(row.share));
        const QRectF track(name.right() + mark, line.center().y() - px(3), bar, px(7));
        painter.fillRect(track, t.sunken);
        const double largest = m_rows.front().share;
        if (largest > 0) painter.fillRect(QRectF(track.topLeft(), QSizeF(bar * row.share / largest, track.height())), t.control);
        if (i != m_x && i != m_y) continue;
        painter.setFont(ui::font(Appearance::Type::Caption, true));
        painter.drawText(QRect(name.right(), line.top(), mark - px(4), height), Qt::AlignCenter,
                         i == m_x ? QStringLiteral("x") : QStringLiteral("y"));
    }
}

} // namespace recoscope::ui
