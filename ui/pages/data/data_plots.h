#pragma once
#include "core/data/dataset.h"
#include "core/data/profile.h"
#include <memory>

namespace recoscope::ui {

class BarPlot;
class LinePlot;

/// The profile's curves and bars into the plots of the Data page.
void fillFrequency(LinePlot& plot, const std::shared_ptr<const Dataset>& dataset,
                   const std::shared_ptr<const DataProfile>& profile);
void fillLorenz(LinePlot& plot, const DataProfile& profile);
void fillHistogram(BarPlot& plot, const DataProfile& profile);
void fillActivity(BarPlot& plot, const DataProfile& profile);

} // namespace recoscope::ui
