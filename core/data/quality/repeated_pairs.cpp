#include "core/data/quality/heaviest.h"
#include <algorithm>
#include <cmath>

namespace recoscope::quality {

/// Pairs of user and item that stand in the file more than once, and those of them whose ratings differ.
std::vector<QualityFinding> repeatedPairs(const Input& in) {
    using Of = QualityFinding::Of;
    Heaviest all, conflicts;
    if (const auto& repeats = in.data.repeats)
        for (std::size_t pair = 0; pair < repeats->pairs(); ++pair) {
            const auto ratings = repeats->ratingsOf(pair);
            all.add(static_cast<std::int64_t>(ratings.size()), repeats->entries[pair]);
            const auto [low, high] = std::ranges::minmax(ratings);
            if (low != high) conflicts.add(std::llround(1000 * (high - low)), repeats->entries[pair]);
        }
    const FilterStep mean{.kind = FilterStep::Kind::Duplicates, .rule = RepeatRule::Mean};
    std::vector<QualityFinding> findings;
    findings.push_back(findingOf(
        "repeated-pairs", Of::Rows, all,
        {"user-item pair stands in the file several times", "user-item pairs stand in the file several times",
         "No pair of user and item stands in the file twice", "The last row by time counts; another rule is a filter."}));
    if (in.data.hasRatings)
        findings.push_back(
            findingOf("conflicting-pairs", Of::Rows, conflicts,
                      {"repeated pair has ratings that differ", "repeated pairs have ratings that differ",
                       "No pair has two different ratings", "Which one is meant is not known: the mean takes no side."}));
    for (QualityFinding& f : findings)
        if (f.count > 0) f.fix = mean;
    return findings;
}

} // namespace recoscope::quality
