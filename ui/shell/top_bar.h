#pragma once
#include "ui/shell/edge.h"
#include <QAbstractButton>
#include <map>

class QAction;
class QMenu;

namespace recoscope::ui {

class ActionRegistry;
class Session;

/// What is open, as a tinted chip: name, counts, and the menu of what was opened lately.
class DataChip final : public QAbstractButton {
    Q_OBJECT
public:
    explicit DataChip(QWidget* parent);
    void setTexts(const QString& name, const QString& counts);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name, m_counts;
};

/// The field that opens the palette: it looks like a field and says its keys.
class FindField final : public QAbstractButton {
    Q_OBJECT
public:
    explicit FindField(QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Menus, back and forward, what is open, and the search field. Places every action of the registry in its menu, also those that
/// come later.
class TopBar final : public EdgeWidget {
    Q_OBJECT
public:
    TopBar(Session& session, ActionRegistry& actions, QWidget* parent);
    void refreshRecent();

Q_SIGNALS:
    void recentChosen(const QString& ref);

private:
    void place(QAction* action);
    void refreshChip();
    Session& m_session;
    ActionRegistry& m_actions;
    std::map<QString, QMenu*> m_menus;
    DataChip* m_chip = nullptr;
    FindField* m_find = nullptr;
    QMenu* m_recent = nullptr;
};

} // namespace recoscope::ui
