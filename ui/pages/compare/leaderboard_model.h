#pragma once
#include "core/experiment/statistics.h"
#include "ui/session.h"
#include <QAbstractTableModel>
#include <vector>

namespace recoscope::ui {

/// Finished runs as rows: those measured under the session's protocol ranked, others below and marked. Read-only; sorts by the
/// shown numbers.
class LeaderboardModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, BarColumn, Ndcg, Versus, Recall, Precision, HitRate, Mrr, Coverage, Rmse, Fit, ColumnCount };
    enum Role { SignatureRole = Qt::UserRole + 1, RunRole, ValueRole, HalfWidthRole, ComparableRole, BaselineRole, SettingsRole };

    explicit LeaderboardModel(Session& session, QObject* parent = nullptr);
    void refresh();
    void setBaseline(int runId); ///< The run that the others are compared with; 0 = the best.
    [[nodiscard]] int baseline() const { return m_baseline; }
    [[nodiscard]] double value(int row) const; ///< NDCG@10; NaN where undefined.
    /// NDCG@10 of the run of this algorithm among the comparable ones; NaN where there is none.
    [[nodiscard]] double referenceValue(const std::string& algorithm) const;
    [[nodiscard]] double top() const; ///< Largest value with its interval: the scale of the bars.

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] QString toText(QChar separator) const; ///< With headers: copied (tab) or saved (comma).

private:
    struct Row {
        int run = 0;
        bool comparable = true;
        PairedComparison versus;
    };
    [[nodiscard]] const MetricValue* metric(const Row& row, int column) const;
    [[nodiscard]] QString text(const Row& row, int column) const;
    [[nodiscard]] QString tip(const Row& row, int column) const;
    void compare();
    void order();
    Session& m_session;
    std::vector<Row> m_rows;
    int m_baseline = 0;
    int m_sortColumn = Ndcg;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace recoscope::ui
