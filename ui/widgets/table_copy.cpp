#include "ui/widgets/table_copy.h"
#include "ui/charts/csv.h"
#include "ui/theme/icons.h"
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTableView>
#include <algorithm>
#include <vector>

namespace recoscope::ui {
namespace {

std::vector<int> chosenRows(const QTableView& table) {
    std::vector<int> rows;
    for (const QModelIndex& index : table.selectionModel()->selectedRows()) rows.push_back(index.row());
    std::ranges::sort(rows); // not in the order of the clicks
    if (rows.empty())
        for (int row = 0; row < table.model()->rowCount(); ++row) rows.push_back(row);
    return rows;
}

} // namespace

QString copiedRows(const QTableView& table) {
    const QAbstractItemModel& model = *table.model();
    std::vector<int> columns;
    QStringList names;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (table.isColumnHidden(column)) continue;
        columns.push_back(column);
        names << model.headerData(column, Qt::Horizontal).toString();
    }
    QString text = csv::tabbedLine(names);
    for (const int row : chosenRows(table)) {
        QStringList cells;
        for (const int column : columns) cells << model.index(row, column).data().toString();
        text += csv::tabbedLine(cells);
    }
    return text;
}

void offerRowCopy(QTableView& table) {
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto* copy = new QAction(icon(QStringLiteral("copy")), QObject::tr("Copy rows"), &table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, &table, [&table] { QGuiApplication::clipboard()->setText(copiedRows(table)); });
    table.addAction(copy);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace recoscope::ui
