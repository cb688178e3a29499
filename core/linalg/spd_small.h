#pragma once
#include <cstddef>
#include <vector>

namespace recoscope {

/// Small symmetric positive definite systems, many of them one after the other: A = start + sum of v v' over rows v, factorised
/// A = U' U in place and solved. Single precision, one thread, no allocation after construction. The sizes of a factor model (32
/// to a few hundred) are too small for a library's call to pay. Relative error of a solution about 1e-6 times the condition.
///
/// Everything is row-major with rows of stride() floats, the tail of each row zero. Not thread-safe: one per worker.
class SmallSpd {
public:
    explicit SmallSpd(std::size_t size);
    [[nodiscard]] std::size_t stride() const { return m_stride; }

    /// A = start (size rows of stride) + diagonal I.
    void begin(const float* start, float diagonal);
    /// A += sum of v v' over `count` rows v.
    void add(const float* rows, std::size_t count);
    /// The upper triangle of A, mirrored, into size rows of stride; before factorise().
    void copyTo(float* to) const;
    /// A = U' U. A direction without any weight (no positive pivot) is taken out: its unknown becomes 0.
    void factorise();
    /// x (stride floats) becomes A^-1 x; after factorise().
    void solve(float* x) const;

private:
    void accumulate(const float* rows, std::size_t count, std::size_t from, float sign);
    void factorisePanel(std::size_t from, std::size_t to);
    std::size_t m_size, m_stride;
    std::vector<float> m_a;       ///< The upper triangle counts.
    std::vector<float> m_inverse; ///< 1 / U_ii; 0 for a direction taken out.
};

} // namespace recoscope
