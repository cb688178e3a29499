#include "core/models/ials_rows.h"
#include "core/linalg/lanes.h"
#include <algorithm>

namespace recoscope {
namespace {

using namespace lanes;
constexpr std::size_t kGramBlock = 512;
constexpr std::size_t kAhead = 8; // rows fetched in advance: they lie all over the table

constexpr std::size_t kGroup = 8;

/// The inner products of eight rows with p.
[[gnu::always_inline]] inline Lane innerProducts(const float* rows, std::size_t stride, const float* p) {
    Lane partial[kGroup] = {};
    for (std::size_t k = 0; k < stride; k += kWidth) {
        const Lane x = load(p + k);
        for (std::size_t r = 0; r < kGroup; ++r) partial[r] += load(rows + r * stride + k) * x;
    }
    return sums(partial);
}

/// product += sum of weight v over eight rows v.
[[gnu::always_inline]] inline void addWeighted(const float* rows, std::size_t stride, const Lane& weights, float* product) {
    Lane factor[kGroup];
    for (std::size_t r = 0; r < kGroup; ++r) factor[r] = all(weights[r]);
    for (std::size_t k = 0; k < stride; k += kWidth) {
        const float* at = rows + k;
        const Lane left = (factor[0] * load(at) + factor[1] * load(at + stride)) +
                          (factor[2] * load(at + 2 * stride) + factor[3] * load(at + 3 * stride));
        const Lane right = (factor[4] * load(at + 4 * stride) + factor[5] * load(at + 5 * stride)) +
                           (factor[6] * load(at + 6 * stride) + factor[7] * load(at + 7 * stride));
        store(product + k, load(product + k) + (left + right));
    }
}

/// product = G p for a symmetric G, as sums of its rows: four at a time.
void gramTimes(const float* gram, std::size_t rank, std::size_t stride, const float* p, float* product) {
    std::fill(product, product + stride, 0.0F);
    std::size_t i = 0;
    for (; i + 4 <= rank; i += 4) {
        const float* row = gram + i * stride;
        const Lane a = all(p[i]), b = all(p[i + 1]), c = all(p[i + 2]), d = all(p[i + 3]);
        for (std::size_t k = 0; k < stride; k += kWidth)
            store(product + k, load(product + k) + ((a * load(row + k) + b * load(row + stride + k)) +
                                                    (c * load(row + 2 * stride + k) + d * load(row + 3 * stride + k))));
    }
    for (; i < rank; ++i) addScaled(product, p[i], gram + i * stride, stride);
}

} // namespace

std::vector<float> paddedGram(const float* factors, std::size_t rows, std::size_t rank) {
    SmallSpd sum(rank);
    const std::size_t stride = sum.stride();
    std::vector<float> total(rank * stride, 0.0F), block(kGramBlock * stride, 0.0F);
    for (std::size_t from = 0; from < rows; from += kGramBlock) {
        const std::size_t n = std::min(kGramBlock, rows - from);
        for (std::size_t r = 0; r < n; ++r) std::copy_n(factors + (from + r) * rank, rank, block.data() + r * stride);
        sum.begin(total.data(), 0.0F);
        sum.add(block.data(), n);
        sum.copyTo(total.data());
    }
    return total;
}

IalsRow::IalsRow(const std::vector<float>& gram, std::size_t rank)
    : m_gram(gram),
      m_rank(rank),
      m_stride(padded(rank, 2 * kWidth)),
      m_system(rank),
      m_x(m_stride, 0.0F),
      m_r(m_stride, 0.0F),
      m_p(m_stride, 0.0F),
      m_ap(m_stride, 0.0F) {}

void IalsRow::gather(const float* table, std::span<const std::int32_t> rows) {
    m_count = rows.size();
    const std::size_t whole = padded(m_count, kGroup);
    if (m_packed.size() < whole * m_stride) m_packed.assign(2 * whole * m_stride, 0.0F); // the tails stay zero
    std::fill_n(m_packed.begin() + static_cast<std::ptrdiff_t>(m_count * m_stride), (whole - m_count) * m_stride, 0.0F);
    for (std::size_t k = 0; k < m_count; ++k) {
        if (k + kAhead < m_count) {
            const float* next = table + static_cast<std::size_t>(rows[k + kAhead]) * m_rank;
            for (std::size_t byte = 0; byte < m_rank; byte += 16) __builtin_prefetch(next + byte);
        }
        const float* from = table + static_cast<std::size_t>(rows[k]) * m_rank;
        float* to = m_packed.data() + k * m_stride;
        std::size_t f = 0;
        for (; f + kWidth <= m_rank; f += kWidth) store(to + f, load(from + f));
        for (; f < m_rank; ++f) to[f] = from[f];
    }
}

void IalsRow::solveFor(float penalty, std::span<float> y) {
    m_system.begin(m_gram.data(), penalty);
    m_system.add(m_packed.data(), m_count);
    m_system.factorise();
    std::copy(y.begin(), y.end(), m_x.begin());
    std::fill(m_x.begin() + static_cast<std::ptrdiff_t>(m_rank), m_x.end(), 0.0F);
    m_system.solve(m_x.data());
    std::copy_n(m_x.begin(), m_rank, y.begin());
}

void IalsRow::solve(float penalty, std::span<float> x) {
    std::fill(m_r.begin(), m_r.end(), 0.0F);
    for (std::size_t k = 0; k < m_count; k += kGroup) addWeighted(vector(k), m_stride, all(1), m_r.data());
    std::copy_n(m_r.begin(), m_rank, x.begin());
    solveFor(penalty, x);
}

/// product = A p.
void IalsRow::times(float penalty, const float* p, float* product) const {
    gramTimes(m_gram.data(), m_rank, m_stride, p, product);
    addScaled(product, penalty, p, m_stride);
    for (std::size_t k = 0; k < m_count; k += kGroup)
        addWeighted(vector(k), m_stride, innerProducts(vector(k), m_stride, p), product);
}

/// r = b - A x: each gathered vector pulls by how far it is from 1.
void IalsRow::residual(float penalty, const float* x, float* r) const {
    gramTimes(m_gram.data(), m_rank, m_stride, x, r);
    addScaled(r, penalty, x, m_stride);
    for (std::size_t k = 0; k < m_stride; k += kWidth) store(r + k, -load(r + k));
    for (std::size_t k = 0; k < m_count; k += kGroup)
        addWeighted(vector(k), m_stride, 1 - innerProducts(vector(k), m_stride, x), r);
}

void IalsRow::descend(float penalty, int steps, std::span<float> x) {
    float *r = m_r.data(), *p = m_p.data(), *ap = m_ap.data();
    std::copy(x.begin(), x.end(), m_x.begin());
    residual(penalty, m_x.data(), r);
    std::copy(m_r.begin(), m_r.end(), m_p.begin());
    float square = dot(r, r, m_stride);
    for (int step = 0; step < steps && square > 1e-20F; ++step) {
        times(penalty, p, ap);
        const float length = square / dot(p, ap, m_stride);
        addScaled(m_x.data(), length, p, m_stride);
        if (step + 1 == steps) break;
        addScaled(r, -length, ap, m_stride);
        const float next = dot(r, r, m_stride), turn = next / square;
        for (std::size_t k = 0; k < m_stride; k += kWidth) store(p + k, load(r + k) + all(turn) * load(p + k));
        square = next;
    }
    std::copy_n(m_x.begin(), m_rank, x.begin());
}

double IalsRow::loss() const {
    double total = 0;
    for (std::size_t k = 0; k < m_count; k += kGroup) {
        const Lane gap = 1 - innerProducts(vector(k), m_stride, m_x.data());
        for (std::size_t r = 0; r < std::min(kGroup, m_count - k); ++r)
            total += static_cast<double>(gap[r]) * static_cast<double>(gap[r]);
    }
    return total;
}

} // namespace recoscope
