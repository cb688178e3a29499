#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/metrics/metrics.h"
#include "core/models/model.h"
#include "core/split/split.h"
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace recoscope {

enum class EvaluatedPart { Test, Validation };

struct EvaluationOptions {
    std::vector<MetricRef> metrics;
    EvaluatedPart part = EvaluatedPart::Test; ///< Validation masks train only; test masks train and validation.
    double relevanceThreshold = std::nan(""); ///< NaN: every held-out interaction is relevant.
    bool predictsRatings = false;             ///< Else rmse and mae are undefined.
    std::optional<RatingScale> scale;         ///< Predictions are clipped to it for rmse and mae.
    double fallbackRating = std::nan("");     ///< Stands in where a rating model cannot score (NaN); counted.
    int threads = 0;
};

struct MetricValue {
    double value = std::nan(""); ///< NaN = undefined, and `undefinedReason` says why.
    double halfWidth =
        std::nan(""); ///< Half of the 95 % interval over users: 1.96 sd / sqrt(n). NaN for Lists and Rating metrics.
    std::string undefinedReason;
};

/// Results of one model on one split. Per-user values are kept, for intervals, paired tests and slices.
struct Evaluation {
    std::map<std::string, MetricValue> values; ///< By MetricRef::key().
    std::vector<UserIndex> users;              ///< Users with relevant items, ascending: the population of PerUser metrics.
    std::map<std::string, std::vector<float>> perUser; ///< By key; aligned with `users`.
    std::int32_t usersWithoutRelevantItems = 0;        ///< Listed users with nothing relevant held out.
    std::int32_t usersListed = 0;              ///< Users with train rows, or the held-out users of the part: all got a list.
    int listLength = 0;                        ///< Largest K asked for.
    std::vector<std::vector<ItemIndex>> lists; ///< The top listLength per user index; empty for users who were not listed.
    std::int64_t ratingsPredicted = 0, fallbackPredictions = 0;
    std::int32_t shortLists = 0; ///< Lists with fewer than listLength items.
    std::int32_t tiesAtCut = 0;  ///< Users whose list is cut between equal scores.
    double seconds = 0;
};

/// One pass over full rankings for all users and cut-offs. Asked for are the users with train rows; where the split holds users
/// out, only those of the evaluated part, as bare histories of their fold-in rows, which are masked. Deterministic for any number
/// of threads. Cancellable.
[[nodiscard]] Result<Evaluation> evaluate(const Model& model, const Split& split, const EvaluationOptions& options,
                                          const TaskContext& context);

} // namespace recoscope
