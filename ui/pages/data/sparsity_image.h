#pragma once
#include "core/data/sparsity_bins.h"
#include <QColor>
#include <QImage>

namespace recoscope::ui {

/// The ink of a share of filled cells, t in [0, 1] for 1 to 100 % on a log scale. `amongNeutral`: beside cells that are not
/// selected, from which also the lowest shares must be told.
[[nodiscard]] QColor shareInk(double t, bool amongNeutral);

/// One pixel a cell: the share of its user-item pairs that are rated, 1 % to 100 % on a log scale; one rating in a large cell
/// stays visible. With `selected`, counts of the same cells, the ramp shows these, and what lies in no selection is neutral. In
/// the colours of the theme in force.
[[nodiscard]] QImage sparsityImage(const SparsityBins& whole, const SparsityBins* selected);

} // namespace recoscope::ui
