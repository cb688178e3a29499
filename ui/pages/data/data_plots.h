#pragma once
#include "core/data/dataset.h"
#include "core/data/profile.h"
#include "core/data/tail.h"
#include <QString>
#include <memory>
#include <utility>
#include <vector>

namespace recoscope::ui {

class BarPlot;
class LinePlot;

/// The profile's curves and bars into the plots of the Data page.
void fillFrequency(LinePlot& plot, const std::shared_ptr<const Dataset>& dataset,
                   const std::shared_ptr<const DataProfile>& profile);
/// Where head and torso end: rules and counts in the plot of ranks.
void showBorders(LinePlot& plot, const DataProfile& profile, const Tail& tail);
void fillLorenz(LinePlot& plot, const DataProfile& profile);
void fillHistogram(BarPlot& plot, const DataProfile& profile);
void fillActivity(BarPlot& plot, const DataProfile& profile);

/// Where the first days of months fall on the bins of the activity: about `wanted` of them, evenly far apart.
[[nodiscard]] std::vector<std::pair<std::size_t, QString>> monthTicks(const DataProfile& profile, std::size_t wanted);

} // namespace recoscope::ui
