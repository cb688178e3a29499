#include "core/linalg/spd_small.h"
#include "core/linalg/lanes.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

using namespace lanes;
constexpr std::size_t kTileRows = 4, kTileColumns = 2 * kWidth; // 8 accumulators stay in registers
constexpr std::size_t kBatch = 32;                              // rows that stay in the first cache
constexpr std::size_t kPanel = 16;
constexpr float kSmallestPivot = 1e-7F; // of the largest diagonal element

/// c (4 rows of 16 columns) += sign * sum over rows v of v[a..a+3]' v[b..b+15].
[[gnu::always_inline]] inline void tile(const float* rows, std::size_t count, std::size_t stride, std::size_t a, std::size_t b,
                                        float sign, float* c) {
    Lane sums[kTileRows][2] = {};
    for (std::size_t k = 0; k < count; ++k) {
        const float* row = rows + k * stride;
        const Lane left = load(row + b), right = load(row + b + kWidth);
        for (std::size_t r = 0; r < kTileRows; ++r) {
            const Lane factor = all(row[a + r]);
            sums[r][0] += factor * left;
            sums[r][1] += factor * right;
        }
    }
    const Lane scale = all(sign);
    for (std::size_t r = 0; r < kTileRows; ++r) {
        float* to = c + r * stride;
        store(to, load(to) + scale * sums[r][0]);
        store(to + kWidth, load(to + kWidth) + scale * sums[r][1]);
    }
}

} // namespace

SmallSpd::SmallSpd(std::size_t size)
    : m_size(size),
      m_stride(padded(size, kTileColumns)),
      m_a(m_stride * m_stride, 0.0F),
      m_inverse(m_stride, 0.0F) {}

void SmallSpd::begin(const float* start, float diagonal) {
    std::copy_n(start, m_size * m_stride, m_a.begin());
    std::fill(m_a.begin() + static_cast<std::ptrdiff_t>(m_size * m_stride), m_a.end(), 0.0F);
    for (std::size_t i = 0; i < m_stride; ++i) m_a[i * m_stride + i] += i < m_size ? diagonal : 1.0F;
}

/// The tiles of the upper triangle whose rows and columns are `from` and later.
void SmallSpd::accumulate(const float* rows, std::size_t count, std::size_t from, float sign) {
    for (std::size_t a = from; a < m_stride; a += kTileRows)
        for (std::size_t b = a / kTileColumns * kTileColumns; b < m_stride; b += kTileColumns)
            tile(rows, count, m_stride, a, b, sign, m_a.data() + a * m_stride + b);
}

void SmallSpd::add(const float* rows, std::size_t count) {
    for (std::size_t k = 0; k < count; k += kBatch) accumulate(rows + k * m_stride, std::min(kBatch, count - k), 0, 1.0F);
}

void SmallSpd::copyTo(float* to) const {
    for (std::size_t i = 0; i < m_size; ++i)
        for (std::size_t j = i; j < m_size; ++j) to[i * m_stride + j] = to[j * m_stride + i] = m_a[i * m_stride + j];
}

void SmallSpd::factorisePanel(std::size_t from, std::size_t to) {
    for (std::size_t p = from; p < to; ++p) {
        float* pivot = m_a.data() + p * m_stride;
        const std::size_t start = p / kWidth * kWidth;
        const Lane scale = all(m_inverse[p] = pivot[p] > m_inverse[p] ? 1 / std::sqrt(pivot[p]) : 0.0F);
        std::fill(pivot + start, pivot + p, 0.0F); // the lower triangle shares the first lane
        for (std::size_t j = start; j < m_stride; j += kWidth) store(pivot + j, load(pivot + j) * scale);
        for (std::size_t r = p + 1; r < to; ++r)
            addScaled(m_a.data() + r * m_stride + start, -pivot[r], pivot + start, m_stride - start);
    }
}

void SmallSpd::factorise() {
    float largest = 0;
    for (std::size_t i = 0; i < m_size; ++i) largest = std::max(largest, m_a[i * m_stride + i]);
    for (std::size_t i = 0; i < m_stride; ++i) m_inverse[i] = i < m_size ? kSmallestPivot * largest : 0.0F; // until it is known
    for (std::size_t from = 0; from < m_stride; from += kPanel) {
        factorisePanel(from, from + kPanel);
        accumulate(m_a.data() + from * m_stride, kPanel, from + kPanel, -1.0F);
    }
}

void SmallSpd::solve(float* x) const {
    for (std::size_t i = 0; i < m_size; ++i) { // U' y = x
        const float value = x[i] * m_inverse[i];
        const std::size_t start = i / kWidth * kWidth;
        addScaled(x + start, -value, m_a.data() + i * m_stride + start, m_stride - start);
        x[i] = value;
    }
    std::fill(x + m_size, x + m_stride, 0.0F);
    for (std::size_t i = m_size; i-- > 0;) { // U x = y
        const float* row = m_a.data() + i * m_stride;
        float rest = x[i];
        std::size_t j = i + 1;
        for (; j < m_stride && j % kWidth != 0; ++j) rest -= row[j] * x[j];
        rest -= dot(row + j, x + j, m_stride - j);
        x[i] = rest * m_inverse[i];
    }
}

} // namespace recoscope
