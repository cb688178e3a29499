#pragma once
#include "ui/actions.h"
#include "ui/pages/page.h"
#include "ui/session.h"
#include <QMainWindow>

class QMenu;
class QPushButton;
class QStackedWidget;

namespace recoscope::ui {

class JobStrip;
class PalettePopup;
class PlainLabel;
class Rail;

/// The window: top bar, rail, pages, status bar. Owns the session and the actions; knows no page by name but through the
/// registry.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;
    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] ActionRegistry& actions() { return m_actions; }
    void showPage(const QString& id);
    [[nodiscard]] QString currentPage() const { return m_current; }
    void openData(const QString& ref);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addFileActions();
    void addViewActions();
    void addHelpActions();
    void addPageActions();
    void makeTopBar();
    void makeStatusBar();
    void place(QAction* action);
    void refreshTitle();
    void refreshRecent();
    void showRefusal(const Error& error);
    void setProjector(bool on);
    void showShortcuts();
    void restore();
    void remember();

    Session m_session;
    ActionRegistry m_actions;
    std::vector<PageInfo> m_pages;
    std::map<QString, QMenu*> m_menus;
    QString m_current;
    QWidget* m_topBar = nullptr;
    QWidget* m_statusBar = nullptr;
    QPushButton* m_chip = nullptr;
    PlainLabel* m_message = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    PalettePopup* m_palette = nullptr;
    QMenu* m_recent = nullptr;
};

} // namespace recoscope::ui
