#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace recoscope {

/// The seed of one purpose ("split", "ials.init", "user") and index, derived from the run's master seed. Equal on every machine;
/// independent of the order and the thread in which purposes are served.
[[nodiscard]] std::uint64_t deriveSeed(std::uint64_t master, std::string_view purpose, std::uint64_t index = 0);

/// xoshiro256** (Blackman and Vigna, 2018) with own transforms: the distributions of the standard library differ between
/// libraries. Not thread-safe: one generator per block of work.
class Random {
public:
    explicit Random(std::uint64_t seed);
    std::uint64_t next();
    /// Uniform in [0, n), without modulo bias (Lemire, 2019); n > 0.
    std::uint64_t below(std::uint64_t n);
    /// Uniform in [0, 1), 53 bits.
    double uniform();
    /// Standard normal, by the polar method (Marsaglia and Bray, 1964).
    double normal();
    /// Fisher-Yates.
    template <class T>
    void shuffle(std::span<T> values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
    }

private:
    std::uint64_t m_state[4];
    double m_spare = 0.0;
    bool m_hasSpare = false;
};

} // namespace recoscope
