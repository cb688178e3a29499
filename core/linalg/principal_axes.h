#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace recoscope {

/// Rows projected on the principal axes of their own cloud (Pearson 1901; Hotelling 1933): raw factors mean little, since a
/// rotation changes them. Axes by falling variance; an axis points to where the mean of its cubes is positive, so that its
/// direction does not depend on the start.
struct PrincipalAxes {
    int axes = 0;
    std::vector<double> share;     ///< Of the spread, per axis; sums to 1 over all axes.
    std::vector<float> position;   ///< rows x axes; in standard deviations of the axis.
    std::vector<double> mean;      ///< Of the used rows, per original dimension.
    std::vector<double> direction; ///< axes x rank, scaled so that position = direction * (row - mean).
};

/// `used` says which rows count (1) for the axes; the others are projected too. O(rows rank^2 + rank^3). At most `axes` axes.
[[nodiscard]] PrincipalAxes principalAxes(std::span<const float> rows, int rank, std::span<const char> used, int axes);

/// Where a user's vector points: how fast the inner product with it grows along each axis, per standard deviation, up to a common
/// factor.
[[nodiscard]] std::vector<float> slopes(const PrincipalAxes& axes, std::span<const float> user);

} // namespace recoscope
