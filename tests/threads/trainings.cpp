// All algorithms trained side by side, two at a time: each gives the bits it gives alone.
#include "core/models/registry.h"
#include "tests/support/worlds.h"
#include "tests/threads/check.h"
#include <thread>

using namespace recoscope;
using namespace recoscope::test;

int main() {
    const auto x = randomRatings(90, 70, 0.15, 5);
    for (const AlgorithmInfo& a : algorithms()) {
        ParamValues params;
        for (const ParamSpec& p : a.params)
            if (p.key == "epochs") params[p.key] = std::int64_t{3};
        const auto alone = train(a, x, 1, params);
        std::unique_ptr<const Model> left, right;
        {
            std::jthread one([&] { left = train(a, x, 2, params); });
            std::jthread two([&] { right = train(a, x, 3, params); });
        }
        for (std::int32_t u = 0; u < 90; u += 10) {
            const auto expected = scores(*alone, known(*x, u));
            CHECK(scores(*left, known(*x, u)) == expected);
            CHECK(scores(*right, known(*x, u)) == expected);
        }
    }
}
