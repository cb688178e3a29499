// A stop from another thread, at many moments, while every algorithm trains and reports.
#include "core/models/registry.h"
#include "tests/support/worlds.h"
#include "tests/threads/check.h"
#include <atomic>
#include <chrono>
#include <thread>

using namespace recoscope;
using namespace recoscope::test;

int main() {
    const auto x = randomRatings(400, 300, 0.1, 8);
    for (const AlgorithmInfo& a : algorithms()) {
        const ParamValues params = completeParams(a.params, {}).value();
        for (int delay = 0; delay < 30; delay += 6) {
            std::stop_source stop;
            std::atomic<int> reports{0};
            const TaskContext context(stop.get_token(), [&](const Progress&) { ++reports; });
            auto trainer = a.makeTrainer(TrainInput::make(x, std::nan(""), 1, 2), params);
            CHECK(trainer.hasValue());
            std::jthread canceller([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(delay));
                stop.request_stop();
            });
            bool cancelled = false;
            for (int step = 0; step < trainer.value()->stepCount() && !cancelled; ++step) {
                const auto done = trainer.value()->step(context);
                cancelled = done.isCancelled();
                CHECK(!done.hasError());
            }
            canceller.join();
            CHECK(trainer.value()->snapshot(context) == nullptr);
        }
    }
}
