#pragma once
#include <QWidget>
#include <map>

class QTimer;
class QVBoxLayout;

namespace recoscope::ui {

class ActionRegistry;
class NoteBar;
class RunCard;
class Session;
class StatePage;

/// All runs: what works first with its curves, then what waits, then the finished, newest first. Empty: what will stand here and
/// one button. A deleted run can be taken back for a while.
class RunColumn final : public QWidget {
    Q_OBJECT
public:
    RunColumn(Session& session, ActionRegistry& actions, QWidget* parent = nullptr);
    void refresh();
    void refreshRun(int id);
    /// The form holds other settings than this run: what changed, in words; run 0 takes the bar away.
    void setStale(int runId, const QString& changes);

Q_SIGNALS:
    void retrainRequested(int runId);
    void trainFormRequested();

private:
    RunCard* makeCard(int id);
    void remove(int id);
    void chooseExpanded();
    Session& m_session;
    ActionRegistry& m_actions;
    QVBoxLayout* m_layout;
    StatePage* m_empty;
    NoteBar* m_deleted;
    QTimer* m_forget;
    std::map<int, RunCard*> m_cards;
    int m_expanded = 0; ///< The finished run whose curves stand open because it was the last to learn.
};

} // namespace recoscope::ui
