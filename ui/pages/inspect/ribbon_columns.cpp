#include "ui/pages/inspect/ribbon_columns.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/pages/inspect/row_painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QStringList>
#include <QToolTip>
#include <algorithm>

namespace recoscope::ui {

RibbonColumns::RibbonColumns(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setObjectName(QStringLiteral("inspect.columns"));
    setAccessibleName(tr("Recommendations, one list per model"));
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void RibbonColumns::setColumns(std::vector<RibbonColumn> columns) {
    m_columns = std::move(columns);
    m_hovered.reset();
    if (!at(m_current)) m_current = {};
    updateGeometry();
    update();
}

void RibbonColumns::setSelected(std::optional<ItemIndex> item, int runId) {
    m_selected = item;
    for (std::size_t c = 0; item && c < m_columns.size(); ++c) {
        const auto place = placeOf(c, *item);
        if (place && (m_columns[c].runId == runId || !at(m_current) || at(m_current)->item != *item)) m_current = *place;
    }
    setAccessibleDescription(describe(m_current));
    update();
}

const RibbonRow* RibbonColumns::at(Place place) const {
    if (place.column >= m_columns.size() || place.row >= rowCount(place.column)) return nullptr;
    const RibbonColumn& column = m_columns[place.column];
    return place.row < column.rows.size() ? &column.rows[place.row] : &*column.beyond;
}

std::size_t RibbonColumns::rowCount(std::size_t column) const {
    return m_columns[column].rows.size() + (m_columns[column].beyond ? 1 : 0);
}

std::optional<RibbonColumns::Place> RibbonColumns::placeOf(std::size_t column, ItemIndex item) const {
    for (std::size_t r = 0; r < rowCount(column); ++r) {
        if (at({column, r})->item == item) return Place{column, r};
    }
    return {};
}

QString RibbonColumns::describe(Place place) const {
    const RibbonRow* row = at(place);
    if (!row) return {};
    QStringList words{
        tr("%1, rank %2: %3, %4").arg(m_columns[place.column].name, QString::number(row->rank), row->title, row->detail)};
    if (row->hit) words << tr("held out, the user did rate it");
    if (row->movement == Movement::New) words << tr("new in the list");
    if (row->movement == Movement::Up) words << tr("up by %1").arg(row->places);
    if (row->movement == Movement::Down) words << tr("down by %1").arg(row->places);
    return words.join(QStringLiteral(", "));
}

void RibbonColumns::choose(Place place) {
    const RibbonRow* row = at(place);
    if (!row) return;
    m_current = place;
    m_selected = row->item;
    setAccessibleDescription(describe(place));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
    Q_EMIT itemChosen(row->item, m_columns[place.column].runId);
}

void RibbonColumns::keyPressEvent(QKeyEvent* event) {
    if (m_columns.empty()) return QWidget::keyPressEvent(event);
    Place to = m_current;
    switch (event->key()) {
    case Qt::Key_Up:
        to.row -= to.row > 0 ? 1 : 0;
        break;
    case Qt::Key_Down:
        to.row += to.row + 1 < rowCount(to.column) ? 1 : 0;
        break;
    case Qt::Key_Home:
        to.row = 0;
        break;
    case Qt::Key_End:
        to.row = std::max<std::size_t>(rowCount(to.column), 1) - 1;
        break;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool right = event->key() == Qt::Key_Right;
        if (right ? to.column + 1 >= m_columns.size() : to.column == 0) return;
        to.column += right ? 1 : std::size_t(-1);
        const RibbonRow* row = at(m_current);
        const auto same = row ? placeOf(to.column, row->item) : std::nullopt;
        to.row = same ? same->row : std::min(to.row, std::max<std::size_t>(rowCount(to.column), 1) - 1);
        break;
    }
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return choose(m_current);
    default:
        return QWidget::keyPressEvent(event);
    }
    if (to != m_current) choose(to);
}

void RibbonColumns::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    if (const auto place = placeAt(event->position())) choose(*place);
}

void RibbonColumns::mouseMoveEvent(QMouseEvent* event) {
    const auto place = placeAt(event->position());
    if (place == m_hovered) return;
    m_hovered = place;
    setCursor(place ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void RibbonColumns::leaveEvent(QEvent* event) {
    m_hovered.reset();
    update();
    QWidget::leaveEvent(event);
}

QString RibbonColumns::tipAt(QPointF position) const {
    if (const auto place = placeAt(position)) {
        const RibbonRow& row = *at(*place);
        return describe(*place) + QLatin1Char('\n') + tr("score %1").arg(row.score) + QLatin1Char('\n') +
               m_columns[place->column].rankHelp;
    }
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const QRectF first = rowRect(c, 0);
        if (position.x() >= first.left() && position.x() <= first.right() && position.y() < first.top()) return m_columns[c].help;
    }
    return {};
}

bool RibbonColumns::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        QToolTip::showText(help->globalPos(), tip.isEmpty() ? tip : plainTip(tip), this);
        return true;
    }
    return QWidget::event(event);
}

void RibbonColumns::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

QString RibbonColumns::explanation() const {
    return tr("One list per model, the strongest recommendation first, without what the user has rated. A ribbon joins the same "
              "item in two lists; where it ends in a stub the other list lacks it, where it is dashed the item lies further down "
              "in that list. The check mark: held out, the user did rate it. Arrows move along the lists; what is chosen is "
              "explained beside them.");
}

QString RibbonColumns::exportName() const { return QStringLiteral("recommendations"); }

QString RibbonColumns::toCsv() const {
    QString text = QStringLiteral("model,rank,title,detail,held_out,movement\r\n");
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        for (std::size_t r = 0; r < rowCount(c); ++r) {
            const RibbonRow& row = *at({c, r});
            QString moved;
            if (row.movement == Movement::New) moved = QStringLiteral("new");
            if (row.movement == Movement::Up) moved = QString::number(row.places);
            if (row.movement == Movement::Down) moved = QString::number(-row.places);
            if (row.movement == Movement::Same) moved = QStringLiteral("0");
            text += csv::line(
                {m_columns[c].name, QString::number(row.rank), row.title, row.detail, QString::number(row.hit ? 1 : 0), moved});
        }
    }
    return text;
}

} // namespace recoscope::ui
