#pragma once
#include "core/base/random.h"
#include "core/linalg/lanes.h"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace recoscope {

/// Vectors while they learn: rows padded to whole lanes, the padding zero and staying so.
struct MfTable {
    std::size_t rows = 0, rank = 0, stride = 0;
    std::vector<float> values;

    void fill(std::size_t count, std::size_t factors, std::uint64_t seed, double spread) {
        rows = count;
        rank = factors;
        stride = lanes::padded(rank);
        values.assign(rows * stride, 0.0F);
        Random random(seed);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t f = 0; f < rank; ++f) values[r * stride + f] = static_cast<float>(spread * random.normal());
    }
    [[nodiscard]] float* row(std::int32_t r) { return values.data() + static_cast<std::size_t>(r) * stride; }
    void prefetch(std::int32_t r) const {
        const float* from = values.data() + static_cast<std::size_t>(r) * stride;
        for (std::size_t f = 0; f < stride; f += 16) __builtin_prefetch(from + f, 1);
    }
    [[nodiscard]] double squaredNorm(std::size_t r, float bias) const {
        const float* from = values.data() + r * stride;
        return static_cast<double>(bias) * static_cast<double>(bias) + static_cast<double>(lanes::dot(from, from, stride));
    }
    [[nodiscard]] std::vector<float> compact() const {
        std::vector<float> packed(rows * rank);
        for (std::size_t r = 0; r < rows; ++r) std::copy_n(values.data() + r * stride, rank, packed.data() + r * rank);
        return packed;
    }
};

} // namespace recoscope
