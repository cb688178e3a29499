#include "ui/pages/inspect/history_list.h"
#include "ui/format.h"
#include "ui/pages/inspect/history_delegate.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QCursor>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

HistoryList::HistoryList(QWidget* parent) : QTableView(parent), m_delegate(new HistoryDelegate(this, &m_scale)) {
    setObjectName(QStringLiteral("inspect.history"));
    setAccessibleName(tr("History"));
    setModel(&m_history);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerItem);
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(1);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        const HistoryModel::Entry entry = m_history.entry(index.row());
        const auto rating = index.column() == HistoryModel::Rating
                                ? m_delegate->ratingAt(visualRect(index), viewport()->mapFromGlobal(QCursor::pos()))
                                : std::nullopt;
        if (rating && (*rating != entry.rating || entry.change == HistoryModel::Change::TakenAway))
            Q_EMIT editAsked(entry.item, rating);
        else
            Q_EMIT itemChosen(entry.item);
    });
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT itemChosen(m_history.entry(index.row()).item); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &HistoryList::viewportMoved);
    connect(&m_history, &QAbstractItemModel::modelReset, this, [this] {
        fitColumns();
        Q_EMIT viewportMoved();
    });
    connect(&Appearance::instance(), &Appearance::changed, this, &HistoryList::fitColumns);
}

void HistoryList::fitColumns() {
    verticalHeader()->setDefaultSectionSize(px(25));
    const int year =
        static_cast<int>(QFontMetricsF(ui::font(Appearance::Type::Secondary)).horizontalAdvance(QStringLiteral("0000"))) + px(6);
    const bool fractions = m_scale && m_scale->step != std::round(m_scale->step);
    const int rating = static_cast<int>(QFontMetricsF(ui::font(Appearance::Type::Body))
                                            .horizontalAdvance(fractions ? QStringLiteral("0.0") : QStringLiteral("0"))) +
                       px(46);
    setColumnWidth(HistoryModel::Year, year);
    setColumnWidth(HistoryModel::Rating, rating);
    setColumnWidth(HistoryModel::Title, std::max(px(40), viewport()->width() - year - rating));
}

void HistoryList::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
    Q_EMIT viewportMoved();
}

int HistoryList::wholeHeight() const {
    const int row = std::max(1, verticalHeader()->defaultSectionSize());
    return std::max(row, viewport()->height() / row * row);
}

/// No row is cut at the bottom: below the last whole one the surface shows.
void HistoryList::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    painter.fillRect(0, wholeHeight(), viewport()->width(), viewport()->height(), theme().surface);
}

void HistoryList::mousePressEvent(QMouseEvent* event) {
    if (event->position().y() < wholeHeight()) QTableView::mousePressEvent(event);
}

int HistoryList::rowsBelow() const {
    const int last = rowAt(wholeHeight() - 1);
    return last < 0 ? 0 : m_history.rowCount() - last - 1;
}

std::vector<float> HistoryList::offeredRatings() const {
    if (!m_scale || m_scale->step <= 0) return {};
    const double steps = std::round((m_scale->maximum - m_scale->minimum) / m_scale->step);
    std::vector<float> ratings;
    for (int i = 0; steps <= 20 && i <= static_cast<int>(steps); ++i)
        ratings.push_back(static_cast<float>(m_scale->minimum + i * m_scale->step));
    return ratings;
}

void HistoryList::keyPressEvent(QKeyEvent* event) {
    const int row = currentIndex().row();
    if (row >= 0 && event->key() == Qt::Key_Delete) {
        Q_EMIT editAsked(m_history.entry(row).item, std::nullopt);
        return;
    }
    const int digit = event->key() - Qt::Key_0;
    if (row >= 0 && event->modifiers() == Qt::NoModifier && digit >= 1 && digit <= 9) {
        const auto ratings = offeredRatings();
        if (std::ranges::find(ratings, static_cast<float>(digit)) != ratings.end()) {
            Q_EMIT editAsked(m_history.entry(row).item, static_cast<float>(digit));
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

void HistoryList::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index = event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid()) return;
    const HistoryModel::Entry entry = m_history.entry(index.row());
    QMenu menu(this);
    const auto ratings = offeredRatings();
    if (!ratings.empty()) {
        QMenu* change = menu.addMenu(tr("Change the rating"));
        for (const float rating : ratings) {
            change->addAction(format::rating(static_cast<double>(rating)), this,
                              [this, entry, rating] { Q_EMIT editAsked(entry.item, rating); });
        }
    }
    if (entry.change != HistoryModel::Change::TakenAway) {
        menu.addAction(tr("Take away"), this, [this, entry] { Q_EMIT editAsked(entry.item, std::nullopt); });
    }
    if (entry.change != HistoryModel::Change::None) {
        menu.addAction(tr("Back to the data"), this, [this, entry] { Q_EMIT editAsked(entry.item, entry.stored); });
    }
    const QPoint at = event->reason() == QContextMenuEvent::Keyboard ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                                                     : event->globalPos();
    menu.exec(at);
}

} // namespace recoscope::ui
