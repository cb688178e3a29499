#include "core/data/quality.h"
#include "core/data/profile_rows.h"
#include "core/data/quality/check.h"
#include <algorithm>
#include <iterator>
#include <utility>

namespace recoscope {
namespace {

/// In the order in which they are shown. A new check is one file, one declaration in check.h and one line here.
constexpr quality::Check kChecks[] = {
    quality::repeatedPairs, quality::constantUsers, quality::allRaters,     quality::singleRows,
    quality::titles,        quality::wrongClocks,   quality::sharedSeconds, quality::burstDays,
};

} // namespace

std::vector<QualityFinding> qualityOf(const Dataset& dataset, std::int64_t now, const TaskContext& context, int threads) {
    const Interactions& x = *dataset.interactions;
    const bool hasDates = x.hasTimes() && !timesAreOrder(x);
    const quality::Input input{dataset, x, itemCountsOf(x, context, threads), hasDates, now, context, threads};
    std::vector<QualityFinding> findings;
    for (const quality::Check check : kChecks) {
        if (context.stopRequested()) break;
        std::ranges::move(check(input), std::back_inserter(findings));
    }
    return findings;
}

} // namespace recoscope
