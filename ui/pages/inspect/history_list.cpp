#include "ui/pages/inspect/history_list.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
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
    setAccessibleDescription(tr("1 to 9 rate in a what-if, Delete takes away, Enter asks why, F1 explains."));
    offerContentKeys(*this, *this);
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
    QMenu menu(this);
    if (index.isValid()) {
        fillEditMenu(menu, index.row());
        menu.addSeparator();
    }
    fillExportMenu(menu, *this, *this);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard && index.isValid();
    menu.exec(byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void HistoryList::fillEditMenu(QMenu& menu, int row) {
    const HistoryModel::Entry entry = m_history.entry(row);
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
}

QString HistoryList::explanation() const {
    return tr("What this user rated in the training part: all that the models know of the user. Blocks show the rating on the "
              "scale of the data; a click on them, or a key from 1 to 9, tries another rating, Delete takes a row away. Such "
              "what-if edits stay in the window, never in the data.");
}

QString HistoryList::toCsv() const {
    QString text = QStringLiteral("title,year,rating,stored_rating\r\n");
    for (int row = 0; row < m_history.rowCount(); ++row) {
        const HistoryModel::Entry& entry = m_history.entry(row);
        const bool gone = entry.change == HistoryModel::Change::TakenAway;
        text += csv::line({entry.title, entry.year > 0 ? QString::number(entry.year) : QString(),
                           gone ? QString() : format::rating(static_cast<double>(entry.rating)),
                           entry.stored ? format::rating(static_cast<double>(*entry.stored)) : QString()});
    }
    return text;
}

void HistoryList::paintTo(QPainter& painter, const QRectF& target) const {
    const double line = px(25), year = px(60), rating = px(50);
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.setPen(theme().text);
    const auto rows = std::min(m_history.rowCount(), static_cast<int>(target.height() / line));
    for (int row = 0; row < rows; ++row) {
        const QRectF whole(target.left(), target.top() + row * line, target.width(), line);
        const QRectF title = whole.adjusted(0, 0, -year - rating - px(8), 0);
        const auto text = [&](int column) { return m_history.index(row, column).data().toString(); };
        painter.drawText(
            title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text(HistoryModel::Title), Qt::ElideRight, static_cast<int>(title.width())));
        painter.drawText(whole.adjusted(0, 0, -rating, 0), Qt::AlignRight | Qt::AlignVCenter, text(HistoryModel::Year));
        painter.drawText(whole, Qt::AlignRight | Qt::AlignVCenter, text(HistoryModel::Rating));
    }
}

} // namespace recoscope::ui
