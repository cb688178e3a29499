#include "ui/import/preview_model.h"
#include "ui/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QBrush>

namespace recoscope::ui {

QString roleWord(ColumnRole role) {
    switch (role) {
    case ColumnRole::User:
        return QObject::tr("user");
    case ColumnRole::Item:
        return QObject::tr("item");
    case ColumnRole::Rating:
        return QObject::tr("rating");
    case ColumnRole::Time:
        return QObject::tr("time");
    case ColumnRole::Context:
        return QObject::tr("context");
    default:
        return QObject::tr("not used");
    }
}

bool isNeeded(ColumnRole role) { return role < ColumnRole::Context; }

void PreviewModel::setPreview(std::shared_ptr<const SourcePreview> preview) {
    beginResetModel();
    m_preview = std::move(preview);
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex& parent) const {
    return m_preview && !parent.isValid() ? static_cast<int>(m_preview->rows.size()) : 0;
}

int PreviewModel::columnCount(const QModelIndex& parent) const {
    return m_preview && !parent.isValid() ? static_cast<int>(m_preview->columns.size()) : 0;
}

QString PreviewModel::tipOf(const PreviewRow& row) const {
    if (row.reject < 0) return {};
    const Reject& reject = m_preview->report.rejects[static_cast<std::size_t>(row.reject)];
    return plainTip(tr("Line %1, character %2: expected %3")
                        .arg(QString::number(reject.line), QString::number(reject.column), format::safe(reject.expected)));
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const {
    if (!m_preview || !index.isValid()) return {};
    const PreviewRow& row = m_preview->rows[static_cast<std::size_t>(index.row())];
    const auto at = static_cast<std::size_t>(index.column());
    const PreviewColumn& column = m_preview->columns[at];
    const bool used = isNeeded(column.role);
    switch (role) {
    case Qt::DisplayRole:
        return at < row.cells.size() ? format::safe(row.cells[at]) : QString();
    case Qt::TextAlignmentRole: {
        const bool number = column.type == ColumnType::Integer || column.type == ColumnType::Number;
        return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::BackgroundRole:
        if (row.reject >= 0) return QBrush(theme().badTint);
        return used ? QVariant(QBrush(theme().wash(theme().roles[static_cast<std::size_t>(column.role)]))) : QVariant();
    case Qt::ForegroundRole:
        return QBrush(used || column.role == ColumnRole::Context ? theme().text : theme().muted);
    case Qt::DecorationRole:
        return row.reject >= 0 && at == 0 ? QVariant(iconPixmap(QStringLiteral("error"), theme().bad, px(14))) : QVariant();
    case Qt::ToolTipRole:
        return row.reject >= 0 ? QVariant(tipOf(row)) : QVariant();
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!m_preview) return {};
    if (orientation == Qt::Vertical) {
        if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        const std::int64_t line = m_preview->rows[static_cast<std::size_t>(section)].line;
        return role == Qt::DisplayRole ? QVariant(line > 0 ? QString::number(line) : QString::number(section + 1)) : QVariant();
    }
    const PreviewColumn& column = m_preview->columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return format::safe(column.name);
    if (role == Qt::ToolTipRole) return plainTip(format::safe(column.why));
    return {};
}

} // namespace recoscope::ui
