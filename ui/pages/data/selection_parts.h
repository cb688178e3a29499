#pragma once
#include "core/data/selection.h"
#include <memory>

namespace recoscope::ui {

class BarPlot;
class LinePlot;

/// What of the profile's curves and bars is selected, laid over them; null: the whole alone. The plots hold the whole already
/// (data_plots.h).
void showFrequencyPart(LinePlot& plot, const std::shared_ptr<const DataProfile>& whole, const SelectionProfile* part);
void showLorenzPart(LinePlot& plot, const SelectionProfile* part);
void showHistogramPart(BarPlot& plot, const DataProfile& whole, const SelectionProfile* part);
void showActivityPart(BarPlot& plot, const DataProfile& whole, const SelectionProfile* part);

} // namespace recoscope::ui
