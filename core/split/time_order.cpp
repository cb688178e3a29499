#include "core/split/time_order.h"
#include <algorithm>
#include <bit>
#include <numeric>

namespace recoscope {
namespace {

constexpr unsigned kDigitBits = 16;
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

/// One stable pass of a counting sort; digitOf(position) is under `buckets`.
template <class Digit>
void countingPass(std::vector<std::uint32_t>& order, std::vector<std::uint32_t>& spare, std::size_t buckets, Digit digitOf) {
    std::vector<std::size_t> start(buckets + 1, 0);
    for (const std::uint32_t k : order) ++start[digitOf(k) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    for (const std::uint32_t k : order) spare[start[digitOf(k)]++] = k;
    order.swap(spare);
}

/// Times as distances from the earliest known one, plus 1; unknown times are 0.
std::vector<std::uint64_t> distances(const Interactions& x) {
    std::int64_t first = 0;
    bool any = false;
    for (const std::int64_t t : x.times())
        if (t != kNoTime) {
            first = any ? std::min(first, t) : t;
            any = true;
        }
    std::vector<std::uint64_t> result(x.times().size());
    for (std::size_t k = 0; k < result.size(); ++k)
        result[k] =
            x.times()[k] == kNoTime ? 0 : static_cast<std::uint64_t>(x.times()[k]) - static_cast<std::uint64_t>(first) + 1;
    return result;
}

} // namespace

TimeOrder TimeOrder::of(const Interactions& x) {
    TimeOrder result;
    std::vector<std::uint32_t>& order = result.everyone;
    order.resize(x.size());
    std::iota(order.begin(), order.end(), 0U); // by user already, and every pass is stable
    std::vector<std::uint32_t> spare(x.size());
    countingPass(order, spare, static_cast<std::size_t>(x.itemCount()), [&](std::uint32_t k) { return x.items()[k].at(); });
    const std::vector<std::uint64_t> key = distances(x);
    const std::uint64_t largest = key.empty() ? 0 : *std::ranges::max_element(key);
    for (unsigned shift = 0; shift < 64 && (largest >> shift) > 0; shift += kDigitBits)
        countingPass(order, spare, kBuckets,
                     [&](std::uint32_t k) { return static_cast<std::size_t>((key[k] >> shift) & (kBuckets - 1)); });
    std::vector<std::uint32_t> userOf(x.size());
    for (std::size_t u = 0; u + 1 < x.offsets().size(); ++u)
        std::fill(userOf.begin() + x.offsets()[u], userOf.begin() + x.offsets()[u + 1], static_cast<std::uint32_t>(u));
    std::vector<std::int64_t> next(x.offsets().begin(), x.offsets().end());
    result.own.resize(x.size());
    for (const std::uint32_t k : order) result.own[static_cast<std::size_t>(next[userOf[k]]++)] = k;
    return result;
}

} // namespace recoscope
