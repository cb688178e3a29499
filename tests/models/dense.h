#pragma once
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

/// A slow dense solver in double precision for references: Gauss-Jordan with pivoting.
namespace recoscope::test {

using Dense = std::vector<std::vector<double>>;

/// X with A X = B.
inline Dense solveDense(Dense a, Dense b) {
    const std::size_t n = a.size();
    for (std::size_t c = 0; c < n; ++c) {
        std::size_t pivot = c;
        for (std::size_t r = c; r < n; ++r)
            if (std::abs(a[r][c]) > std::abs(a[pivot][c])) pivot = r;
        std::swap(a[c], a[pivot]);
        std::swap(b[c], b[pivot]);
        for (std::size_t r = 0; r < n; ++r) {
            if (r == c) continue;
            const double factor = a[r][c] / a[c][c];
            for (std::size_t k = c; k < n; ++k) a[r][k] -= factor * a[c][k];
            for (std::size_t k = 0; k < b[r].size(); ++k) b[r][k] -= factor * b[c][k];
        }
    }
    for (std::size_t r = 0; r < n; ++r)
        for (double& v : b[r]) v /= a[r][r];
    return b;
}

inline Dense identity(std::size_t n) {
    Dense i(n, std::vector<double>(n, 0));
    for (std::size_t k = 0; k < n; ++k) i[k][k] = 1;
    return i;
}

} // namespace recoscope::test
