#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <utility>

namespace recoscope {

struct Progress {
    double fraction = 0.0; ///< In [0, 1]; NaN when the total is unknown.
    std::string stage;     ///< What is being done: "epoch 3 of 20", "scoring users". Plain text.
};

/// The only channel between a running computation and whoever started it. Copyable; knows no Qt.
/// report() runs on the worker thread and must return quickly. Work polls stopRequested() at least every 20 ms.
class TaskContext {
public:
    TaskContext() = default;
    TaskContext(std::stop_token stop, std::function<void(const Progress&)> sink)
        : m_stop(std::move(stop)),
          m_sink(std::move(sink)) {}

    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }
    [[nodiscard]] const std::stop_token& stopToken() const { return m_stop; }
    void report(double fraction, std::string stage) const {
        if (m_sink) m_sink({m_from + fraction * (m_to - m_from), std::move(stage)});
    }
    /// The same task, asked to stop by another token.
    [[nodiscard]] TaskContext withStop(std::stop_token stop) const {
        TaskContext other = *this;
        other.m_stop = std::move(stop);
        return other;
    }
    /// The same task, with its fractions mapped into [from, to] of this one's: a step of a longer job.
    [[nodiscard]] TaskContext part(double from, double to) const {
        TaskContext p = *this;
        p.m_from = m_from + from * (m_to - m_from);
        p.m_to = m_from + to * (m_to - m_from);
        return p;
    }

private:
    std::stop_token m_stop;
    std::function<void(const Progress&)> m_sink;
    double m_from = 0.0;
    double m_to = 1.0;
};

} // namespace recoscope
