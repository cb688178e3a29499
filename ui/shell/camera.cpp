#include "ui/shell/camera.h"
#include "ui/shell/main_window.h"
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QPainter>
#include <QTimer>

namespace recoscope::ui {
namespace {

constexpr int kSettle = 250;

void pause(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

bool waitFor(const std::function<bool()>& condition, int milliseconds) {
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (condition() || clock.elapsed() > milliseconds) loop.quit();
    });
    poll.start(10);
    if (!condition()) loop.exec();
    return condition();
}

QImage Camera::picture() const {
    QImage image = m_window.grab().toImage();
    QPainter painter(&image);
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top != &m_window && top->isVisible() && top->windowType() != Qt::ToolTip)
            painter.drawPixmap(m_window.mapFromGlobal(top->mapToGlobal(QPoint(0, 0))), top->grab());
    return image;
}

bool Camera::save(const QString& name) const { return picture().save(m_folder + '/' + name + QStringLiteral(".png"), "PNG"); }

void Camera::settle() { pause(kSettle); }

bool Camera::shoot(const QString& name) {
    settle();
    return save(name);
}

void Camera::act(const QString& id) {
    if (QAction* action = m_window.actions().find(id)) action->trigger();
}

void Camera::actAndShoot(const QString& id, const QString& name) {
    QTimer::singleShot(kSettle, &m_window, [this, name] {
        save(name);
        closePopups();
    });
    act(id);
    pause(2 * kSettle);
}

void Camera::closePopups() {
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top != &m_window && top->isVisible()) top->close();
}

} // namespace recoscope::ui
