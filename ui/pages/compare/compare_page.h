#pragma once
#include "ui/pages/page.h"
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QScrollArea;
class QStackedWidget;

namespace recoscope::ui {

class CurvesCard;
class DifferenceCard;
class LeaderboardCard;
class LeaderboardModel;
class PageHeader;
class ProtocolView;
class StatePage;
class VersusCard;

/// Empty (no run yet), working (the first run learns), error (the split could not be made, or every run failed), full. Runs of
/// another protocol are shown, marked and unranked.
class ComparePage final : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeHeader();
    QWidget* makeEmpty();
    QWidget* makeFull();
    void connectParts();
    void refresh();
    void refreshEmpty();
    void refreshSide();
    void highlight(int runId);
    void fitColumns();
    void inspect(int runId);
    void copyTable();
    Session& m_session;
    ActionRegistry& m_actions;
    PageHeader* m_header;
    QStackedWidget* m_states;
    LeaderboardModel* m_model;
    StatePage* m_empty = nullptr;
    QComboBox* m_k = nullptr;
    QScrollArea* m_scroll = nullptr;
    QBoxLayout* m_columns = nullptr;
    QWidget* m_side = nullptr;
    LeaderboardCard* m_table = nullptr;
    CurvesCard* m_curves = nullptr;
    ProtocolView* m_protocol = nullptr;
    DifferenceCard* m_difference = nullptr;
    VersusCard* m_versus = nullptr;
    int m_pinned = 0; ///< Highlighted also when nothing is hovered.
};

} // namespace recoscope::ui
