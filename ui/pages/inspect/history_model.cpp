#include "ui/pages/inspect/history_model.h"
#include "ui/format.h"
#include <algorithm>
#include <tuple>

namespace recoscope::ui {

void HistoryModel::setHistory(const std::shared_ptr<const Dataset>& dataset, const Interactions::Row& row,
                              const HistoryChanges& changes) {
    beginResetModel();
    m_entries.clear();
    const auto entryFor = [&](ItemIndex item) {
        Entry entry;
        entry.item = item;
        entry.title = format::title(dataset->titleOf(item));
        if (!dataset->itemTable.years.empty()) entry.year = dataset->itemTable.years[item.at()];
        return entry;
    };
    for (std::size_t i = 0; i < row.size(); ++i) {
        Entry entry = entryFor(row.items[i]);
        entry.rating = row.ratings[i];
        entry.stored = row.ratings[i];
        const auto change = changes.find(row.items[i]);
        if (change != changes.end() && !change->second) entry.change = Change::TakenAway;
        if (change != changes.end() && change->second && *change->second != row.ratings[i]) {
            entry.change = Change::Changed;
            entry.rating = *change->second;
        }
        m_entries.push_back(entry);
    }
    for (const auto& [item, rating] : changes) {
        if (!rating || std::ranges::binary_search(row.items, item)) continue;
        Entry entry = entryFor(item);
        entry.rating = *rating;
        entry.change = Change::Added;
        m_entries.push_back(entry);
    }
    arrange();
    endResetModel();
}

void HistoryModel::setFilter(const QString& text) {
    beginResetModel();
    m_filter = text.trimmed();
    arrange();
    endResetModel();
}

void HistoryModel::setOrder(Order order) {
    beginResetModel();
    m_order = order;
    arrange();
    endResetModel();
}

void HistoryModel::arrange() {
    m_shown.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_filter.isEmpty() || m_entries[i].title.contains(m_filter, Qt::CaseInsensitive)) m_shown.push_back(i);
    }
    std::ranges::stable_sort(m_shown, [this](std::size_t a, std::size_t b) {
        const Entry& x = m_entries[a];
        const Entry& y = m_entries[b];
        const bool xFirst = x.change != Change::None;
        const bool yFirst = y.change != Change::None;
        if (xFirst != yFirst) return xFirst;
        if (m_order == Order::Rating && x.rating != y.rating) return x.rating > y.rating;
        if (m_order == Order::Year && x.year != y.year) return x.year > y.year;
        return x.title.localeAwareCompare(y.title) < 0;
    });
}

int HistoryModel::rowOf(ItemIndex item) const {
    const auto found = std::ranges::find_if(m_shown, [&](std::size_t i) { return m_entries[i].item == item; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

std::size_t HistoryModel::ratedCount() const {
    return static_cast<std::size_t>(std::ranges::count_if(m_entries, [](const Entry& e) { return e.stored.has_value(); }));
}

std::size_t HistoryModel::editCount() const {
    return static_cast<std::size_t>(std::ranges::count_if(m_entries, [](const Entry& e) { return e.change != Change::None; }));
}

int HistoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }

int HistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Entry& e = entry(index.row());
    if (role == ItemRole) return e.item.value;
    if (role == ChangeRole) return static_cast<int>(e.change);
    if (role == RatingValueRole) return e.rating;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(index.column() == Title ? Qt::AlignLeft | Qt::AlignVCenter
                                                           : Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole) {
        const QString what = e.change == Change::TakenAway ? tr("%1, taken away")
                             : e.change == Change::None    ? tr("%1, rated %2")
                                                           : tr("%1, what-if %2");
        return e.change == Change::TakenAway ? what.arg(e.title)
                                             : what.arg(e.title, format::rating(static_cast<double>(e.rating)));
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Title:
        return e.title;
    case Year:
        return e.year > 0 ? QString::number(e.year) : QString();
    default:
        return e.change == Change::TakenAway ? format::undefined() : format::rating(static_cast<double>(e.rating));
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const QString names[] = {tr("Title"), tr("Year"), tr("Rating")};
    return section >= 0 && section < ColumnCount ? names[section] : QString();
}

} // namespace recoscope::ui
