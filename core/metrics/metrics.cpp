#include "core/metrics/metrics.h"
#include "core/base/text.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

const double kUndefined = std::nan("");

/// Hits within the first k; hit ranks are ascending.
std::size_t hits(const UserOutcome& o, int k) {
    return static_cast<std::size_t>(std::ranges::upper_bound(o.hitRanks, k) - o.hitRanks.begin());
}

double precision(const UserOutcome& o, int k) { return o.relevant == 0 ? kUndefined : static_cast<double>(hits(o, k)) / k; }
double recall(const UserOutcome& o, int k) { return o.relevant == 0 ? kUndefined : static_cast<double>(hits(o, k)) / o.relevant; }
double f1(const UserOutcome& o, int k) {
    const double p = precision(o, k), r = recall(o, k);
    return p + r > 0 ? 2 * p * r / (p + r) : o.relevant == 0 ? kUndefined : 0;
}
double hitRate(const UserOutcome& o, int k) { return o.relevant == 0 ? kUndefined : hits(o, k) > 0 ? 1 : 0; }
double reciprocalRank(const UserOutcome& o, int k) {
    return o.relevant == 0 ? kUndefined : hits(o, k) > 0 ? 1.0 / o.hitRanks[0] : 0;
}
double averagePrecision(const UserOutcome& o, int k) {
    if (o.relevant == 0) return kUndefined;
    double sum = 0;
    for (std::size_t h = 0; h < hits(o, k); ++h) sum += static_cast<double>(h + 1) / o.hitRanks[h];
    return sum / std::min(o.relevant, k);
}
double ndcg(const UserOutcome& o, int k) {
    if (o.relevant == 0) return kUndefined;
    double gain = 0, ideal = 0;
    for (std::size_t h = 0; h < hits(o, k); ++h) gain += 1 / std::log2(o.hitRanks[h] + 1.0);
    for (int rank = 1; rank <= std::min(o.relevant, k); ++rank) ideal += 1 / std::log2(rank + 1.0);
    return gain / ideal;
}
double gradedNdcg(const UserOutcome& o, int k) {
    double gain = 0, ideal = 0;
    for (std::size_t h = 0; h < o.ratedRanks.size() && o.ratedRanks[h] <= k; ++h)
        gain += static_cast<double>(o.ratedGains[h]) / std::log2(o.ratedRanks[h] + 1.0);
    for (std::size_t rank = 1; rank <= std::min<std::size_t>(o.idealGains.size(), static_cast<std::size_t>(k)); ++rank)
        ideal += static_cast<double>(o.idealGains[rank - 1]) / std::log2(static_cast<double>(rank) + 1.0);
    return o.relevant == 0 || ideal <= 0 ? kUndefined : gain / ideal;
}
double auc(const UserOutcome& o, int) { return o.relevant == 0 ? kUndefined : o.auc; }

std::span<const ItemIndex> first(const UserOutcome& o, int k) {
    return o.list.first(std::min(o.list.size(), static_cast<std::size_t>(k)));
}
double popularity(const UserOutcome& o, int k) {
    const auto list = first(o, k);
    if (list.empty() || o.trainUsers == 0) return kUndefined;
    double sum = 0;
    for (const ItemIndex item : list) sum += static_cast<double>(o.popularity[item.at()]) / static_cast<double>(o.trainUsers);
    return sum / static_cast<double>(list.size());
}
double novelty(const UserOutcome& o, int k) {
    const auto list = first(o, k);
    if (list.empty() || o.trainUsers == 0) return kUndefined;
    double sum = 0;
    // An item that nobody chose counts as chosen by one: its surprise stays finite.
    for (const ItemIndex item : list)
        sum -= std::log2(std::max(1.0, static_cast<double>(o.popularity[item.at()])) / static_cast<double>(o.trainUsers));
    return sum / static_cast<double>(list.size());
}

