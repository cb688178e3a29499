#pragma once
#include "core/data/dataset.h"
#include "ui/pages/inspect/panel.h"
#include <QWidget>
#include <memory>

class QAction;
class QMenu;

namespace recoscope::ui {

class ChoiceButton;
class IconButton;
class PickerPopup;
class Segments;

/// Who is looked at, how one gets to another, and what was edited.
class InspectHeader final : public QWidget {
    Q_OBJECT
public:
    explicit InspectHeader(QWidget* parent = nullptr);
    void setData(const std::shared_ptr<const Dataset>& dataset);
    void setUser(const QString& name, const QString& detail);
    void setEdits(std::size_t edits, const QString& single); ///< `single` describes the one edit, for the projector.
    void setProjector(bool on, const QString& headline);
    void setPanes(bool shown, bool listsApart);      ///< Which card is shown where they do not all fit.
    [[nodiscard]] int pane() const;                  ///< 0 history, 1 why, 2 lists.
    void setCompact(bool on, bool tight, bool tiny); ///< Short texts where room is scarce; tight: only what nothing else can do.
    void openPicker();
    /// Buttons do what the page's actions do.
    void bind(QAction* previous, QAction* next, QAction* random, QAction* undo, QAction* redo, QAction* reset);
    [[nodiscard]] QMenu* cases() { return m_cases; }
    [[nodiscard]] QMenu* models() { return m_models; }
    void setModels(std::size_t shown, std::size_t of);

Q_SIGNALS:
    void userPicked(recoscope::UserIndex user);
    void paneChanged();

private:
    void showTexts();
    InkLabel* m_title;
    ChoiceButton* m_user;
    IconButton *m_previous, *m_next;
    ChoiceButton *m_random, *m_casesButton, *m_modelsButton;
    IconButton *m_undo, *m_redo;
    ChoiceButton* m_reset;
    QMenu *m_cases, *m_models;
    WhatIfBadge* m_badge;
    Segments* m_panes;
    PickerPopup* m_picker;
    QString m_name, m_detail, m_single;
    std::size_t m_edits = 0;
    bool m_projector = false, m_compact = false, m_tiny = false, m_tight = false;
};

} // namespace recoscope::ui
