#pragma once
#include "core/base/task_context.h"
#include <cstddef>
#include <functional>

namespace recoscope {

/// Number of hardware threads, at least 1.
[[nodiscard]] int hardwareThreads();

/// How the pool's threads stand towards the window: `background` lowers their priority (setpriority per thread), so that
/// computing leaves the window its share. Process-wide, set once by the window before work starts.
enum class PoolPriority { Normal, Background };
void setPoolPriority(PoolPriority priority);

/// Calls body(begin, end) for consecutive blocks of at most `grain` elements that cover [0, count), on up to `threads` threads
/// (0 = all). The partition depends on count and grain only, never on the threads: give every block its own output, or reduce
/// per-block results in block order, and the bits are the same for any number of threads. Block number = begin / grain.
/// Returns false when the context asked to stop; blocks not yet begun are then skipped. Exceptions of a body are rethrown here.
bool parallelFor(std::size_t count, std::size_t grain, int threads, const TaskContext& context,
                 const std::function<void(std::size_t begin, std::size_t end)>& body);

/// The same with the number of the worker, in [0, workers), for scratch memory: no two blocks run with one worker number at once.
/// `workers` is what workerCount(threads) says.
bool parallelForWorkers(std::size_t count, std::size_t grain, int threads, const TaskContext& context,
                        const std::function<void(int worker, std::size_t begin, std::size_t end)>& body);
[[nodiscard]] int workerCount(int threads);

} // namespace recoscope
