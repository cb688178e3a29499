#pragma once
#include "core/data/filter_bounds.h"
#include "core/data/filter_step.h"
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;
class QComboBox;

namespace recoscope::ui {

class NumberField;
class PlainLabel;

/// The controls for the value of one step, by its kind: numbers with their range and unit, choices, days within the data's span.
/// What they hold is always a step that can be read. Nothing to set: no control. GUI thread only.
class StepEditor final : public QWidget {
    Q_OBJECT
public:
    /// `opened`: what the steps start from; null where nothing is open.
    StepEditor(const FilterStep& step, const std::shared_ptr<const Dataset>& opened, QWidget* parent);
    [[nodiscard]] const FilterStep& step() const { return m_step; }
    void setBounds(const FilterBounds& bounds); ///< Of the same data.
    void focusFirst();
    [[nodiscard]] bool isEmpty() const { return m_controls.empty(); }

Q_SIGNALS:
    void edited(); ///< By the user.

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; ///< The wheel changes only what has the focus.

private:
    struct Range {
        double least, most;
        bool whole = true;
    };
    void makeControls();
    void measure(); ///< By the zoom.
    void makeRating();
    void makeCore();
    void makeCount(std::int32_t& count, bool ofUsers);
    void makeDay();
    void makeSample();
    void makeRule();
    void makeContext();
    void fillValues(QComboBox& values); ///< Of the column that is chosen.
    NumberField* addNumber(const QString& name, double value, Range range, std::function<void(double)> take);
    QComboBox* addChoice(const QString& name);
    PlainLabel* addWords(const QString& words);
    void addControl(QWidget* control, const QString& name, int width);
    FilterStep m_step;
    std::shared_ptr<const Dataset> m_opened;
    QBoxLayout* m_line;
    std::vector<QWidget*> m_controls;
    std::vector<int> m_widths; ///< Of the controls, design pixels.
    std::vector<std::function<void(const FilterBounds&)>> m_onBounds;
};

} // namespace recoscope::ui
