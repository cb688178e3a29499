#pragma once
#include "core/data/dataset.h"
#include "ui/jobs/recommend.h"
#include <QAbstractTableModel>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// What the user rated in the training part, edits included: changed and added items marked, those taken away kept to be
/// restored. Sorting and filtering work on an index vector inside the model.
class HistoryModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, Year, Rating, ColumnCount };
    enum Role { ItemRole = Qt::UserRole, ChangeRole, RatingValueRole };
    enum class Change { None, Changed, Added, TakenAway };
    enum class Order { Rating, Title, Year };
    struct Entry {
        ItemIndex item;
        QString title;
        std::int32_t year = 0;
        float rating = 0;            ///< As edited; the stored one where it was taken away.
        std::optional<float> stored; ///< Nothing where it was added.
        Change change = Change::None;
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setHistory(const std::shared_ptr<const Dataset>& dataset, const Interactions::Row& row, const HistoryChanges& changes);
    void setFilter(const QString& text); ///< Part of the title, any case.
    void setOrder(Order order);          ///< Edited entries always stand first.
    [[nodiscard]] Order order() const { return m_order; }
    [[nodiscard]] const Entry& entry(int row) const { return m_entries[m_shown[static_cast<std::size_t>(row)]]; }
    [[nodiscard]] int rowOf(ItemIndex item) const; ///< -1 where it is not shown.
    [[nodiscard]] std::size_t ratedCount() const;  ///< Stored in the data.
    [[nodiscard]] std::size_t editCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_shown;
    QString m_filter;
    Order m_order = Order::Rating;
};

} // namespace recoscope::ui
