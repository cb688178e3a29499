#include "ui/pages/inspect/reason_table.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace recoscope::ui {

void ReasonModel::setLines(std::vector<ReasonLine> lines, double score) {
    beginResetModel();
    m_lines = std::move(lines);
    m_score = score;
    endResetModel();
}

int ReasonModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_lines.size()); }
int ReasonModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ReasonModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const ReasonLine& line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(index.column() == Part ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return plainTip(line.help);
    if (role == Qt::FontRole) return ui::font(Appearance::Type::Secondary, line.row.kind == ReasonRow::Kind::Score);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Part:
        return line.label;
    case Rated:
        return line.rated;
    case Adds:
        return line.amount;
    default:
        return m_score > 0 ? format::share(line.row.amount / m_score) : format::undefined();
    }
}

QVariant ReasonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Part ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("Part"), tr("Rated"), tr("Adds"), tr("Share")};
    return section >= 0 && section < ColumnCount ? names[section] : QString();
}

ReasonTable::ReasonTable(QWidget* parent) : QTableView(parent) {
    setObjectName(QStringLiteral("inspect.numbers"));
    setAccessibleName(tr("All parts of the score"));
    setModel(&m_model);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(ReasonModel::Part, QHeaderView::Stretch);
    follow();
    connect(&Appearance::instance(), &Appearance::changed, this, &ReasonTable::follow);
}

void ReasonTable::follow() {
    verticalHeader()->setDefaultSectionSize(px(25));
    setMinimumHeight(px(280));
}

void ReasonTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) return QTableView::keyPressEvent(event);
    QString text;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        for (int column = 0; column < m_model.columnCount(); ++column) {
            if (column > 0) text += QLatin1Char('\t');
            text += m_model.index(row, column).data().toString();
        }
        text += QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace recoscope::ui
