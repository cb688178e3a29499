#pragma once
#include "ui/jobs/map_space.h"
#include <QString>
#include <vector>

namespace recoscope::ui {

/// What stands at the two ends of an axis, in words. Empty: nothing goes along with that end.
struct AxisEnds {
    QString high, low;
};

/// A tie of an axis that may name it: "horror" .33.
struct AxisTie {
    QString name;
    double correlation = 0;
};

inline constexpr double kNamesAnAxis = 0.15; ///< Least |correlation| that a word at an end needs.

/// Words by the strongest correlation: popularity or year where one of them is the strongest, else the genre that goes along most
/// with each end.
[[nodiscard]] AxisEnds axisEnds(const MapSpace& space, const Dataset& dataset, int axis);
/// "Horror to romance"; "Axis 3" where nothing goes along with it.
[[nodiscard]] QString axisName(const MapSpace& space, const Dataset& dataset, int axis);
/// "axis 6, 5.0 % of the spread".
[[nodiscard]] QString axisDetail(const MapSpace& space, int axis);
/// Correlations with genres, strongest first; at most `most`, undefined ones left out.
[[nodiscard]] std::vector<AxisTie> strongestTies(const MapSpace& space, const Dataset& dataset, int axis, std::size_t most);
/// What the share is, with its formula and its numbers: for tooltips. Plain text.
[[nodiscard]] QString axisHelp(const MapSpace& space, const Dataset& dataset, int axis);
/// A correlation: "−.33".
[[nodiscard]] QString correlationText(double value);

} // namespace recoscope::ui
