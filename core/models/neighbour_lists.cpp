#include "core/models/neighbour_lists.h"
#include <algorithm>
#include <array>
#include <functional>

namespace recoscope {
namespace {

/// An object, not a function: sorts then compile the comparison in.
constexpr auto kNearer = [](const Neighbour& a, const Neighbour& b) {
    return a.similarity > b.similarity || (a.similarity == b.similarity && a.index < b.index);
};

} // namespace

void keepNearest(std::vector<Neighbour>& candidates, int k) {
    const auto limit = static_cast<std::size_t>(std::max(k, 0));
    if (candidates.size() > limit) {
        if (limit > 0) std::ranges::nth_element(candidates, candidates.begin() + k - 1, kNearer);
        candidates.resize(limit);
    }
    std::ranges::sort(candidates, {}, &Neighbour::index);
}

void nearestOf(std::span<const float> similarities, std::int32_t self, int k, std::vector<Neighbour>& nearest) {
    // Candidates are buffered; a full buffer is cut to the best k, whose last similarity is the next threshold.
    const auto limit = static_cast<std::size_t>(k), capacity = 3 * limit + 64;
    nearest.clear();
    float threshold = 0;
    for (std::size_t j = 0; j < similarities.size(); ++j) {
        if (!(similarities[j] > threshold) || static_cast<std::int32_t>(j) == self)
            continue; // equal ones came first: lower index
        nearest.push_back({static_cast<std::int32_t>(j), similarities[j]});
        if (nearest.size() < capacity) continue;
        std::ranges::nth_element(nearest, nearest.begin() + k - 1, kNearer);
        nearest.resize(limit);
        threshold = nearest.back().similarity;
    }
    keepNearest(nearest, k);
}

float kthLargest(std::span<const float> values, std::size_t k) {
    constexpr std::size_t kBins = 256;
    const auto binOf = [](float v) { return static_cast<std::size_t>(std::min(v, 0.999F) * static_cast<float>(kBins)); };
    std::array<std::uint32_t, kBins> counts{};
    for (const float v : values) ++counts[binOf(v)];
    std::size_t bin = kBins - 1, above = 0;
    while (above + counts[bin] < k) above += counts[bin--];
    std::vector<float> inside; // of the bin that holds the k-th
    for (const float v : values)
        if (binOf(v) == bin) inside.push_back(v);
    const auto place = inside.begin() + static_cast<std::ptrdiff_t>(k - above - 1);
    std::ranges::nth_element(inside, place, std::greater<>{});
    return *place;
}

NeighbourLists::NeighbourLists(const std::vector<std::vector<Neighbour>>& lists) {
    for (const auto& list : lists) {
        m_entries.insert(m_entries.end(), list.begin(), list.end());
        m_offset.push_back(static_cast<std::int64_t>(m_entries.size()));
    }
}

std::span<const Neighbour> NeighbourLists::row(std::int32_t index) const {
    const auto begin = static_cast<std::size_t>(m_offset[static_cast<std::size_t>(index)]),
               end = static_cast<std::size_t>(m_offset[static_cast<std::size_t>(index) + 1]);
    return std::span(m_entries).subspan(begin, end - begin);
}

float NeighbourLists::similarity(std::int32_t of, std::int32_t neighbour) const {
    const auto list = row(of);
    const auto it = std::ranges::lower_bound(list, neighbour, {}, &Neighbour::index);
    return it != list.end() && it->index == neighbour ? it->similarity : 0.0F;
}

std::vector<Neighbour> NeighbourLists::bySimilarity(std::int32_t of) const {
    const auto list = row(of);
    std::vector<Neighbour> sorted(list.begin(), list.end());
    std::ranges::sort(sorted, kNearer);
    return sorted;
}

NeighbourLists NeighbourLists::transposed() const {
    std::vector<std::vector<Neighbour>> lists(static_cast<std::size_t>(rows()));
    for (std::int32_t r = 0; r < rows(); ++r)
        for (const Neighbour& n : row(r)) lists[static_cast<std::size_t>(n.index)].push_back({r, n.similarity});
    return NeighbourLists(lists);
}

void NeighbourLists::save(ModelWriter& writer) const {
    std::vector<std::int32_t> index;
    std::vector<float> similarity;
    for (const Neighbour& n : m_entries) {
        index.push_back(n.index);
        similarity.push_back(n.similarity);
    }
    writer.putLongs("neighbours.offset", m_offset);
    writer.putInts("neighbours.index", index);
    writer.putFloats("neighbours.similarity", similarity);
}

NeighbourLists NeighbourLists::load(ModelReader& reader) {
    NeighbourLists lists;
    lists.m_offset = reader.longs("neighbours.offset");
    const auto index = reader.ints("neighbours.index");
    const auto similarity = reader.floats("neighbours.similarity");
    const auto entries = static_cast<std::int64_t>(index.size());
    const bool sound = !lists.m_offset.empty() && lists.m_offset.front() == 0 && lists.m_offset.back() == entries &&
                       std::ranges::is_sorted(lists.m_offset) && similarity.size() == index.size() &&
                       std::ranges::all_of(index, [&](std::int32_t i) { return i >= 0 && i < lists.rows(); });
    if (!sound) {
        reader.fail("neighbours");
        return {};
    }
    for (std::size_t k = 0; k < index.size(); ++k) lists.m_entries.push_back({index[k], similarity[k]});
    return lists;
}

} // namespace recoscope
