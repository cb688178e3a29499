#pragma once
#include "core/base/task_context.h"
#include <QString>
#include <functional>
#include <memory>
#include <utility>

namespace recoscope::ui {

/// Work for the screen of which only the newest request matters: re-ranking while a slider moves, a search while someone types.
/// At most one request runs; a new one asks it to stop, replaces whatever waits, and makes its result stale: stale results are
/// dropped. Lives in the GUI thread, where `done` and `failed` are called. The destructor never waits: the worker ends by itself.
/// So `work` must own all it reads (copies, shared_ptr); `done` may hold a pointer to the owner of the job, which outlives the
/// call.
class LatestJob final {
public:
    LatestJob();
    ~LatestJob();
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;

    /// `work(context)` runs on a worker and returns a value; `done(value)` takes it. An exception of `work` goes to `failed` as
    /// text.
    template <class Work, class Done>
    void submit(Work work, Done done, const std::function<void(const QString&)>& failed = {}) {
        start(
            [work = std::move(work), done = std::move(done)](const TaskContext& context) -> Delivery {
                auto value = std::make_shared<decltype(work(context))>(work(context));
                return [value, done] { done(std::move(*value)); };
            },
            failed);
    }
    /// Makes every result on the way stale.
    void cancel();
    [[nodiscard]] bool isBusy() const;

private:
    using Delivery = std::function<void()>;
    using Erased = std::function<Delivery(const TaskContext&)>;
    struct State;
    static void runPending(const std::shared_ptr<State>& state);
    void start(Erased work, std::function<void(const QString&)> failed);
    std::shared_ptr<State> m_state;
};

} // namespace recoscope::ui
