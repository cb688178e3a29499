#pragma once
#include "ui/actions.h"
#include "ui/pages/page.h"
#include "ui/session.h"
#include <QMainWindow>

class QDialog;
class QMimeData;
class QStackedWidget;

namespace recoscope::ui {

class JobsPanel;
class Overlay;
class PalettePopup;
class PlainLabel;
class Rail;
class RefusalPanel;
class Toast;
class TopBar;

/// The window: top bar, rail, pages, status bar, and what floats over them. Owns the session and the actions; knows no page by
/// name but through the registry.
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
    /// What was dropped or named: one path is opened; several, or none on this computer, are answered with a sentence.
    void openPaths(const QStringList& paths);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Esc: the front most panel, the opening, the projector mode; in this order.

private:
    void addFileActions();
    void addReadingAction();
    void addEditActions();
    void addViewActions();
    void addThemeActions();
    void addZoomActions();
    void addHelpActions();
    void addPageActions();
    void makeCentre();
    QWidget* makeStatusBar();
    void follow();
    void placeOverlays();
    void dataChanged();
    void runFinished(int id);
    void saySelection();
    void sayWhile(const QDialog& dialog, const QString& words); ///< In the status bar, until the dialog ends.
    void setProjector(bool on);
    void toggleJobs();
    void openContentMenu();
    void openCatalogue();
    void downloadFinished(const QString& id);
    [[nodiscard]] bool confirmClose();
    void resetLayout();
    void restore();
    [[nodiscard]] QSize usualSize() const; ///< As drawn, or what the screen has beside the title bar.
    void remember();

    Session m_session;
    ActionRegistry m_actions;
    std::vector<PageInfo> m_pages;
    QString m_current, m_asked;
    TopBar* m_topBar = nullptr;
    QWidget* m_statusBar = nullptr;
    PlainLabel* m_message = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    PalettePopup* m_palette = nullptr;
    JobsPanel* m_jobs = nullptr;
    RefusalPanel* m_refusal = nullptr;
    Toast* m_toast = nullptr;
};

} // namespace recoscope::ui
