#include "core/ranking/rank.h"
#include "core/base/parallel.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::size_t kBlockBytes = 2U << 20; // scores that are still in the second cache when they are looked at
constexpr std::size_t kFewestUsers = 32, kMostUsers = 128;
constexpr std::size_t kUsersBetweenStops = 32; ///< A neighbour model takes milliseconds a user.

/// Higher score first; equal scores by lower index.
constexpr auto kBefore = [](const ScoredItem& a, const ScoredItem& b) {
    return a.score > b.score || (a.score == b.score && a.item < b.item);
};

constexpr std::size_t kScanBlock = 16;

/// Whether any of a block's scores is above the limit; NaN is not.
bool anyAbove(const float* scores, float limit) {
    int above = 0;
    for (std::size_t k = 0; k < kScanBlock; ++k) above |= scores[k] > limit ? 1 : 0;
    return above != 0;
}

} // namespace

std::vector<ScoredItem> topK(std::span<const float> scores, int k, std::span<const ItemIndex> excluded) {
    const auto limit = static_cast<std::size_t>(std::max(k, 0));
    std::vector<ScoredItem> best;
    if (limit == 0) return best;
    // Candidates above the threshold are buffered; a full buffer is cut to the best k, whose last score is the next threshold.
    const std::size_t capacity = std::max<std::size_t>(4 * limit, 64);
    best.reserve(capacity);
    bool full = false;
    ScoredItem worst;
    const auto cut = [&] {
        if (best.size() <= limit) return;
        std::nth_element(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(limit) - 1, best.end(), kBefore);
        best.resize(limit);
        worst = *std::max_element(best.begin(), best.end(), kBefore);
        full = true;
    };
    const auto consider = [&](std::size_t i, float score) {
        if (full ? !(score > worst.score) : std::isnan(score)) return; // items come in rising index: an equal score loses
        best.push_back({ItemIndex{i}, score});
        if (best.size() == capacity) cut();
    };
    // Runs of items between two excluded ones; once a threshold stands, whole blocks below it are passed over.
    const auto scan = [&](std::size_t i, std::size_t end) {
        for (; i < end && !full; ++i) consider(i, scores[i]);
        for (; i + kScanBlock <= end; i += kScanBlock) {
            if (!anyAbove(scores.data() + i, worst.score)) continue;
            for (std::size_t at = i; at < i + kScanBlock; ++at) consider(at, scores[at]);
        }
        for (; i < end; ++i) consider(i, scores[i]);
    };
    std::size_t from = 0;
    for (const ItemIndex skip : excluded) {
        if (skip.at() >= scores.size()) break;
        scan(from, skip.at());
        from = skip.at() + 1;
    }
    scan(from, scores.size());
    cut();
    std::ranges::sort(best, kBefore);
    return best;
}

std::int32_t rankOf(std::span<const float> scores, ItemIndex item, std::span<const ItemIndex> excluded) {
    const float own = scores[item.at()];
    if (std::isnan(own) || std::ranges::binary_search(excluded, item)) return 0;
    std::int32_t rank = 1;
    auto skip = excluded.begin();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (skip != excluded.end() && skip->at() == i) {
            ++skip;
            continue;
        }
        if (scores[i] > own || (scores[i] == own && i < item.at())) ++rank;
    }
    return rank;
}

bool scoreUsers(const Model& model, std::size_t count, int threads, const TaskContext& context,
                const std::function<Query(std::size_t)>& makeQuery,
                const std::function<void(std::size_t, std::span<const float>)>& consume) {
    const auto items = static_cast<std::size_t>(model.itemCount());
    const auto workers = static_cast<std::size_t>(workerCount(threads));
    const std::size_t fits = kBlockBytes / (std::max<std::size_t>(items, 1) * sizeof(float));
    const std::size_t block = std::clamp(fits, kFewestUsers, kMostUsers);
    std::vector<std::vector<float>> scratch(workers);
    return parallelForWorkers(count, block, threads, context, [&](int worker, std::size_t begin, std::size_t end) {
        std::vector<float>& scores = scratch[static_cast<std::size_t>(worker)];
        scores.resize(std::min(block, kUsersBetweenStops) * items);
        std::vector<Query> queries;
        for (std::size_t from = begin; from < end && !context.stopRequested(); from += kUsersBetweenStops) {
            const std::size_t to = std::min(end, from + kUsersBetweenStops);
            queries.clear();
            for (std::size_t position = from; position < to; ++position) queries.push_back(makeQuery(position));
            const std::span<float> rows(scores.data(), queries.size() * items);
            model.scoreBatch(queries, rows);
            for (std::size_t position = from; position < to; ++position)
                consume(position, rows.subspan((position - from) * items, items));
        }
    });
}

} // namespace recoscope
