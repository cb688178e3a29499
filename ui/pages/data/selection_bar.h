#pragma once
#include "core/data/dataset.h"
#include "ui/jobs/latest_job.h"
#include <QWidget>
#include <memory>

class QHBoxLayout;
class QPushButton;

namespace recoscope::ui {

class DataSelection;
class FlowLayout;
class PlainLabel;
class SelectedRows;

/// Says in words what is selected on the Data page: a chip for each part, which removes it, what it holds, the rows themselves,
/// and "Clear". Hidden while nothing is selected.
class SelectionBar final : public QWidget {
    Q_OBJECT
public:
    explicit SelectionBar(DataSelection& selection, QWidget* parent = nullptr);
    ~SelectionBar() override;
    void setData(std::shared_ptr<const Dataset> dataset);
    /// The first rows as a table, read on a worker.
    void showRows();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    void fillChips();
    DataSelection& m_selection;
    std::shared_ptr<const Dataset> m_dataset;
    QWidget* m_chips;
    PlainLabel* m_sentence;
    FlowLayout* m_flow; ///< The sentence, then the chips.
    QPushButton* m_show;
    std::unique_ptr<SelectedRows> m_rows;
    LatestJob m_reading;
};

} // namespace recoscope::ui
