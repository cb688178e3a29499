#include "core/linalg/blas.h"
#include <cblas.h>
#include <mutex>

// LAPACK's Fortran interface: column-major, so a row-major lower matrix is an upper one there.
extern "C" { // NOLINTBEGIN(readability-identifier-naming): the names are LAPACK's
void spotrf_(const char* uplo, const int* n, float* a, const int* lda, int* info);
void strtri_(const char* uplo, const char* diag, const int* n, float* a, const int* lda, int* info);
} // NOLINTEND(readability-identifier-naming)

namespace recoscope::blas {

void useOneThread() {
    static std::once_flag once;
    std::call_once(once, [] { openblas_set_num_threads(1); });
}

bool potrf(int n, float* a, int lead) {
    int info = 0;
    spotrf_("U", &n, a, &lead, &info);
    return info == 0;
}

void trtri(int n, float* a, int lead) {
    int info = 0;
    strtri_("U", "N", &n, a, &lead, &info);
}

void trsmRightTransposed(int m, int n, const float* l, float* b, int lead) {
    cblas_strsm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, m, n, 1.0F, l, lead, b, lead);
}

void trsmLeft(int m, int n, const float* l, float* b, int lead) {
    cblas_strsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, m, n, 1.0F, l, lead, b, lead);
}

void gemmNT(int m, int n, int k, float alpha, const float* a, const float* b, float beta, float* c, int lead) {
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, alpha, a, lead, b, lead, beta, c, lead);
}

void gemmNN(int m, int n, int k, float alpha, const float* a, const float* b, float beta, float* c, int lead) {
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, alpha, a, lead, b, lead, beta, c, lead);
}

void gemmTN(int m, int n, int k, float alpha, const float* a, const float* b, float beta, float* c, int lead) {
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, alpha, a, lead, b, lead, beta, c, lead);
}

void gemmNT(int m, int n, int k, const float* a, int lda, const float* b, int ldb, float* c, int ldc) {
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1.0F, a, lda, b, ldb, 0.0F, c, ldc);
}

} // namespace recoscope::blas
