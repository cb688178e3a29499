#include "core/base/parallel.h"
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>
#ifndef __SANITIZE_THREAD__
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#endif

namespace recoscope {
namespace {

std::atomic<PoolPriority> poolPriority{PoolPriority::Normal};

/// Lowers the priority of the calling pool thread once. QThread's own low priorities do nothing on Linux; a nice value per thread
/// works.
void applyPoolPriority() {
    thread_local bool lowered = false;
    if (lowered || poolPriority.load(std::memory_order_relaxed) == PoolPriority::Normal) return;
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    if (static_cast<pid_t>(thread) != getpid()) setpriority(PRIO_PROCESS, thread, 10);
    lowered = true;
}

/// work(0) here and work(1), ..., work(workers - 1) beside it; returns when all are done.
template <class Work>
void runBeside(int workers, const Work& work) {
#ifdef __SANITIZE_THREAD__
    // The library's own locks are invisible to the thread sanitizer, which would report every task; plain threads are seen
    // through.
    std::vector<std::jthread> others;
    for (int worker = 1; worker < workers; ++worker) others.emplace_back([&work, worker] { work(worker); });
    work(0);
#else
    // An arena of exactly this many slots: more threads than cores is allowed, so that thread counts can be tested anywhere.
    tbb::task_arena arena(workers);
    arena.execute([&] {
        tbb::task_group group;
        for (int worker = 1; worker < workers; ++worker) group.run([&work, worker] { work(worker); });
        work(0);
        group.wait();
    });
#endif
}

} // namespace

int hardwareThreads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }
void setPoolPriority(PoolPriority priority) { poolPriority = priority; }
int workerCount(int threads) { return threads > 0 ? threads : hardwareThreads(); }

bool parallelForWorkers(std::size_t count, std::size_t grain, int threads, const TaskContext& context,
                        const std::function<void(int, std::size_t, std::size_t)>& body) {
    grain = std::max<std::size_t>(grain, 1);
    const std::size_t blocks = (count + grain - 1) / grain;
    const int workers =
        static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(workerCount(threads)), std::max<std::size_t>(blocks, 1)));
    std::atomic<std::size_t> cursor{0};
    std::atomic<bool> stopped{false};
    std::exception_ptr failure;
    std::mutex failureMutex;
    const auto work = [&](int worker) {
        applyPoolPriority();
        try {
            for (std::size_t block = cursor++; block < blocks && !stopped; block = cursor++) {
                if (context.stopRequested())
                    stopped = true;
                else
                    body(worker, block * grain, std::min(count, (block + 1) * grain));
            }
        } catch (...) {
            const std::scoped_lock lock(failureMutex);
            if (!failure) failure = std::current_exception();
            stopped = true;
        }
    };
    if (workers == 1)
        work(0);
    else
        runBeside(workers, work);
    if (failure) std::rethrow_exception(failure);
    return !stopped && !context.stopRequested();
}

bool parallelFor(std::size_t count, std::size_t grain, int threads, const TaskContext& context,
                 const std::function<void(std::size_t, std::size_t)>& body) {
    return parallelForWorkers(count, grain, threads, context, [&](int, std::size_t begin, std::size_t end) { body(begin, end); });
}

} // namespace recoscope
