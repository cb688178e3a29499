#include "ui/actions.h"
#include "ui/theme/icons.h"
#include <QAction>
#include <algorithm>

namespace recoscope::ui {

ActionRegistry::ActionRegistry(QObject* parent) : QObject(parent) {}

QAction* ActionRegistry::add(const QString& id, const QString& menu, const QString& text, const QKeySequence& shortcut,
                             std::function<void()> run, const QString& iconName) {
    auto* action = new QAction(text, this);
    action->setObjectName(id);
    action->setProperty("menu", menu);
    action->setShortcut(shortcut);
    if (!iconName.isEmpty()) {
        action->setIcon(icon(iconName));
        action->setIconVisibleInMenu(false);
        action->setProperty("iconName", iconName); // "icon" is QAction's own
    }
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_all.push_back(action);
    connect(action, &QObject::destroyed, this, [this](QObject* gone) { std::erase(m_all, gone); });
    Q_EMIT added(action);
    return action;
}

QAction* ActionRegistry::find(const QString& id) const {
    const auto it = std::ranges::find_if(m_all, [&](const QAction* a) { return a->objectName() == id; });
    return it == m_all.end() ? nullptr : *it;
}

} // namespace recoscope::ui
