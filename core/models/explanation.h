#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace recoscope {

/// One part of a score. Parts may nest: a hybrid's component carries its own reasons.
struct Contribution {
    enum class Kind { HistoryItem, Neighbour, Factor, Feature, Component, Bias };
    Kind kind = Kind::HistoryItem;
    std::int32_t id = -1; ///< Item, user or factor number, by kind; -1 for none.
    std::string label;    ///< Filled where the id alone does not say it ("user bias"); plain text.
    double amount = 0;    ///< Signed share of the score, in the score's unit.
    float value = 0;      ///< The history item's rating, the neighbour's similarity, the factor's strength: by kind.
    std::vector<Contribution> parts;
};

/// One view of why an item has its score: baseline + sum of amounts + residual == score (of score(), unclipped).
/// The baseline holds only global, item and user means or biases. Contributions are sorted by falling |amount|, ties by id.
struct Explanation {
    static constexpr double kExactShare = std::numeric_limits<double>::quiet_NaN();
    std::string view; ///< "history", "neighbours", "factors".
    bool exact =
        true; ///< |residual| <= 1e-4 max(1, |score|, sum |amount|), and taking a part away changes the score by it or as stated.
    double score = 0, baseline = 0, residual = 0;
    double residualShare =
        kExactShare; ///< Of an approximate view: the model's median |residual| over the spread of its scores; NaN where exact.
    std::string baselineLabel; ///< What the baseline is: "overall mean + film bias"; empty where it is 0.
    std::vector<Contribution> contributions;
};

[[nodiscard]] inline double explainedSum(const Explanation& e) {
    double sum = e.baseline + e.residual;
    for (const Contribution& c : e.contributions) sum += c.amount;
    return sum;
}

} // namespace recoscope
