#include "core/linalg/spd_inverse.h"
#include "core/base/parallel.h"
#include "core/linalg/blas.h"
#include <algorithm>
#include <atomic>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::int64_t kTile = 192;

/// Tiles of a lower triangular matrix, row-major with leading dimension n.
struct Tiles {
    float* data;
    std::int64_t n;
    [[nodiscard]] std::int64_t count() const { return (n + kTile - 1) / kTile; }
    [[nodiscard]] int size(std::int64_t t) const { return static_cast<int>(std::min(kTile, n - t * kTile)); }
    [[nodiscard]] float* at(std::int64_t i, std::int64_t j) const { return data + i * kTile * n + j * kTile; }
};

/// Right-looking Cholesky, A = L L'. After tile column k: solve the panel below, then update the trailing tiles.
Result<> factorise(const Tiles& a, int threads, const TaskContext& context) {
    const std::int64_t m = a.count();
    const int lead = static_cast<int>(a.n);
    for (std::int64_t k = 0; k < m; ++k) {
        if (!blas::potrf(a.size(k), a.at(k, k), lead))
            return Error{ErrorKind::NumericalFailure, "The matrix is not positive definite.", {}};
        const auto below = static_cast<std::size_t>(m - k - 1);
        bool going = parallelFor(below, 1, threads, context, [&](std::size_t b, std::size_t) {
            const std::int64_t i = k + 1 + static_cast<std::int64_t>(b);
            blas::trsmRightTransposed(a.size(i), a.size(k), a.at(k, k), a.at(i, k), lead);
        });
        going = going && parallelFor(below * (below + 1) / 2, 1, threads, context, [&](std::size_t b, std::size_t) {
                    const auto row = static_cast<std::int64_t>((std::sqrt(8.0 * static_cast<double>(b) + 1.0) - 1.0) / 2.0);
                    const std::int64_t i = k + 1 + row, j = k + 1 + static_cast<std::int64_t>(b) - row * (row + 1) / 2;
                    blas::gemmNT(a.size(i), a.size(j), a.size(k), -1.0F, a.at(i, k), a.at(j, k), 1.0F, a.at(i, j), lead);
                });
        if (!going) return Cancelled{};
        context.report(0.4 * static_cast<double>(k + 1) / static_cast<double>(m), "factorising");
    }
    return Done{};
}

/// L -> L^-1 in place, from the last tile row upwards within each column: X_ij = -L_ii^-1 (sum_{j<=p<i} L_ip X_pj).
Result<> invertLower(const Tiles& l, std::vector<float>& inverse, int threads, const TaskContext& context) {
    const std::int64_t m = l.count();
    const int lead = static_cast<int>(l.n);
    const Tiles x{inverse.data(), l.n};
    std::atomic<std::int64_t> done{0};
    const bool going = parallelFor(static_cast<std::size_t>(m), 1, threads, context, [&](std::size_t b, std::size_t) {
        const auto j = static_cast<std::int64_t>(b);
        for (int r = 0; r < x.size(j); ++r)
            for (int c = 0; c <= r; ++c) x.at(j, j)[r * lead + c] = l.at(j, j)[r * lead + c];
        blas::trtri(x.size(j), x.at(j, j), lead);
        for (std::int64_t i = j + 1; i < m; ++i) {
            if (context.stopRequested()) return;
            for (std::int64_t p = j; p < i; ++p)
                blas::gemmNN(l.size(i), x.size(j), l.size(p), -1.0F, l.at(i, p), x.at(p, j), p == j ? 0.0F : 1.0F, x.at(i, j),
                             lead);
            blas::trsmLeft(l.size(i), x.size(j), l.at(i, i), x.at(i, j), lead);
        }
        context.report(0.4 + 0.3 * static_cast<double>(++done) / static_cast<double>(m), "inverting");
    });
    if (!going) return Cancelled{};
    return Done{};
}

/// A^-1 = X' X for X = L^-1; lower tiles, then mirrored.
Result<> multiply(const Tiles& x, const Tiles& out, int threads, const TaskContext& context) {
    const std::int64_t m = x.count();
    const int lead = static_cast<int>(x.n);
    std::atomic<std::int64_t> done{0};
    const auto pairs = static_cast<std::size_t>(m * (m + 1) / 2);
    const bool going = parallelFor(pairs, 1, threads, context, [&](std::size_t b, std::size_t) {
        const auto i = static_cast<std::int64_t>((std::sqrt(8.0 * static_cast<double>(b) + 1.0) - 1.0) / 2.0);
        const std::int64_t j = static_cast<std::int64_t>(b) - i * (i + 1) / 2;
        for (std::int64_t p = i; p < m; ++p) {
            if (context.stopRequested()) return;
            blas::gemmTN(x.size(i), x.size(j), x.size(p), 1.0F, x.at(p, i), x.at(p, j), p == i ? 0.0F : 1.0F, out.at(i, j), lead);
        }
        for (int r = 0; r < out.size(i); ++r)
            for (int c = 0; c < out.size(j); ++c) out.at(j, i)[c * lead + r] = out.at(i, j)[r * lead + c];
        context.report(0.7 + 0.3 * static_cast<double>(++done) / static_cast<double>(pairs), "inverting");
    });
    if (!going) return Cancelled{};
    return Done{};
}

} // namespace

Result<> invertSpd(std::vector<float>& matrix, std::int64_t n, int threads, const TaskContext& context) {
    if (n == 0) return Done{};
    blas::useOneThread();
    const Tiles a{matrix.data(), n};
    if (auto done = factorise(a, threads, context); !done) return done;
    std::vector<float> inverse(matrix.size(), 0.0F);
    if (auto done = invertLower(a, inverse, threads, context); !done) return done;
    if (auto done = multiply({inverse.data(), n}, a, threads, context); !done) return done;
    if (!std::all_of(matrix.begin(), matrix.end(), [](float v) { return std::isfinite(v); }))
        return Error{ErrorKind::NumericalFailure, "The inverse is not finite.", {}};
    return Done{};
}

} // namespace recoscope
