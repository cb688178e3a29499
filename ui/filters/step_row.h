#pragma once
#include "core/data/filter_bounds.h"
#include "core/data/filter_step.h"
#include "core/data/funnel.h"
#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QGridLayout;

namespace recoscope::ui {

class FunnelBar;
class IconButton;
class PlainLabel;
class StepEditor;

/// One step of the funnel: its name, the controls for its value, what it leaves, and buttons to move and remove it. Lives in two
/// lines of a grid.
class StepRow final : public QObject {
    Q_OBJECT
public:
    StepRow(const FilterStep& step, const std::shared_ptr<const Dataset>& opened, QWidget* parent);
    ~StepRow() override;
    void retire();                                ///< Goes out of sight at once and dies with the next turn of the event loop.
    void placeIn(QGridLayout& grid, int row);     ///< Takes two lines of the grid: `row` and `row + 1`.
    void setPlace(bool first, bool last);         ///< Which of the moves it can make.
    [[nodiscard]] const FilterStep& step() const; ///< As the controls have it.
    void setBounds(const FilterBounds& bounds);
    void focusFirst(); ///< Of its controls.
    void showLeft(const std::optional<Funnel::Step>& left, const FunnelCounts& before, const QString& refusal);
    [[nodiscard]] const FunnelBar& rows() const { return *m_rows; }
    [[nodiscard]] QString note() const;
    [[nodiscard]] StepEditor& editor() const { return *m_editor; }

Q_SIGNALS:
    void edited();
    void moveWanted(int by);
    void removeWanted();

private:
    PlainLabel* m_name;
    QWidget* m_below; ///< The controls, and beside them what the step says.
    StepEditor* m_editor;
    PlainLabel* m_note;
    FunnelBar *m_rows, *m_users, *m_items;
    IconButton *m_up, *m_down, *m_remove;
    std::vector<QPointer<QWidget>> m_widgets; ///< All of them: they belong to the list, and leave it with the row.
};

} // namespace recoscope::ui
