#include "ui/jobs/latest_job.h"
#include <QCoreApplication>
#include <QMetaObject>
#include <QThreadPool>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>

namespace recoscope::ui {

namespace {

/// Apart from the pool of trainings, so that a what-if never waits behind one.
QThreadPool& interactivePool() {
    static QThreadPool pool;
    static const bool once = [] {
        pool.setMaxThreadCount(2);
        return true;
    }();
    static_cast<void>(once);
    return pool;
}

} // namespace

struct LatestJob::State {
    struct Request {
        std::uint64_t id = 0;
        Erased work;
        std::function<void(const QString&)> failed;
    };
    mutable std::mutex mutex;
    std::uint64_t lastId = 0;
    std::uint64_t latest = 0; ///< The request whose result is wanted; 0 = none.
    bool running = false;
    std::optional<Request> pending;
    std::stop_source stop;
};

LatestJob::LatestJob() : m_state(std::make_shared<State>()) {}

LatestJob::~LatestJob() { cancel(); }

void LatestJob::cancel() {
    const std::scoped_lock lock(m_state->mutex);
    m_state->latest = 0;
    m_state->pending.reset();
    m_state->stop.request_stop();
}

bool LatestJob::isBusy() const {
    const std::scoped_lock lock(m_state->mutex);
    return m_state->latest != 0;
}

void LatestJob::start(Erased work, std::function<void(const QString&)> failed) {
    const std::scoped_lock lock(m_state->mutex);
    m_state->stop.request_stop();
    m_state->latest = ++m_state->lastId;
    m_state->pending = State::Request{m_state->latest, std::move(work), std::move(failed)};
    if (m_state->running) return;
    m_state->running = true;
    interactivePool().start([state = m_state] { runPending(state); });
}

void LatestJob::runPending(const std::shared_ptr<State>& state) {
    for (;;) {
        State::Request request;
        TaskContext context;
        {
            const std::scoped_lock lock(state->mutex);
            if (!state->pending) {
                state->running = false;
                return;
            }
            request = std::move(*state->pending);
            state->pending.reset();
            state->stop = {};
            context = TaskContext(state->stop.get_token(), {});
        }
        Delivery deliver;
        try {
            deliver = request.work(context);
        } catch (const std::exception& error) {
            deliver = [failed = request.failed, text = QString::fromUtf8(error.what())] {
                if (failed) failed(text);
            };
        }
        // Posted under the lock: once the owner is gone (latest == 0) nothing is posted, so the application is alive here.
        const std::scoped_lock lock(state->mutex);
        if (state->latest != request.id) continue;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [state, id = request.id, deliver] {
                {
                    const std::scoped_lock inner(state->mutex);
                    if (state->latest != id) return;
                    state->latest = 0;
                }
                deliver();
            },
            Qt::QueuedConnection);
    }
}

} // namespace recoscope::ui
