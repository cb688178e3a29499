#pragma once
#include "ui/pages/train/run_face.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace recoscope::ui {

class ActionRegistry;
class Badge;
class NoteBar;
class RunCharts;
class Session;
class SwatchLabel;
class ThinProgress;

/// One run: one line while it waits or when it is done, with its curves while it learns and wherever it is expanded, a sentence
/// and a repair where it failed, a bar where the form has other settings by now.
class RunCard final : public Card {
    Q_OBJECT
public:
    RunCard(Session& session, ActionRegistry& actions, int runId, QWidget* parent = nullptr);
    [[nodiscard]] int runId() const { return m_id; }
    void refresh();
    [[nodiscard]] bool showsCurves() const;
    void setExpanded(bool on);             ///< Curves also when nothing runs.
    void setStale(const QString& changes); ///< "factors 64 → 256"; empty takes the bar away.
    void fillMenu(QMenu& menu);            ///< Rename, train again, curves, delete.
    void beginRename();                    ///< Edits the name in place; Enter keeps it, Esc does not.

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void retrainRequested(int runId); ///< Put this run's settings into the form.
    void trainFormRequested();        ///< Train what the form holds now.
    void deleteRequested(int runId);

private:
    void makeLine();
    void refreshFailure(const Run& run);
    void refreshCharts(const Run& run);
    void perform(RunFace::Does what);
    void endRename(bool keep);
    void fitLine();
    void setButton(QPushButton& button, const RunFace::Button& face);
    Session& m_session;
    ActionRegistry& m_actions;
    int m_id;
    bool m_expanded = false;
    RunFace m_face;
    SwatchLabel* m_name = nullptr;
    QLineEdit* m_rename = nullptr;
    PlainLabel* m_settings = nullptr;
    Badge* m_queued = nullptr;
    Badge* m_other = nullptr;
    PlainLabel* m_value = nullptr;
    PlainLabel* m_state = nullptr;
    PlainLabel* m_time = nullptr;
    NoteBar* m_note = nullptr;
    QPushButton* m_repeat = nullptr;
    QPushButton* m_button = nullptr;
    QToolButton* m_more = nullptr;
    ThinProgress* m_progress = nullptr;
    NoteBar* m_stale = nullptr;
    NoteBar* m_failure = nullptr;
    QPushButton* m_repair = nullptr;
    RunCharts* m_charts = nullptr;
};

} // namespace recoscope::ui
