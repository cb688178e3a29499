#pragma once
#include <QWidget>
#include <vector>

class QMenu;

namespace recoscope::ui {

class LinePlot;
class PlainLabel;
struct Run;

/// The two live curves of a run side by side, objective and validation, with the sentence about the best epoch.
class RunCharts final : public QWidget {
    Q_OBJECT
public:
    explicit RunCharts(QWidget* parent = nullptr);
    void show(const Run& run, const std::vector<const Run*>& others);
    void fillMenu(QMenu& menu); ///< Copy and save, one menu a curve.

private:
    struct Chart {
        PlainLabel* title = nullptr;
        PlainLabel* note = nullptr;
        LinePlot* plot = nullptr;
    };
    Chart makeChart(const char* name);
    Chart m_objective, m_validation;
    PlainLabel* m_sentence;
};

} // namespace recoscope::ui
