#pragma once
#include "ui/shell/main_window.h"
#include <QAction>
#include <QTest>

namespace recoscope::test {

using ui::MainWindow;

/// Drives the real window the way its menus do.
inline void act(MainWindow& window, const char* id) {
    QAction* action = window.actions().find(QLatin1String(id));
    QVERIFY2(action, id);
    action->trigger();
}

inline void openDemo(MainWindow& window) {
    window.resize(1440, 900);
    window.show();
    act(window, "file.open-demo");
    QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
}

} // namespace recoscope::test
