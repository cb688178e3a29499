#pragma once
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include "core/models/model.h"
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace recoscope {

/// The best k of `scores` in falling order, ties by lowest item index, NaN nowhere. `excluded` is ascending and distinct.
/// Fewer than k where fewer can be scored. O(items + k log k); thread-safe.
[[nodiscard]] std::vector<ScoredItem> topK(std::span<const float> scores, int k, std::span<const ItemIndex> excluded = {});

/// 1-based place of `item` among the scorable, not excluded items; 0 where it has none (NaN or excluded).
[[nodiscard]] std::int32_t rankOf(std::span<const float> scores, ItemIndex item, std::span<const ItemIndex> excluded = {});

/// Scores 32 to 128 users at once, by the length of a row, and hands each user's full row of scores to `consume`,
/// on up to `threads` threads, in unspecified order, once per query. Returns false when asked to stop.
/// `makeQuery(position)` says who stands at a position in [0, count); its views must stay valid until consume returns.
bool scoreUsers(const Model& model, std::size_t count, int threads, const TaskContext& context,
                const std::function<Query(std::size_t position)>& makeQuery,
                const std::function<void(std::size_t position, std::span<const float> scores)>& consume);

} // namespace recoscope
