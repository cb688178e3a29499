#pragma once
#include <cstddef>
#include <cstring>

namespace recoscope::lanes {

/// Eight floats that are computed at once. The compiler turns them into what the processor has; the order of every operation is
/// written here, so a result is the same on every processor with fused multiply-add.
using Lane = float __attribute__((vector_size(32)));
inline constexpr std::size_t kWidth = 8;

/// The next multiple of `step`: rows padded to it have no left-over elements.
[[nodiscard]] constexpr std::size_t padded(std::size_t n, std::size_t step = kWidth) { return (n + step - 1) / step * step; }

[[nodiscard, gnu::always_inline]] inline Lane load(const float* from) {
    Lane lane;
    std::memcpy(&lane, from, sizeof lane);
    return lane;
}
[[gnu::always_inline]] inline void store(float* to, const Lane& lane) { std::memcpy(to, &lane, sizeof lane); }
[[nodiscard, gnu::always_inline]] inline Lane all(float value) { return Lane{} + value; }
[[nodiscard, gnu::always_inline]] inline float sum(const Lane& lane) {
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/// The sums of eight lanes, in their order.
[[nodiscard, gnu::always_inline]] inline Lane sums(const Lane (&lane)[8]) {
    Lane pairs[4], fours[2];
    for (std::size_t k = 0; k < 4; ++k) {
        const Lane &a = lane[2 * k], &b = lane[2 * k + 1];
        pairs[k] =
            __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14) + __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
    }
    for (std::size_t k = 0; k < 2; ++k) {
        const Lane &a = pairs[2 * k], &b = pairs[2 * k + 1];
        fours[k] =
            __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13) + __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
    }
    return __builtin_shufflevector(fours[0], fours[1], 0, 1, 2, 3, 8, 9, 10, 11) +
           __builtin_shufflevector(fours[0], fours[1], 4, 5, 6, 7, 12, 13, 14, 15);
}

/// a . b over n elements, n a multiple of kWidth.
[[nodiscard, gnu::always_inline]] inline float dot(const float* a, const float* b, std::size_t n) {
    Lane even{}, odd{};
    std::size_t k = 0;
    for (; k + 2 * kWidth <= n; k += 2 * kWidth) {
        even += load(a + k) * load(b + k);
        odd += load(a + k + kWidth) * load(b + k + kWidth);
    }
    if (k < n) even += load(a + k) * load(b + k);
    return sum(even + odd);
}

/// to += factor * from, n a multiple of kWidth.
[[gnu::always_inline]] inline void addScaled(float* to, float factor, const float* from, std::size_t n) {
    const Lane scale = all(factor);
    for (std::size_t k = 0; k < n; k += kWidth) store(to + k, load(to + k) + scale * load(from + k));
}

} // namespace recoscope::lanes
