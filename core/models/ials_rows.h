#pragma once
#include "core/linalg/spd_small.h"
#include <cstdint>
#include <span>
#include <vector>

namespace recoscope {

/// One side's vectors times themselves, F'F, rows padded as SmallSpd wants them; by blocks of fixed size in fixed order.
[[nodiscard]] std::vector<float> paddedGram(const float* factors, std::size_t rows, std::size_t rank);

/// The least squares problem of one row of iALS, A x = b with A = sum v v' + weight G + penalty I, b = sum v, over the vectors v
/// of the row's positives. Gathers the vectors once, then solves exactly or descends. One per worker.
class IalsRow {
public:
    /// `gram` is paddedGram() times alpha0; it must outlive this object.
    IalsRow(const std::vector<float>& gram, std::size_t rank);

    /// Takes the vectors of `rows` from `table` (row-major, `rank` floats each).
    void gather(const float* table, std::span<const std::int32_t> rows);
    [[nodiscard]] std::size_t size() const { return m_count; }
    /// The k-th gathered vector; the tail up to the padding is zero.
    [[nodiscard]] const float* vector(std::size_t k) const { return m_packed.data() + k * m_stride; }

    /// x = A^-1 b.
    void solve(float penalty, std::span<float> x);
    /// y = A^-1 y for any y, with the matrix of the gathered vectors.
    void solveFor(float penalty, std::span<float> y);
    /// A few conjugate gradient steps from x (Takacs, Pilaszy, Tikk: RecSys 2011).
    void descend(float penalty, int steps, std::span<float> x);
    /// sum over the gathered vectors of (1 - v.x)^2 for the x that solve() or descend() found last.
    [[nodiscard]] double loss() const;

private:
    void times(float penalty, const float* p, float* product) const;
    void residual(float penalty, const float* x, float* r) const;
    const std::vector<float>& m_gram;
    std::size_t m_rank, m_stride, m_count = 0;
    SmallSpd m_system;
    std::vector<float> m_packed, m_x, m_r, m_p, m_ap;
};

} // namespace recoscope
