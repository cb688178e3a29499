#pragma once
#include "core/data/dataset.h"
#include "ui/pages/inspect/panel.h"
#include "ui/pages/inspect/picker_popup.h"
#include <QWidget>
#include <memory>

class QAction;
class QMenu;
class QPushButton;
class QTabBar;
class QToolButton;

namespace recoscope::ui {

/// Who is looked at, how one gets to another, and what was edited.
class InspectHeader final : public QWidget {
    Q_OBJECT
public:
    explicit InspectHeader(QWidget* parent = nullptr);
    void setData(const std::shared_ptr<const Dataset>& dataset);
    void setUser(const QString& who);
    void setEdits(std::size_t edits, const QString& single); ///< `single` describes the one edit, for the projector.
    void setProjector(bool on, const QString& headline);
    void setPanes(bool shown, bool listsApart); ///< Which card is shown where they do not all fit.
    [[nodiscard]] int pane() const;             ///< 0 history, 1 why, 2 lists.
    void setCompact(bool on);                   ///< Short texts where room is scarce.
    void openPicker();
    /// Buttons do what the page's actions do.
    void bind(QAction* previous, QAction* next, QAction* random, QAction* undo, QAction* redo, QAction* reset);
    [[nodiscard]] QMenu* hardCases() { return m_hard; }
    [[nodiscard]] QMenu* models() { return m_models; }
    void setModelsText(const QString& text);

Q_SIGNALS:
    void userPicked(recoscope::UserIndex user);
    void paneChanged();

private:
    QToolButton* button(const QString& text, const QString& name);
    InkLabel* m_title;
    QPushButton* m_user;
    QToolButton *m_previous, *m_next, *m_random, *m_hardButton, *m_modelsButton, *m_undo, *m_redo, *m_reset;
    QMenu *m_hard, *m_models;
    WhatIfBadge* m_badge;
    QTabBar* m_panes;
    PickerPopup* m_picker;
    void showTexts();
    QString m_who, m_single;
    std::size_t m_edits = 0;
    bool m_projector = false, m_compact = false;
};

} // namespace recoscope::ui
