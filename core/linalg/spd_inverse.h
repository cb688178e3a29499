#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include <cstdint>
#include <vector>

namespace recoscope {

/// Replaces a symmetric positive definite matrix (n x n, row-major, both halves given) by its inverse, both halves filled.
/// Cholesky factorisation, triangular inverse and product in own tiles of 192, each one single-threaded BLAS call, tiles of one
/// stage in parallel and stages in fixed order: the same bits for any number of threads, and a stop is seen between tiles.
/// Errors: NumericalFailure where the matrix is not positive definite. About n^3 multiply-adds.
[[nodiscard]] Result<> invertSpd(std::vector<float>& matrix, std::int64_t n, int threads, const TaskContext& context);

} // namespace recoscope
