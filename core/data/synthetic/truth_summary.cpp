#include "core/data/synthetic/truth_summary.h"
#include "core/base/contract.h"
#include "core/data/synthetic/draw_rows.h"
#include "core/data/synthetic/truth.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr std::size_t kRatings = 200000;

double rmseOf(const Dataset& dataset, const WorldTruth& truth) {
    const Interactions& x = *dataset.interactions;
    const auto every = static_cast<std::int32_t>(x.size() / kRatings + 1);
    const double span = truth.spec.years * kSecondsOfYear;
    double squares = 0, count = 0;
    TasteNow now(truth);
    for (std::int32_t u = 0; u < x.userCount(); u += every) {
        const auto row = x.row(UserIndex{u});
        for (std::size_t k = 0; k < row.size(); ++k) {
            // Without times nothing says which taste was meant: the middle of the span stands in.
            const double time = row.times.empty() ? 0.5 : static_cast<double>(row.times[k] - kWorldStart) / span;
            if (k == 0 || !truth.usersLater.empty()) now.move(UserIndex{u}, time);
            const double error = static_cast<double>(row.ratings[k]) - now.expectedRating(row.items[k]);
            squares += error * error;
            ++count;
        }
    }
    return std::sqrt(squares / count);
}

} // namespace

TruthSummary summaryOf(const Dataset& dataset) {
    RECOSCOPE_ASSERT(dataset.truth != nullptr);
    const WorldTruth& truth = *dataset.truth;
    TruthSummary summary;
    summary.greySheep = std::ranges::count(truth.greySheep, 1);
    summary.newcomers = std::ranges::count(truth.newcomer, 1);
    summary.lateItems = std::ranges::count_if(truth.arrival, [](float a) { return a > 0; });
    summary.friendships = static_cast<std::int64_t>(truth.friends.size());
    if (!truth.usersLater.empty()) {
        summary.tasteKept = 0;
        for (std::size_t u = 0; u < truth.userCount(); ++u)
            summary.tasteKept += truth.tasteKept(UserIndex{u}) / static_cast<double>(truth.userCount());
    }
    if (dataset.hasRatings && !dataset.interactions->empty()) summary.rmseOfTruth = rmseOf(dataset, truth);
    return summary;
}

} // namespace recoscope
