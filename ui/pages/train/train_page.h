#pragma once
#include "ui/pages/page.h"
#include <QWidget>

class QBoxLayout;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace recoscope::ui {

class FormCard;
class GalleryCard;
class NoteBar;
class PageHeader;
class RunColumn;
class TerminalCard;

/// Empty: no data, or no run yet (in the column of runs). Error: the split could not be made. Working and full share the layout:
/// runs learn in place. Three columns; one where the window is narrow for its zoom.
class TrainPage final : public QWidget {
    Q_OBJECT
public:
    explicit TrainPage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeHeader();
    QWidget* makeEmpty();
    QWidget* makeFull();
    void refreshHeader();
    void refreshRuns();
    void refreshTerminal();
    void refreshStale();
    void fitColumns();
    void choose(const QString& algorithmId);
    void retrain(int runId);
    void trainForm();
    void changeSplit();
    Session& m_session;
    ActionRegistry& m_actions;
    QStackedWidget* m_states;
    PageHeader* m_header;
    QPushButton* m_compare;
    NoteBar* m_splitProblem = nullptr;
    QScrollArea* m_scroll = nullptr;
    QBoxLayout* m_columns = nullptr;
    GalleryCard* m_gallery = nullptr;
    FormCard* m_form = nullptr;
    RunColumn* m_runs = nullptr;
    TerminalCard* m_terminal = nullptr;
    bool m_edited = false; ///< The user changed the form since its values were last trained or loaded.
};

} // namespace recoscope::ui
