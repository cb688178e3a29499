#pragma once
#include <QKeySequence>
#include <QObject>
#include <QString>
#include <functional>
#include <vector>

class QAction;

namespace recoscope::ui {

/// Every action of the program by name: menus, palette, shortcut sheet, tests and captures all read this one registry.
class ActionRegistry final : public QObject {
    Q_OBJECT
public:
    explicit ActionRegistry(QObject* parent = nullptr);
    /// `id` is stable and dotted: "file.open", "page.inspect", "inspect.random-user". `menu` is the menu it stands in ("File"),
    /// empty for actions that only the palette and their page show.
    QAction* add(const QString& id, const QString& menu, const QString& text, const QKeySequence& shortcut,
                 std::function<void()> run, const QString& icon = {});
    [[nodiscard]] QAction* find(const QString& id) const; ///< Null where there is none.
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }

Q_SIGNALS:
    void added(QAction* action);

private:
    std::vector<QAction*> m_all;
};

} // namespace recoscope::ui
