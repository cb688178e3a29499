// parallelFor from several threads at once: every element once, exceptions arrive, worker numbers are never shared.
#include "core/base/parallel.h"
#include "tests/threads/check.h"
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace recoscope;

namespace {

void coversEveryElementOnce(int threads) {
    std::vector<int> seen(10007, 0); // plain integers: two workers on one element would be a race
    CHECK(parallelFor(seen.size(), 13, threads, {}, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) ++seen[i];
    }));
    for (const int n : seen) CHECK(n == 1);
}

void scratchIsNeverShared(int threads) {
    std::vector<long> sums(static_cast<std::size_t>(workerCount(threads)), 0);
    CHECK(parallelForWorkers(5000, 7, threads, {}, [&](int worker, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) sums[static_cast<std::size_t>(worker)] += static_cast<long>(i);
    }));
    long total = 0;
    for (const long s : sums) total += s;
    CHECK(total == 5000L * 4999 / 2);
}

void nestedLoopsFinish() {
    std::vector<std::vector<int>> rows(20);
    CHECK(parallelFor(rows.size(), 1, 3, {}, [&](std::size_t begin, std::size_t) {
        rows[begin].assign(200, 0);
        parallelFor(200, 10, 2, {}, [&](std::size_t b, std::size_t e) {
            for (std::size_t i = b; i < e; ++i) rows[begin][i] = 1;
        });
    }));
    for (const auto& row : rows)
        for (const int v : row) CHECK(v == 1);
}

void exceptionsArrive() {
    bool caught = false;
    try {
        parallelFor(100, 1, 3, {}, [](std::size_t begin, std::size_t) {
            if (begin == 40) throw std::runtime_error("planted");
        });
    } catch (const std::runtime_error&) { caught = true; }
    CHECK(caught);
}

} // namespace

int main() {
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 3; ++caller)
        callers.emplace_back([caller] {
            for (int round = 0; round < 20; ++round) {
                coversEveryElementOnce(1 + (caller + round) % 4);
                scratchIsNeverShared(1 + (caller + round) % 4);
            }
            nestedLoopsFinish();
            exceptionsArrive();
        });
}
