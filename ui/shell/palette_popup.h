#pragma once
#include "ui/jobs/latest_job.h"
#include "ui/shell/palette_model.h"
#include <QDialog>

class QLineEdit;
class QListView;

namespace recoscope::ui {

class PlainLabel;
class Session;

/// Ctrl+K: one box over every action, item and user. Keyboard only, if one likes; keeps its last query; Tab narrows it to one
/// kind. Titles are searched on a worker, so that typing never waits.
class PalettePopup final : public QDialog {
    Q_OBJECT
public:
    PalettePopup(Session& session, ActionRegistry& actions, QWidget* parent);
    void open() override;
    void search(const QString& text); ///< Actions at once, items and users when the worker has them.
    [[nodiscard]] const PaletteModel& model() const { return *m_model; }
    [[nodiscard]] bool isSearching() const { return m_searching.isBusy(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void run();
    void move(int by);
    void nextScope();
    void show(const PaletteHits& hits);
    void place();
    void refreshHints();
    Session& m_session;
    ActionRegistry& m_actions;
    PaletteModel* m_model;
    QLineEdit* m_edit;
    QListView* m_list;
    PlainLabel* m_hints;
    QWidget* m_esc;
    PaletteScope m_scope = PaletteScope::All;
    std::shared_ptr<const PaletteIndex> m_index;
    LatestJob m_searching;
};

} // namespace recoscope::ui
