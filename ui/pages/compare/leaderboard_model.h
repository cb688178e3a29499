#pragma once
#include "core/experiment/statistics.h"
#include "ui/session.h"
#include <QAbstractTableModel>
#include <vector>

namespace recoscope::ui {

/// Finished runs as rows: those measured under the session's protocol ranked, random and popularity among them whether trained or
/// not; then, below a heading, the runs of other protocols: shown, never ranked. Read-only; sorts by the numbers.
class LeaderboardModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, BarColumn, Ndcg, Versus, Recall, Precision, HitRate, Mrr, Coverage, Rmse, Fit, ColumnCount };
    enum Role {
        SignatureRole = Qt::UserRole + 1,
        RunRole, ///< 0 for the heading.
        ValueRole,
        HalfWidthRole,
        ComparableRole,
        BaselineRole,
        SettingsRole,
        HeadingRole
    };
    struct Row {
        int run = 0; ///< 0: the heading above the runs of other protocols. Negative: a reference.
        bool comparable = true;
        PairedComparison versus;
    };

    explicit LeaderboardModel(Session& session, QObject* parent = nullptr);
    void refresh();
    void setK(int k); ///< One of shownCutoffs().
    [[nodiscard]] int k() const { return m_k; }
    void setBaseline(int runId); ///< The run that the others are compared with; 0 = the best.
    [[nodiscard]] int baseline() const { return m_baseline; }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] int rowOf(int runId) const;         ///< -1 where it has none.
    [[nodiscard]] std::vector<int> ranked() const;    ///< Runs of the present protocol, best first, references included.
    [[nodiscard]] int best() const { return m_best; } ///< The first of ranked(); 0 where there is none.
    [[nodiscard]] std::vector<int> others() const;    ///< Runs of other protocols.
    [[nodiscard]] double value(int row) const;        ///< NDCG@K; NaN where undefined.
    [[nodiscard]] double valueOf(int runId) const;    ///< The same by run.
    /// NDCG@K of the run of this algorithm among the comparable ones; NaN where there is none.
    [[nodiscard]] double referenceValue(const std::string& algorithm) const;
    [[nodiscard]] double top() const; ///< End of the bars' axis: a round number above the largest value with its interval.
    [[nodiscard]] std::size_t comparisons() const {
        return m_comparisons;
    } ///< Size of the family that Holm's correction is over.
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] std::string keyOf(int column) const; ///< "ndcg@10"; empty where the column is no metric.
    [[nodiscard]] const MetricValue* metric(const Row& row, int column) const;
    [[nodiscard]] const Session& session() const { return m_session; }

private:
    void compare();
    void order();
    [[nodiscard]] double sortKey(const Row& row) const;
    Session& m_session;
    std::vector<Row> m_rows;
    std::size_t m_comparisons = 0;
    int m_k = 10;
    int m_baseline = 0, m_best = 0;
    bool m_pinned = false; ///< The user chose the baseline.
    int m_sortColumn = Ndcg;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace recoscope::ui
