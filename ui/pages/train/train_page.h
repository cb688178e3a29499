#pragma once
#include "ui/pages/page.h"
#include <QWidget>
#include <map>

class QListView;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace recoscope::ui {

class FormCard;
class GalleryModel;
class PageHeader;
class RunCard;
class StatePage;

/// Empty: no data, or no run yet (in the column of runs). Working and full share the layout: runs learn in place.
class TrainPage final : public QWidget {
    Q_OBJECT
public:
    explicit TrainPage(const PageContext& context, QWidget* parent = nullptr);

private:
    QWidget* makeGallery();
    QWidget* makeRuns();
    QWidget* makeTerminal();
    void refreshHeader();
    void refreshRuns();
    void refreshTerminal();
    void choose(const QString& algorithmId);
    void retrain(int runId);
    void changeSplit();
    Session& m_session;
    ActionRegistry& m_actions;
    QStackedWidget* m_states;
    PageHeader* m_header;
    QPushButton* m_compare;
    GalleryModel* m_gallery = nullptr;
    QListView* m_list = nullptr;
    FormCard* m_form = nullptr;
    QVBoxLayout* m_runs = nullptr;
    StatePage* m_noRuns = nullptr;
    QPlainTextEdit* m_terminal = nullptr;
    std::map<int, RunCard*> m_cards;
};

} // namespace recoscope::ui
