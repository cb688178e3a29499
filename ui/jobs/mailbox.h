#pragma once
#include <QObject>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace recoscope::ui {

/// The way from a worker to an object of the GUI thread. The worker holds a shared mailbox and never the object: when the object
/// dies it closes the mailbox, and what workers still post goes nowhere. Letters run in the GUI thread, in order.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
public:
    explicit Mailbox(QObject* receiver) : m_receiver(receiver) {}
    void post(std::function<void()> letter);
    void close();

private:
    std::mutex m_mutex;
    QObject* m_receiver;
};

/// Runs `work` on the pool of background jobs: `lane` 0 for opening and splitting, 1 for training, 2 for downloads; each lane
/// runs one job at a time.
void runInBackground(int lane, std::function<void()> work);
/// For the end of the program only. False where work still runs after that time.
bool waitForBackground(int milliseconds);

} // namespace recoscope::ui
