#include "ui/pages/data/sparsity_image.h"
#include "ui/theme/theme.h"
#include <algorithm>
#include <cmath>
#include <vector>

namespace recoscope::ui {
namespace {

constexpr std::int32_t kRemembered = 1024; ///< Counts of most cells are small: their colours are made once.

/// The colour of a count: 0 is 1 % and less, 1 all pairs of the cell.
template <class Ink>
class Shades {
public:
    Shades(double pairs, Ink ink) : m_pairs(std::max(1.0, pairs)), m_ink(ink) {
        for (std::int32_t n = 1; n <= kRemembered; ++n) m_known.push_back(make(n));
    }
    QRgb operator()(std::int32_t n) const { return n <= kRemembered ? m_known[static_cast<std::size_t>(n - 1)] : make(n); }

private:
    QRgb make(std::int32_t n) const { return m_ink((std::log10(std::clamp(n / m_pairs, 0.01, 1.0)) + 2) / 2).rgb(); }
    double m_pairs;
    Ink m_ink;
    std::vector<QRgb> m_known;
};

} // namespace

QColor shareInk(double t, bool amongNeutral) {
    const double lowest = amongNeutral ? 0.4 : 0.12;
    return theme().ramp(lowest + (1 - lowest) * t);
}

QImage sparsityImage(const SparsityBins& whole, const SparsityBins* selected) {
    QImage image(whole.columns, whole.rows, QImage::Format_RGB32);
    const double pairs = (whole.userTo - whole.userFrom) / whole.rows * ((whole.itemTo - whole.itemFrom) / whole.columns);
    const Shades meant(pairs, [selected](double t) { return shareInk(t, selected != nullptr); });
    const Shades other(pairs, [](double t) { return theme().neutral(0.5 * t); });
    const QRgb none = theme().surface.rgb();
    for (int r = 0; r < whole.rows; ++r) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(r));
        for (int c = 0; c < whole.columns; ++c) {
            const std::int32_t n = whole.at(r, c), in = selected ? selected->at(r, c) : n;
            line[c] = n == 0 ? none : in > 0 ? meant(in) : other(n);
        }
    }
    return image;
}

} // namespace recoscope::ui
