#include "app/cli/truth_words.h"
#include "core/base/text.h"
#include "core/data/synthetic/truth.h"
#include "core/data/synthetic/truth_summary.h"
#include <cmath>
#include <vector>

namespace recoscope::cli {

Json truthJson(const Dataset& d) {
    if (!d.truth) return nullptr;
    const TruthSummary summary = summaryOf(d);
    return {{"world", formatWorld(d.truth->spec)},
            {"grey_sheep", summary.greySheep},
            {"newcomers", summary.newcomers},
            {"late_items", summary.lateItems},
            {"friendships", summary.friendships},
            {"taste_kept", numberJson(summary.tasteKept)},
            {"rmse_of_truth", numberJson(summary.rmseOfTruth)}};
}

std::string truthWords(const Dataset& d) {
    const TruthSummary summary = summaryOf(d);
    std::vector<std::string> words{"tastes, biases, expected ratings and chances of every pair"};
    if (summary.greySheep > 0) words.push_back(counted(summary.greySheep, "grey sheep", "grey sheep"));
    if (summary.newcomers > 0) words.push_back(counted(summary.newcomers, "newcomer", "newcomers"));
    if (summary.lateItems > 0) words.push_back(counted(summary.lateItems, "late item", "late items"));
    if (summary.friendships > 0) words.push_back(counted(summary.friendships, "friendship", "friendships"));
    if (!std::isnan(summary.rmseOfTruth))
        words.push_back("rmse of the expected ratings " + formatNumber(std::round(summary.rmseOfTruth * 1000) / 1000));
    return join(words, "; ");
}

} // namespace recoscope::cli
