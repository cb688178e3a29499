#pragma once

/// The few single-precision BLAS and LAPACK calls we use, row-major, one thread each. All matrices of a call share the leading
/// dimension `lead`, save where two are given.
namespace recoscope::blas {

void useOneThread(); ///< OpenBLAS must not start threads of its own inside our blocks; once per process, thread-safe.

bool potrf(int n, float* a, int lead); ///< Lower Cholesky factor in place; false if not positive definite.
void trtri(int n, float* a, int lead); ///< Inverse of a lower triangular matrix in place.
void trsmRightTransposed(int m, int n, const float* l, float* b, int lead); ///< B (m x n) = B L'^-1.
void trsmLeft(int m, int n, const float* l, float* b, int lead);            ///< B (m x n) = L^-1 B.
void gemmNT(int m, int n, int k, float alpha, const float* a, const float* b, float beta, float* c,
            int lead); ///< C = alpha A B' + beta C
void gemmNN(int m, int n, int k, float alpha, const float* a, const float* b, float beta, float* c,
            int lead); ///< C = alpha A B + beta C
void gemmTN(int m, int n, int k, float alpha, const float* a, const float* b, float beta, float* c,
            int lead); ///< C = alpha A' B + beta C
/// C (m x n, leading dimension ldc) = A (m x k, lda) B' (n x k, ldb).
void gemmNT(int m, int n, int k, const float* a, int lda, const float* b, int ldb, float* c, int ldc);

} // namespace recoscope::blas