std::vector<MetricInfo> makeInfos() {
    using Kind = MetricKind;
    return {{"ndcg", "NDCG", "Hits near the top count more; 1 would mean every relevant item in the first places.",
             "DCG@K / IDCG@K, DCG = Σ over hits 1 / log2(rank + 1), ideal over min(T, K) places", Kind::PerUser, true, true,
             false, true, ndcg},
            {"recall", "Recall", "The share of the held-out items that the list found.", "hits@K / T", Kind::PerUser, true, true,
             false, true, recall},
            {"precision", "Precision", "The share of the list that was right.", "hits@K / K", Kind::PerUser, true, true, false,
             true, precision},
            {"f1", "F1", "Harmonic mean of precision and recall.", "2 P R / (P + R)", Kind::PerUser, true, true, false, true, f1},
            {"hit_rate", "Hit rate", "The share of users whose list has at least one hit.", "1 if hits@K > 0 else 0",
             Kind::PerUser, true, true, false, true, hitRate},
            {"mrr", "MRR", "One over the place of the first hit.", "1 / rank of the first hit within K, else 0", Kind::PerUser,
             true, true, false, true, reciprocalRank},
            {"map", "MAP", "Precision at each hit, averaged: rewards early hits and many.",
             "Σ over hits precision@rank / min(T, K)", Kind::PerUser, true, true, false, true, averagePrecision},
            {"ndcg_graded", "NDCG, graded", "NDCG in which a higher rating counts more.",
             "DCG@K / IDCG@K with gains 2^rating − 1 of every held-out item", Kind::PerUser, true, true, false, true, gradedNdcg},
            {"auc", "AUC", "The chance that a held-out item stands before one that is not, over the whole ranking.",
             "ordered pairs / all pairs, ties count half", Kind::PerUser, true, true, false, false, auc},
            {"coverage", "Coverage", "The share of the catalogue that appears in anyone's list.",
             "distinct items in all lists / items", Kind::Lists, true, true, true, true, nullptr},
            {"gini", "Gini", "How unevenly the lists spread over the catalogue: 0 all items equally often, 1 one item only.",
             "Σ (2r − n − 1) x_r / (n Σ x), x ascending exposures", Kind::Lists, false, true, false, true, nullptr},
            {"popularity", "Popularity", "How known the recommended items are: the mean share of users who chose them.",
             "mean over the list of count(i) / users", Kind::PerUser, false, true, true, true, popularity},
            {"novelty", "Novelty", "How surprising the recommended items are, in bits.",
             "mean over the list of −log2(count(i) / users)", Kind::PerUser, true, false, false, true, novelty},
            {"rmse", "RMSE", "Typical error of a predicted rating; large errors weigh more.", "√ mean (prediction − rating)²",
             Kind::Rating, false, false, false, false, nullptr},
            {"mae", "MAE", "Mean error of a predicted rating.", "mean |prediction − rating|", Kind::Rating, false, false, false,
             false, nullptr}};
}

constexpr const char* kDefaultMetrics = "ndcg,recall,precision,hit_rate,mrr,map,coverage,auc,gini,popularity,novelty,rmse,mae";

} // namespace

std::span<const MetricInfo> metricInfos() {
    static const std::vector<MetricInfo> infos = makeInfos();
    return infos;
}

const MetricInfo* findMetric(std::string_view id) {
    const auto infos = metricInfos();
    const auto it = std::ranges::find(infos, id, &MetricInfo::id);
    return it == infos.end() ? nullptr : &*it;
}

std::string MetricRef::key() const { return k > 0 ? metric->id + "@" + std::to_string(k) : metric->id; }

Result<std::vector<MetricRef>> parseMetrics(std::string_view list, std::span<const int> ks) {
    std::vector<MetricRef> refs;
    const auto add = [&](const MetricInfo* metric, int k) {
        const auto same = [&](const MetricRef& r) { return r.metric == metric && r.k == k; };
        if (std::ranges::none_of(refs, same)) refs.push_back({metric, k});
    };
    for (const std::string& word : split(list.empty() ? std::string_view(kDefaultMetrics) : list, ',')) {
        const std::string name(trim(word));
        const std::size_t at = name.find('@');
        const MetricInfo* metric = findMetric(name.substr(0, at));
        if (!metric) {
            std::vector<std::string> known;
            for (const MetricInfo& info : metricInfos()) known.push_back(info.id);
            return Error{ErrorKind::InvalidParameter, "There is no metric \"" + name + "\": known are " + join(known, ", ") + ".",
                         "metrics"};
        }
        if (at != std::string::npos) {
            const auto k = parseInteger(std::string_view(name).substr(at + 1));
            if (!metric->cutoff || !k || *k < 1 || *k > 100000)
                return Error{ErrorKind::InvalidParameter,
                             "The cut-off of \"" + name + "\" cannot be: " +
                                 (metric->cutoff ? "expected a whole number from 1." : metric->id + " takes none."),
                             "metrics"};
            add(metric, static_cast<int>(*k));
        } else if (metric->cutoff) {
            for (const int k : ks) add(metric, k);
        } else {
            add(metric, 0);
        }
    }
    return refs;
}

} // namespace recoscope
