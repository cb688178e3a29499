#pragma once
#include "ui/session.h"
#include <QString>

namespace recoscope::ui {

/// The words that pages share for a run and for the rules under which it was measured. Pure functions.

/// Whether two runs on the same data may be ranked together: same cut, seed and positives.
[[nodiscard]] bool sameProtocol(const ExperimentSpec& a, const ExperimentSpec& b);

/// "per user 80 / 10 / 10", "per user by time 80 / 20", "leave last out", "5 folds".
[[nodiscard]] QString splitWords(const SplitSpec& spec);

/// "every rating is a positive", "ratings from 4 are positives".
[[nodiscard]] QString positivesWords(double relevanceThreshold);

/// "factors 256 · epochs 48": what differs from the defaults, else the first parameter; keys as the command line spells them.
[[nodiscard]] QString settingsText(const ModelSpec& spec);

/// The same in the fewest words, for a cell: "k 100", "64 factors", "l2 250".
[[nodiscard]] QString settingsShort(const ModelSpec& spec);

/// "factors 64 → 256, l2 0.02 → 0.01": what changes from one set of values to another of the same algorithm; empty where nothing
/// does.
[[nodiscard]] QString settingsChange(const ModelSpec& from, const ModelSpec& to);

} // namespace recoscope::ui
