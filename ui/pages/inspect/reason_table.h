#pragma once
#include "ui/pages/inspect/reason_bars.h"
#include <QAbstractTableModel>
#include <QTableView>
#include <vector>

namespace recoscope::ui {

/// All parts of a score as a table; the score last. Read-only.
class ReasonModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Part, Rated, Adds, Share, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setLines(std::vector<ReasonLine> lines, double score);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ReasonLine> m_lines;
    double m_score = 0;
};

/// The table of numbers; Ctrl+C copies it as text with tabs.
class ReasonTable final : public QTableView {
    Q_OBJECT
public:
    explicit ReasonTable(QWidget* parent = nullptr);
    void setLines(std::vector<ReasonLine> lines, double score) { m_model.setLines(std::move(lines), score); }
    [[nodiscard]] ReasonModel& reasons() { return m_model; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void follow();
    ReasonModel m_model;
};

} // namespace recoscope::ui
