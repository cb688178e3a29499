#pragma once
#include "core/base/result.h"
#include "core/data/filter_step.h"
#include "core/data/funnel.h"
#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

class QLineEdit;
class QGridLayout;

namespace recoscope::ui {

class FunnelBar;
class IconButton;
class PlainLabel;

/// One step of the funnel: its name, a field for its value in the text form, what it leaves, and buttons to move and remove it.
/// Lives in one row of a grid.
class StepRow final : public QObject {
    Q_OBJECT
public:
    StepRow(const FilterStep& step, QWidget* parent);
    ~StepRow() override;
    void retire();                            ///< Goes out of sight at once and dies with the next turn of the event loop.
    void placeIn(QGridLayout& grid, int row); ///< Takes two lines of the grid: `row` and `row + 1`.
    void setPlace(bool first, bool last);     ///< Which of the moves it can make.
    /// As the field has it. Error: the sentence about what cannot be read.
    [[nodiscard]] Result<FilterStep> step() const;
    void setText(const QString& value); ///< As if typed.
    void showLeft(const std::optional<Funnel::Step>& left, const FunnelCounts& before, const QString& refusal);
    [[nodiscard]] const FunnelBar& rows() const { return *m_rows; }
    [[nodiscard]] QString note() const;
    [[nodiscard]] QLineEdit* field() const { return m_field; }

Q_SIGNALS:
    void edited();
    void moveWanted(int by);
    void removeWanted();

private:
    FilterStep::Kind m_kind;
    PlainLabel* m_name;
    QLineEdit* m_field;
    PlainLabel* m_note;
    FunnelBar *m_rows, *m_users, *m_items;
    IconButton *m_up, *m_down, *m_remove;
    std::vector<QPointer<QWidget>> m_widgets; ///< All of them: they belong to the list, and leave it with the row.
};

} // namespace recoscope::ui
