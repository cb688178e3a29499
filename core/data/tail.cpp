#include "core/data/tail.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace recoscope {
namespace {

std::int64_t sumOf(std::span<const std::int32_t> counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

double shareOf(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

Tail tailOf(std::span<const std::int32_t> countsByRank, TailBorders borders) {
    const auto total = static_cast<double>(sumOf(countsByRank));
    std::int64_t head = 0, torso = 0;
    double before = 0;
    for (const std::int32_t count : countsByRank) {
        if (before < borders.head * total) ++head;
        if (before < borders.torso * total) ++torso;
        before += count;
    }
    return tailAt(countsByRank, head, torso);
}

Tail tailAt(std::span<const std::int32_t> countsByRank, std::int64_t head, std::int64_t torso) {
    const auto items = static_cast<std::int64_t>(countsByRank.size());
    head = std::clamp<std::int64_t>(head, 0, items);
    torso = std::clamp(torso, head, items);
    const std::int64_t total = sumOf(countsByRank);
    const auto part = [&](std::int64_t from, std::int64_t to) {
        const std::int64_t held =
            sumOf(countsByRank.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
        return TailPart{to - from, held, shareOf(held, total)};
    };
    return {part(0, head), part(head, torso), part(torso, items)};
}

double topShare(std::span<const std::int32_t> countsByRank, double fraction) {
    if (countsByRank.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto items = static_cast<double>(countsByRank.size());
    const auto top = static_cast<std::size_t>(std::clamp(std::round(fraction * items), 1.0, items));
    return shareOf(sumOf(countsByRank.first(top)), sumOf(countsByRank));
}

} // namespace recoscope
