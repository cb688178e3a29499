#include "ui/jobs/mailbox.h"
#include <QMetaObject>
#include <QThreadPool>
#include <array>

namespace recoscope::ui {
namespace {

/// Never destroyed: a pool's destructor would wait for work at the end of the program.
std::array<QThreadPool*, 3>& lanes() {
    static std::array<QThreadPool*, 3> pools = [] {
        std::array<QThreadPool*, 3> made{new QThreadPool, new QThreadPool, new QThreadPool};
        for (QThreadPool* pool : made) pool->setMaxThreadCount(1);
        return made;
    }();
    return pools;
}

} // namespace

void Mailbox::post(std::function<void()> letter) {
    const std::scoped_lock lock(m_mutex);
    if (!m_receiver) return;
    // The receiver lives while the lock is held; queued calls to it are dropped by Qt when it dies.
    QMetaObject::invokeMethod(m_receiver, std::move(letter), Qt::QueuedConnection);
}

void Mailbox::close() {
    const std::scoped_lock lock(m_mutex);
    m_receiver = nullptr;
}

void runInBackground(int lane, std::function<void()> work) { lanes()[static_cast<std::size_t>(lane)]->start(std::move(work)); }

bool waitForBackground(int milliseconds) {
    bool done = true;
    for (QThreadPool* pool : lanes()) done = pool->waitForDone(milliseconds) && done;
    return done;
}

} // namespace recoscope::ui
