#include "core/data/profile_rows.h"
#include "core/base/parallel.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace recoscope {
namespace {

constexpr std::size_t kRowsPerBlock = 1U << 17;
constexpr std::size_t kMostValues = 40;

std::size_t blocksOf(std::size_t rows) { return (rows + kRowsPerBlock - 1) / kRowsPerBlock; }

/// Adds `count` to the bar of `value`; false where that would be one bar too many.
bool addTo(std::vector<std::pair<double, std::int64_t>>& bars, double value, std::int64_t count, std::size_t most) {
    const auto at = std::ranges::lower_bound(bars, value, {}, &std::pair<double, std::int64_t>::first);
    if (at != bars.end() && at->first == value)
        at->second += count;
    else if (bars.size() == most)
        return false;
    else
        bars.insert(at, {value, count});
    return true;
}

/// The lower edge of the bin of a value among many (play counts).
double binEdge(double rating) { return rating > 0 ? std::exp2(std::floor(std::log2(rating))) : 0.0; }

/// Sum and bars of one block. A block of too many values has no bars worth having, but its sum.
template <class ValueOf>
RatingSums readBlock(std::span<const float> ratings, std::size_t most, const ValueOf& valueOf) {
    RatingSums block;
    for (const float rating : ratings) {
        block.sum += static_cast<double>(rating);
        if (!block.binned) block.binned = !addTo(block.histogram, valueOf(static_cast<double>(rating)), 1, most);
    }
    return block;
}

template <class ValueOf>
RatingSums readAll(const Interactions& x, std::size_t most, const TaskContext& context, int threads, const ValueOf& valueOf) {
    std::vector<RatingSums> blocks(blocksOf(x.size()));
    parallelFor(x.size(), kRowsPerBlock, threads, context, [&](std::size_t begin, std::size_t end) {
        blocks[begin / kRowsPerBlock] = readBlock(x.ratings().subspan(begin, end - begin), most, valueOf);
    });
    RatingSums all;
    for (const RatingSums& block : blocks) {
        all.sum += block.sum;
        all.binned = all.binned || block.binned;
        for (const auto& [value, count] : block.histogram)
            if (!all.binned) all.binned = !addTo(all.histogram, value, count, most);
    }
    return all;
}

} // namespace

RatingSums ratingSums(const Interactions& x, const TaskContext& context, int threads) {
    RatingSums sums = readAll(x, kMostValues, context, threads, [](double rating) { return rating; });
    if (sums.binned && !context.stopRequested()) sums.histogram = readAll(x, SIZE_MAX, context, threads, binEdge).histogram;
    return sums;
}

std::vector<std::int32_t> itemCountsOf(const Interactions& x, const TaskContext& context, int threads) {
    const auto items = static_cast<std::size_t>(x.itemCount());
    std::vector<std::vector<std::int32_t>> parts(static_cast<std::size_t>(workerCount(threads)));
    parallelForWorkers(x.size(), kRowsPerBlock, threads, context, [&](int worker, std::size_t begin, std::size_t end) {
        std::vector<std::int32_t>& part = parts[static_cast<std::size_t>(worker)];
        part.resize(items);
        for (const ItemIndex item : x.items().subspan(begin, end - begin)) ++part[item.at()];
    });
    std::vector<std::int32_t> counts(items);
    for (const std::vector<std::int32_t>& part : parts)
        for (std::size_t i = 0; i < part.size(); ++i) counts[i] += part[i];
    return counts;
}

std::optional<std::pair<std::int64_t, std::int64_t>> timeSpanOf(const Interactions& x, const TaskContext& context, int threads) {
    std::vector<std::optional<std::pair<std::int64_t, std::int64_t>>> blocks(blocksOf(x.times().size()));
    parallelFor(x.times().size(), kRowsPerBlock, threads, context, [&](std::size_t begin, std::size_t end) {
        std::optional<std::pair<std::int64_t, std::int64_t>> span;
        for (const std::int64_t time : x.times().subspan(begin, end - begin)) {
            if (time == kNoTime) continue;
            if (!span) span = {time, time};
            span = {std::min(span->first, time), std::max(span->second, time)};
        }
        blocks[begin / kRowsPerBlock] = span;
    });
    std::optional<std::pair<std::int64_t, std::int64_t>> span;
    for (const auto& block : blocks) {
        if (!block) continue;
        span = span ? std::pair{std::min(span->first, block->first), std::max(span->second, block->second)} : *block;
    }
    return span;
}

bool timesAreOrder(const Interactions& x) {
    constexpr std::int64_t kDay = 86400;
    bool any = false;
    for (const std::int64_t time : x.times()) {
        if (time == kNoTime) continue;
        if (time < 0 || time >= kDay) return false;
        any = true;
    }
    return any;
}

std::vector<std::int64_t> activityOf(const Interactions& x, std::int64_t start, std::int64_t seconds, std::size_t bins,
                                     const TaskContext& context, int threads) {
    std::vector<std::vector<std::int64_t>> parts(static_cast<std::size_t>(workerCount(threads)));
    parallelForWorkers(x.times().size(), kRowsPerBlock, threads, context, [&](int worker, std::size_t begin, std::size_t end) {
        std::vector<std::int64_t>& part = parts[static_cast<std::size_t>(worker)];
        part.resize(bins);
        for (const std::int64_t time : x.times().subspan(begin, end - begin))
            if (time != kNoTime) ++part[static_cast<std::size_t>((time - start) / seconds)];
    });
    std::vector<std::int64_t> counts(bins);
    for (const std::vector<std::int64_t>& part : parts)
        for (std::size_t b = 0; b < part.size(); ++b) counts[b] += part[b];
    return counts;
}

} // namespace recoscope
