#pragma once
#include "core/base/ids.h"
#include "core/base/result.h"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// One user's ranked list against the held-out part: all a per-user metric may look at.
struct UserOutcome {
    std::span<const ItemIndex> list;          ///< The top max-K, masked items removed.
    std::span<const std::int32_t> hitRanks;   ///< 1-based ranks of the relevant items inside the list, ascending.
    std::int32_t relevant = 0;                ///< T: relevant test items, also those unseen in train.
    std::span<const std::int32_t> ratedRanks; ///< 1-based ranks of all test items inside the list, relevant or not, ascending.
    std::span<const float> ratedGains;        ///< 2^rating - 1 of each of them, for graded NDCG.
    std::span<const float> idealGains;        ///< 2^rating - 1 of all test items of the user, falling.
    double auc =
        0; ///< Over the full ranking: share of (relevant, not relevant) pairs in the right order, ties half; NaN where undefined.
    std::span<const std::int32_t> popularity; ///< Interactions of every item in train.
    std::int64_t trainUsers = 0;              ///< Users with train rows: what popularity is a share of.
};

/// How the value of a run comes about.
enum class MetricKind {
    PerUser, ///< Mean over users with relevant items; the others are skipped and counted.
    Lists,   ///< Of all lists together, also those of users whom PerUser metrics skip: coverage, gini.
    Rating   ///< Over all predictions of the test part: rmse, mae.
};

/// One metric. Adding one is one row in its family's file.
struct MetricInfo {
    std::string id;       ///< "ndcg".
    std::string name;     ///< "NDCG".
    std::string sentence; ///< For the tooltip: what it says, in words.
    std::string formula;  ///< Plain notation: "DCG@K / IDCG@K, DCG = Σ 1 / log2(rank + 1)".
    MetricKind kind = MetricKind::PerUser;
    bool higherIsBetter = true;
    bool bounded = true;                                            ///< In [0, 1]: shown with four decimals and no leading zero.
    bool share = false;                                             ///< Shown in per cent (coverage).
    bool cutoff = true;                                             ///< Takes @K.
    double (*perUser)(const UserOutcome& outcome, int k) = nullptr; ///< NaN = undefined for this user.
};

[[nodiscard]] std::span<const MetricInfo> metricInfos();
[[nodiscard]] const MetricInfo* findMetric(std::string_view id);

/// A metric at a cut-off: "ndcg@10", or "rmse".
struct MetricRef {
    const MetricInfo* metric = nullptr;
    int k = 0; ///< 0 for metrics without a cut-off.
    [[nodiscard]] std::string key() const;
};

/// "ndcg@10,recall,rmse" with ks {5, 10}: a name without cut-off takes every k. An empty list means the default set.
/// Errors: InvalidParameter naming the word and listing what is known.
[[nodiscard]] Result<std::vector<MetricRef>> parseMetrics(std::string_view list, std::span<const int> ks);

} // namespace recoscope
