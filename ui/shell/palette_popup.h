#pragma once
#include <QDialog>

class QLineEdit;
class QListWidget;

namespace recoscope::ui {

class ActionRegistry;
class Session;

/// Ctrl+K: one box over every action, item and user. Keyboard only, if one likes; keeps its last query.
class PalettePopup final : public QDialog {
    Q_OBJECT
public:
    PalettePopup(Session& session, ActionRegistry& actions, QWidget* parent);
    void open() override;
    void search(const QString& text); ///< Fills the list; public for tests.
    [[nodiscard]] QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void run();
    void addHeading(const QString& text);
    Session& m_session;
    ActionRegistry& m_actions;
    QLineEdit* m_edit;
    QListWidget* m_list;
};

} // namespace recoscope::ui
