#pragma once
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

namespace recoscope::test {

using ui::MainWindow;

/// Drives the real window the way its menus do.
inline void act(MainWindow& window, const char* id) {
    QAction* action = window.actions().find(QLatin1String(id));
    QVERIFY2(action, id);
    action->trigger();
}

/// A light window of the usual size with a page in front: pages are made when they are first shown.
inline std::unique_ptr<MainWindow> start(const char* page) {
    ui::Appearance::install(*qApp);
    ui::Appearance::instance().setChoice(ui::ThemeChoice::Light);
    auto window = std::make_unique<MainWindow>();
    ui::Appearance::instance().setZoom(100); // whatever another run has left behind
    window->resize(1440, 900);
    window->show();
    act(*window, page);
    return window;
}

/// A file of that name (folders in it are made) with that text; its path.
inline QString writeFile(const QTemporaryDir& folder, const QString& name, const QByteArray& text) {
    const QString path = folder.filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("the test could not write its file");
    return path;
}

/// Shows a window of the usual size and opens data in it; what becomes of it is to be waited for.
inline void openShown(MainWindow& window, const QString& ref) {
    window.resize(1440, 900);
    window.show();
    window.openData(ref);
}

inline void openDemo(MainWindow& window) {
    ui::Appearance::instance().setZoom(100); // whatever another run has left behind
    window.resize(1440, 900);
    window.show();
    act(window, "file.open-demo");
    QTRY_VERIFY_WITH_TIMEOUT(window.session().split() != nullptr, 20000);
}

} // namespace recoscope::test
