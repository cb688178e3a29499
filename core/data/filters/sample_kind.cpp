#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include <algorithm>
#include <cmath>

namespace recoscope::filters {
namespace {

constexpr std::size_t kStrata = 10;

bool readSample(std::string_view text, FilterStep& step) {
    const auto parts = split(text, ':');
    const auto share = parseNumber(trim(parts[0]));
    const auto seed = parts.size() == 2 ? parseInteger(trim(parts[1])) : std::optional<std::int64_t>(1);
    if (parts.size() > 2 || !share || *share <= 0 || *share > 1 || !seed || *seed < 0) return false;
    step.share = *share;
    step.seed = static_cast<std::uint64_t>(*seed);
    return true;
}

/// Users from the most to the least active are cut into groups of equal size, and each gives the same share.
void sample(FilterRows& rows, const FilterStep& step) {
    const auto counts = rows.perUser();
    std::vector<std::size_t> order;
    for (std::size_t u = 0; u < counts.size(); ++u)
        if (counts[u] > 0) order.push_back(u);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    const std::size_t n = order.size();
    const auto wanted =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::llround(step.share * static_cast<double>(n))), n > 0 ? 1 : 0, n);
    std::size_t begin = 0, taken = 0;
    for (std::size_t stratum = 0; stratum < kStrata; ++stratum) {
        const std::size_t end = n * (stratum + 1) / kStrata, target = n > 0 ? wanted * end / n : 0;
        const auto group = std::span(order).subspan(begin, end - begin);
        Random random(deriveSeed(step.seed, "sample-users", stratum));
        random.shuffle(group);
        for (const std::size_t user : group.subspan(target - taken)) rows.dropUser(user);
        begin = end;
        taken = target;
    }
}

} // namespace

Kind sampleUsers() {
    Kind kind;
    kind.info = {FilterStep::Kind::SampleUsers,
                 "sample-users",
                 "sample-users=SHARE or sample-users=SHARE:SEED",
                 "Sample of users",
                 "Keeps a random share of the users with all their rows, equally from ten groups by activity.",
                 "sample-users=0.2:1"};
    kind.read = readSample;
    kind.write = [](const FilterStep& step) { return formatNumber(step.share) + ":" + std::to_string(step.seed); };
    kind.words = [](const FilterStep& step) {
        return formatNumber(100 * step.share) + " % of the users, alike in activity, seed " + std::to_string(step.seed);
    };
    kind.apply = sample;
    return kind;
}

} // namespace recoscope::filters
