#pragma once
#include "ui/pages/page.h"
#include <QWidget>
#include <array>

class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace recoscope::ui {

class LeaderboardModel;
class LinePlot;
class PageHeader;

/// Empty (no run yet), full. Runs of another protocol are shown, marked and unranked.
class ComparePage final : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(const PageContext& context, QWidget* parent = nullptr);

private:
    QWidget* makeFull();
    QWidget* makeCurves();
    QWidget* makeProtocol();
    void refresh();
    void refreshCurves();
    void refreshProtocol();
    void showTableMenu(const QPoint& position);
    Session& m_session;
    ActionRegistry& m_actions;
    PageHeader* m_header;
    QStackedWidget* m_states;
    LeaderboardModel* m_model;
    QTableView* m_table = nullptr;
    std::array<LinePlot*, 4> m_curves{};
    QVBoxLayout* m_protocol = nullptr;
};

} // namespace recoscope::ui
