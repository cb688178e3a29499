#pragma once
#include "core/models/registry.h"
#include "tests/support/worlds.h"
#include <cmath>
#include <string>

namespace recoscope::test {

/// The example that the tests work out by hand; the mean of the seven ratings is 3.
///          i0  i1  i2  i3
///     u0    5   3   -   1
///     u1    4   -   2   -
///     u2    -   2   4   -
inline std::shared_ptr<const Interactions> handExample() {
    const std::vector<Interaction> rows{{UserIndex{0}, ItemIndex{0}, 5, kNoTime}, {UserIndex{0}, ItemIndex{1}, 3, kNoTime},
                                        {UserIndex{0}, ItemIndex{3}, 1, kNoTime}, {UserIndex{1}, ItemIndex{0}, 4, kNoTime},
                                        {UserIndex{1}, ItemIndex{2}, 2, kNoTime}, {UserIndex{2}, ItemIndex{1}, 2, kNoTime},
                                        {UserIndex{2}, ItemIndex{2}, 4, kNoTime}};
    return std::make_shared<const Interactions>(Interactions::fromRows(3, 4, rows, false));
}

/// Scores of a user of `x` from a model trained on it.
inline std::vector<float> scoresOf(const char* id, const ParamValues& params, std::int32_t user,
                                   const std::shared_ptr<const Interactions>& x = handExample()) {
    return scores(*train(*findAlgorithm(id), x, 1, params), known(*x, user));
}

inline bool near(double value, double expected, double tolerance = 1e-5) { return std::abs(value - expected) <= tolerance; }

} // namespace recoscope::test
