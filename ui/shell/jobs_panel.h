#pragma once
#include "ui/shell/overlay.h"
#include <map>
#include <vector>

class QVBoxLayout;

namespace recoscope::ui {

class ActionRegistry;
class JobRow;
class PlainLabel;
class Session;
struct Download;

/// Every job: what is being fetched and opened, what trains, waits and has ended, each with its bar, the time left and Cancel, or
/// what came of it. Opened and closed from the strip in the status bar.
class JobsPanel final : public Overlay {
    Q_OBJECT
public:
    JobsPanel(Session& session, ActionRegistry& actions, QWidget* parent);
    void open();
    [[nodiscard]] QSize sizeHint() const override; ///< As high as its rows, up to a limit; then they scroll.

private:
    void refreshRuns();
    void refreshRun(int id);
    [[nodiscard]] const Download* downloadOf(int id) const;
    void pressDownload(int id);
    void refreshDownload(const QString& id);
    void refreshOpening(double fraction, const QString& text, double secondsLeft);
    void endOpening(const QString& text, bool failed);
    JobRow* rowOf(int id);
    void sortRows();
    Session& m_session;
    ActionRegistry& m_actions;
    QVBoxLayout* m_rows;
    QWidget* m_inside;
    PlainLabel* m_empty;
    std::map<int, JobRow*> m_byRun; ///< 0 is the opening of data; below 0 stand downloads.
    std::vector<int> m_order;       ///< What runs, what waits, then what has ended, newest first.
};

} // namespace recoscope::ui
