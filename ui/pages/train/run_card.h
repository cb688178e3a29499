#pragma once
#include "ui/widgets/card.h"

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace recoscope::ui {

class ActionRegistry;
class LinePlot;
class PlainLabel;
class Session;
class SwatchLabel;
class ThinProgress;
struct Run;

/// One run: one line while it waits or when it is done, with its curves while it learns and wherever the user opens it.
class RunCard final : public Card {
    Q_OBJECT
public:
    RunCard(Session& session, ActionRegistry& actions, int runId, QWidget* parent = nullptr);
    [[nodiscard]] int runId() const { return m_id; }
    void refresh();
    void setExpanded(bool on);

Q_SIGNALS:
    void retrainRequested(int runId); ///< Put this run's settings into the form.

private:
    void makeLine();
    void makeCurves();
    void refreshCurves(const Run& run);
    void refreshState(const Run& run);
    void showMenu();
    void rename();
    Session& m_session;
    ActionRegistry& m_actions;
    int m_id;
    bool m_expanded = false;
    SwatchLabel* m_name = nullptr;
    PlainLabel* m_settings = nullptr;
    PlainLabel* m_value = nullptr;
    PlainLabel* m_state = nullptr;
    PlainLabel* m_time = nullptr;
    QPushButton* m_button = nullptr;
    QToolButton* m_more = nullptr;
    ThinProgress* m_progress = nullptr;
    PlainLabel* m_error = nullptr;
    QWidget* m_curves = nullptr;
    LinePlot* m_objective = nullptr;
    LinePlot* m_validation = nullptr;
    PlainLabel* m_best = nullptr;
};

/// "factors 256 · epochs 48": what differs from the defaults, else the first parameter.
[[nodiscard]] QString settingsText(const Run& run);

} // namespace recoscope::ui
