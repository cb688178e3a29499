#include "core/data/dataset.h"
#include "core/base/parallel.h"
#include "core/base/sha256.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <set>
#include <span>

namespace recoscope {

const std::string& Dataset::titleOf(ItemIndex item) const {
    if (item.at() < itemTable.titles.size() && !itemTable.titles[item.at()].empty()) return itemTable.titles[item.at()];
    return items.id(item.value);
}

namespace {

constexpr std::size_t kEnoughValues = 2000; // a scale has few; beyond these the step says nothing
constexpr std::size_t kRatingsPerBlock = 1U << 18, kBytesPerPiece = 1U << 20;

/// Range and distinct values of some ratings, the first kEnoughValues in order of appearance.
struct ValueSet {
    float low = 0, high = 0;
    std::vector<float> values;

    explicit ValueSet(std::span<const float> ratings) : low(ratings.front()), high(low) {
        std::array<float, 256> recent{}; // by some bits: most ratings were met just now
        recent.fill(std::nanf(""));
        for (const float rating : ratings) {
            const auto bits = std::bit_cast<std::uint32_t>(rating);
            float& met = recent[(bits >> 16U ^ bits >> 8U) & 255U];
            if (met == rating) continue;
            met = rating;
            low = std::min(low, rating);
            high = std::max(high, rating);
            note(rating);
        }
    }
    void add(const ValueSet& later) {
        low = std::min(low, later.low);
        high = std::max(high, later.high);
        for (const float value : later.values) note(value);
    }

private:
    void note(float value) {
        if (values.size() < kEnoughValues && m_known.insert(value).second) values.push_back(value);
    }
    std::set<float> m_known;
};

} // namespace

std::optional<RatingScale> findScale(const Interactions& interactions) {
    if (interactions.empty()) return {};
    const std::span<const float> ratings = interactions.ratings();
    std::vector<std::optional<ValueSet>> blocks((ratings.size() + kRatingsPerBlock - 1) / kRatingsPerBlock);
    parallelFor(ratings.size(), kRatingsPerBlock, 0, {}, [&](std::size_t begin, std::size_t end) {
        blocks[begin / kRatingsPerBlock].emplace(ratings.subspan(begin, end - begin));
    });
    ValueSet& all = *blocks.front();
    for (std::size_t b = 1; b < blocks.size(); ++b) all.add(*blocks[b]);
    std::ranges::sort(all.values);
    RatingScale scale{static_cast<double>(all.low), static_cast<double>(all.high), 0};
    for (std::size_t i = 1; i < all.values.size(); ++i) {
        const double gap = static_cast<double>(all.values[i]) - static_cast<double>(all.values[i - 1]);
        if (scale.step == 0 || gap < scale.step) scale.step = gap;
    }
    return scale;
}

std::string checksumOf(const Dataset& dataset) {
    const Interactions& x = *dataset.interactions;
    std::vector<std::span<const std::byte>> pieces;
    for (const auto column :
         {std::as_bytes(x.offsets()), std::as_bytes(x.items()), std::as_bytes(x.ratings()), std::as_bytes(x.times())})
        for (std::size_t at = 0; at < column.size(); at += kBytesPerPiece)
            pieces.push_back(column.subspan(at, std::min(kBytesPerPiece, column.size() - at)));
    std::vector<std::array<unsigned char, 32>> sums(pieces.size());
    parallelFor(pieces.size(), 1, 0, {}, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) {
            Sha256 sum;
            sum.add(pieces[k].data(), pieces[k].size());
            sums[k] = sum.digest();
        }
    });
    Sha256 sum;
    for (const auto* ids : {&dataset.users.ids(), &dataset.items.ids()})
        for (const std::string& id : *ids) sum.add(id.c_str(), id.size() + 1);
    const std::array<std::uint64_t, 4> shape{static_cast<std::uint64_t>(dataset.users.size()),
                                             static_cast<std::uint64_t>(dataset.items.size()), x.size(), x.times().size()};
    sum.add(shape.data(), sizeof shape);
    for (const auto& piece : sums) sum.add(piece.data(), piece.size());
    return sum.hex();
}

} // namespace recoscope
