#include "ui/pages/compare/leaderboard_card.h"
#include "ui/pages/compare/leaderboard_delegate.h"
#include "ui/pages/compare/leaderboard_header.h"
#include "ui/pages/compare/leaderboard_text.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr double kBar = 208, kNarrowBar = 120, kNameLeast = 150, kRow = 36, kHeading = 25;

} // namespace

LeaderboardCard::LeaderboardCard(LeaderboardModel& board, QWidget* parent)
    : Card(parent),
      m_board(board),
      m_table(new QTableView(this)),
      m_header(new LeaderboardHeader(board, m_table)),
      m_delegate(new LeaderboardDelegate(board, m_table)) {
    m_table->setHorizontalHeader(m_header);
    m_table->setModel(&board);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setAccessibleName(tr("Leaderboard"));
    m_table->setAccessibleDescription(tr("Arrow keys choose a model, B makes it the baseline, Return inspects it."));
    m_header->setSortIndicator(LeaderboardModel::Ndcg, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    body()->addWidget(m_table);
    connectTable();
    connect(&Appearance::instance(), &Appearance::changed, this, &LeaderboardCard::fit);
}

void LeaderboardCard::connectTable() {
    m_table->viewport()->installEventFilter(this);
    connect(m_table, &QTableView::customContextMenuRequested, this, &LeaderboardCard::showMenu);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const int run = index.data(LeaderboardModel::RunRole).toInt()) Q_EMIT inspectRequested(run);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (!m_setting)
            if (const int run = index.data(LeaderboardModel::RunRole).toInt()) Q_EMIT chosen(run);
    });
    auto* pin = new QShortcut(Qt::Key_B, m_table, {}, {}, Qt::WidgetShortcut);
    connect(pin, &QShortcut::activated, this, [this] {
        if (current() != 0) Q_EMIT pinned(current());
    });
    auto* copy = new QShortcut(QKeySequence::Copy, m_table, {}, {}, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this] { QGuiApplication::clipboard()->setText(tableText(m_board, '\t')); });
    // A sort resets the model: what was current stays current.
    connect(&m_board, &QAbstractItemModel::modelAboutToBeReset, this, [this] { setProperty("kept", current()); });
    connect(&m_board, &QAbstractItemModel::modelReset, this, [this] {
        fit();
        setCurrent(property("kept").toInt());
    });
}

int LeaderboardCard::current() const { return m_table->currentIndex().data(LeaderboardModel::RunRole).toInt(); }

void LeaderboardCard::setCurrent(int runId) {
    const int row = m_board.rowOf(runId);
    m_setting = true;
    if (row >= 0 && runId != current()) m_table->setCurrentIndex(m_board.index(row, 0));
    m_setting = false;
}

void LeaderboardCard::setHighlighted(int runId) {
    m_delegate->setHighlighted(runId);
    m_table->viewport()->update();
}

void LeaderboardCard::fit() {
    body()->setContentsMargins(0, px(3), 0, px(3)); // the header keeps clear of the round corners
    m_table->clearSpans();
    int height = m_header->sizeHint().height();
    for (int row = 0; row < m_board.rowCount(); ++row) {
        const bool heading = m_board.index(row, 0).data(LeaderboardModel::HeadingRole).toBool();
        if (heading) m_table->setSpan(row, 0, 1, LeaderboardModel::ColumnCount);
        m_table->setRowHeight(row, px(heading ? kHeading : kRow));
        height += m_table->rowHeight(row);
    }
    m_table->setFixedHeight(height);
    fitColumns();
}

void LeaderboardCard::fitColumns() {
    std::array<int, LeaderboardModel::ColumnCount> widths{};
    for (int column = 0; column < LeaderboardModel::ColumnCount; ++column) {
        int& width = widths[static_cast<std::size_t>(column)];
        if (column == LeaderboardModel::Name || column == LeaderboardModel::BarColumn) continue;
        width = m_header->widthOf(column);
        for (int row = 0; row < m_board.rowCount(); ++row)
            if (const QModelIndex index = m_board.index(row, column); index.data(LeaderboardModel::RunRole).toInt() != 0)
                width = std::max(width, m_delegate->widthOf(index));
    }
    const int available = width() - 2;
    int& bar = widths[LeaderboardModel::BarColumn];
    bar = px(kBar);
    const auto nameRoom = [&] {
        int used = 0;
        for (const int width : widths) used += width;
        return available - used;
    };
    using Column = LeaderboardModel::Column;
    for (const Column column : {Column::Mrr, Column::HitRate, Column::Fit, Column::BarColumn, Column::Rmse, Column::Precision,
                                Column::Coverage, Column::Versus}) {
        if (nameRoom() >= px(kNameLeast)) break;
        widths[column] = column == Column::BarColumn ? px(kNarrowBar) : 0;
    }
    for (int column = 0; column < LeaderboardModel::ColumnCount; ++column) {
        const int width =
            column == LeaderboardModel::Name ? std::max(px(80), nameRoom()) : widths[static_cast<std::size_t>(column)];
        m_header->setSectionHidden(column, width == 0);
        if (width > 0 && m_header->sectionSize(column) != width) m_header->resizeSection(column, width);
        if (column == LeaderboardModel::Name) widths[LeaderboardModel::Name] = 0;
    }
}

void LeaderboardCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitColumns();
}

bool LeaderboardCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave) Q_EMIT hovered(0);
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        const QPoint at = static_cast<QMouseEvent*>(event)->position().toPoint();
        const QModelIndex index = m_table->indexAt(at);
        const int run = index.data(LeaderboardModel::RunRole).toInt();
        if (event->type() == QEvent::MouseMove) {
            Q_EMIT hovered(run);
        } else if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton && run != 0 &&
                   index.column() == LeaderboardModel::Name &&
                   LeaderboardDelegate::pinRect(m_table->visualRect(index)).adjusted(-px(6), -px(6), px(6), px(6)).contains(at)) {
            Q_EMIT pinned(run);
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

void LeaderboardCard::showMenu(const QPoint& position) {
    QMenu menu(this);
    const QModelIndex index = m_table->indexAt(position);
    const int run = index.data(LeaderboardModel::RunRole).toInt();
    if (run != 0 && index.data(LeaderboardModel::ComparableRole).toBool())
        menu.addAction(tr("Compare the others with this one"), this, [this, run] { Q_EMIT pinned(run); })->setShortcut(Qt::Key_B);
    if (run > 0) menu.addAction(tr("Inspect this model"), this, [this, run] { Q_EMIT inspectRequested(run); });
    if (run != 0) menu.addSeparator();
    fillExportMenu(menu, *this, *this);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

void LeaderboardCard::paintTo(QPainter& painter, const QRectF& target) const {
    painter.save();
    painter.translate(target.topLeft());
    painter.scale(target.width() / std::max(1, m_table->width()), target.height() / std::max(1, m_table->height()));
    m_table->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    painter.restore();
}

QString LeaderboardCard::toCsv() const { return tableText(m_board, ','); }

QString LeaderboardCard::explanation() const {
    return tr(
        "Each row is a trained model, judged on what was held out, over the same users. The whisker is the 95 % interval of the "
        "mean over users; the shaded band reaches up to popularity, which any model should pass. The column that begins with "
        "“vs” pairs each user's value with the baseline's: ≈ says that the difference may be chance. Pin another baseline with "
        "B.");
}

} // namespace recoscope::ui
