#include "ui/pages/inspect/history_list.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr int kBlocks = 5;

/// Paints a whole row in the pieces of its cells; an edited row gets a dashed frame in the what-if tint.
class RowDelegate final : public QStyledItemDelegate {
public:
    RowDelegate(QTableView* view, const std::optional<RatingScale>* scale)
        : QStyledItemDelegate(view),
          m_view(view),
          m_scale(scale) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto change = static_cast<HistoryModel::Change>(index.data(HistoryModel::ChangeRole).toInt());
        const bool edited = change != HistoryModel::Change::None;
        painter->save();
        if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, theme().selection);
        if (edited) paintFrame(*painter, option.rect);
        QFont text = ui::font(index.column() == HistoryModel::Year ? Appearance::Type::Secondary : Appearance::Type::Body);
        text.setStrikeOut(change == HistoryModel::Change::TakenAway && index.column() == HistoryModel::Title);
        painter->setFont(text);
        painter->setPen(index.column() == HistoryModel::Year ? theme().muted : theme().text);
        QRect cell = option.rect.adjusted(index.column() == HistoryModel::Title ? px(6) : 0, 0, -px(4), 0);
        if (index.column() == HistoryModel::Rating) {
            paintBlocks(*painter, cell, index, change);
            cell.setRight(cell.right() - px(36));
        }
        const QString shown = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, cell.width());
        const bool left = index.column() == HistoryModel::Title;
        painter->drawText(cell, (left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        if (left && edited) {
            cell.setLeft(cell.left() + painter->fontMetrics().horizontalAdvance(shown + QLatin1Char(' ')));
            painter->setPen(theme().warn);
            painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, HistoryModel::tr("what-if"));
        }
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {px(40), px(25)}; }

private:
    void paintFrame(QPainter& painter, const QRect& cell) const {
        QRect row = cell;
        row.setLeft(m_view->columnViewportPosition(0));
        row.setRight(m_view->columnViewportPosition(HistoryModel::Rating) + m_view->columnWidth(HistoryModel::Rating) - 1);
        painter.setClipRect(cell);
        painter.setPen(QPen(theme().warn, 1, Qt::DashLine));
        painter.setBrush(theme().warnTint);
        painter.drawRoundedRect(row.adjusted(0, 0, -1, -1), px(4), px(4));
    }

    void paintBlocks(QPainter& painter, const QRect& cell, const QModelIndex& index, HistoryModel::Change change) const {
        if (!*m_scale || change == HistoryModel::Change::TakenAway || !((*m_scale)->maximum > 0)) return;
        const double filled =
            std::clamp(index.data(HistoryModel::RatingValueRole).toDouble() / (*m_scale)->maximum, 0.0, 1.0) * kBlocks;
        const double width = px(5);
        const double height = px(8);
        double x = cell.right() - kBlocks * (width + 1);
        for (int i = 0; i < kBlocks; ++i, x += width + 1) {
            const QRectF block(x, cell.center().y() - height / 2, width, height);
            painter.fillRect(block, theme().sunken);
            painter.fillRect(QRectF(block.topLeft(), QSizeF(width * std::clamp(filled - i, 0.0, 1.0), height)), theme().control);
        }
    }

    QTableView* m_view;
    const std::optional<RatingScale>* m_scale;
};

} // namespace

HistoryList::HistoryList(QWidget* parent) : QTableView(parent) {
    setObjectName(QStringLiteral("inspect.history"));
    setAccessibleName(tr("History"));
    setModel(&m_history);
    setItemDelegate(new RowDelegate(this, &m_scale));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(1);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT itemChosen(m_history.entry(index.row()).item); });
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

int HistoryList::rowsBelow() const {
    const int last = rowAt(viewport()->height() - 1);
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
