#pragma once
#include <QtGlobal>
#include <atomic>
#include <chrono>
#include <thread>

namespace recoscope::test {

/// Milliseconds this program had, counted by a thread that does nothing but sleep: a machine that stands still for a moment, or
/// gives its cores to others, stops this clock too. For "ended at once" and "nothing froze" in tests; never for a figure.
class PatientClock {
public:
    PatientClock() = default;
    qint64 elapsed() const { return (m_turns.load() - m_start) * kTurn.count(); }
    /// Begins anew; what it counted till now.
    qint64 restart() {
        const qint64 counted = elapsed();
        m_start = m_turns.load();
        return counted;
    }

private:
    static constexpr std::chrono::milliseconds kTurn{2};
    std::atomic<qint64> m_turns{0};
    qint64 m_start = 0;
    std::jthread m_thread{[this](const std::stop_token& stop) {
        for (; !stop.stop_requested(); ++m_turns) std::this_thread::sleep_for(kTurn);
    }};
};

}
