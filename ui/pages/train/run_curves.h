#pragma once
#include "ui/charts/plot.h"
#include "ui/session.h"
#include <QString>
#include <vector>

namespace recoscope::ui {

/// What the two live curves of a run show; computed apart from the widgets so that it can be tested.
struct CurvePair {
    Axis epochAxis, objectiveAxis, validationAxis;
    std::vector<LineSeries> objective, validation;
    QString objectiveNote;                 ///< "training, thousands, lower is better".
    QString validationName;                ///< "NDCG@10".
    QString validationNote;                ///< "validation, lower is better".
    std::vector<ReferenceLine> references; ///< Other runs' validation values, where they were measured under the same protocol.
    QString sentence;                      ///< "Best so far: epoch 18 (.2524), 13 epochs ago. It is kept, whenever you stop."
};
/// `others` are finished runs and references; the run itself among them is skipped.
[[nodiscard]] CurvePair curvesOf(const Run& run, const std::vector<const Run*>& others);

/// "ndcg@10" as people write it: "NDCG@10".
[[nodiscard]] QString metricName(const std::string& key);

/// ".2591 validation NDCG@10", or the test value where there is no validation part: the one figure of a finished run.
[[nodiscard]] QString headlineOf(const Run& run);

} // namespace recoscope::ui
