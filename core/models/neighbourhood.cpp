#include "core/models/neighbourhood.h"
#include <algorithm>
#include <cmath>

namespace recoscope {

SparseRows SparseRows::byUser(const Interactions& x) {
    SparseRows s;
    s.offset.assign(x.offsets().begin(), x.offsets().end());
    s.column.reserve(x.size());
    for (const ItemIndex item : x.items()) s.column.push_back(item.value);
    s.value.assign(x.ratings().begin(), x.ratings().end());
    s.columns = x.itemCount();
    return s;
}

SparseRows SparseRows::byItem(const Interactions& x) {
    const InteractionsByItem byItem(x);
    SparseRows s;
    s.offset.assign(byItem.offsets().begin(), byItem.offsets().end());
    s.column.reserve(x.size());
    s.value.reserve(x.size());
    for (std::int32_t i = 0; i < x.itemCount(); ++i) {
        const auto column = byItem.column(ItemIndex{i});
        for (std::size_t k = 0; k < column.size(); ++k) {
            s.column.push_back(column.users[k].value);
            s.value.push_back(column.ratings[k]);
        }
    }
    s.columns = x.userCount();
    return s;
}

Result<KnnSettings> KnnSettings::from(const ParamValues& params) {
    KnnSettings s;
    const std::string& similarity = textParam(params, "similarity");
    s.similarity = similarity == "pearson"           ? Similarity::Pearson
                   : similarity == "msd"             ? Similarity::Msd
                   : similarity == "adjusted_cosine" ? Similarity::AdjustedCosine
                   : similarity == "jaccard"         ? Similarity::Jaccard
                                                     : Similarity::Cosine;
    const std::string& form = textParam(params, "form");
    s.form = form == "basic"      ? KnnForm::Basic
             : form == "means"    ? KnnForm::Means
             : form == "zscore"   ? KnnForm::ZScore
             : form == "baseline" ? KnnForm::Baseline
                                  : KnnForm::Ranking;
    s.neighbors = static_cast<int>(intParam(params, "neighbors"));
    s.minCommon = static_cast<int>(intParam(params, "min_common"));
    s.shrink = numberParam(params, "shrink");
    s.l2Users = numberParam(params, "l2_users");
    s.l2Items = numberParam(params, "l2_items");
    const bool ofSets = s.similarity == Similarity::Cosine || s.similarity == Similarity::Jaccard;
    if (s.form == KnnForm::Ranking && !ofSets)
        return Error{
            ErrorKind::InvalidParameter,
            "Similarity " + similarity +
                " compares ratings, but the ranking form knows positives only: choose cosine or jaccard, or another form.",
            "similarity"};
    if (s.form != KnnForm::Ranking && s.similarity == Similarity::Jaccard)
        return Error{ErrorKind::InvalidParameter,
                     "Similarity jaccard compares sets, but form " + form +
                         " compares ratings: choose cosine, pearson, msd or adjusted_cosine.",
                     "similarity"};
    return s;
}

std::vector<ParamSpec> knnParams() {
    return {
        {"neighbors", "Neighbours", "How many of the most similar count. Few are sharp and noisy, many blur towards popularity.",
         std::int64_t{100}, 1, 10000, true},
        {"similarity",
         "Similarity",
         "What makes two alike. Ranking: cosine or jaccard of who chose what; rating forms: cosine, pearson, msd or "
         "adjusted_cosine over what both rated.",
         std::string("cosine"),
         0,
         0,
         false,
         false,
         {"cosine", "pearson", "msd", "adjusted_cosine", "jaccard"}},
        {"form",
         "Form",
         "ranking orders items and predicts no rating; basic, means, zscore and baseline predict ratings from the nearest who "
         "rated the item.",
         std::string("ranking"),
         0,
         0,
         false,
         false,
         {"ranking", "basic", "means", "zscore", "baseline"}},
        {"shrink", "Shrinkage", "Pulls similarities that rest on few common ratings towards zero; 0 is off.", 0.0, 0, 1e6, false},
        {"min_common", "Minimum common", "Pairs with fewer ratings in common do not count as similar.", std::int64_t{1}, 1, 1000,
         false, true},
        {"l2_users", "l2, users", "Of the baseline form: pull of a user's bias towards zero, in ratings.", 15.0, 0, 1e6, true,
         true},
        {"l2_items", "l2, items", "Of the baseline form: pull of an item's bias towards zero, in ratings.", 10.0, 0, 1e6, true,
         true}};
}

bool knnPredictsRatings(const ParamValues& params) { return textParam(params, "form") != "ranking"; }

Capabilities knnCapabilities(Capabilities ranking, const ParamValues& params) {
    if (!knnPredictsRatings(params)) return ranking;
    ranking.predictsRatings = true;
    ranking.additive = false;
    ranking.reasonsHold = 0.9;
    return ranking;
}

void setSimilarities(const KnnSettings& s, std::span<const std::int32_t> common, double size, std::span<const double> sizes,
                     std::span<float> out) {
    const std::int32_t fewest = s.minCommon;
    // Without a branch on the kind inside, the loops compute several at once.
    if (s.similarity == Similarity::Jaccard) {
        for (std::size_t j = 0; j < out.size(); ++j) {
            const auto c = static_cast<double>(common[j]);
            out[j] = common[j] < fewest ? 0.0F : static_cast<float>(c / (size + sizes[j] - c + s.shrink));
        }
        return;
    }
    for (std::size_t j = 0; j < out.size(); ++j) {
        const auto similarity = static_cast<float>(static_cast<double>(common[j]) / (std::sqrt(size * sizes[j]) + s.shrink));
        out[j] = common[j] < fewest ? 0.0F : similarity;
    }
}

std::vector<double> rowSizes(const SparseRows& rows) {
    std::vector<double> sizes;
    for (std::int32_t r = 0; r < rows.rows(); ++r) sizes.push_back(static_cast<double>(rows.size(r)));
    return sizes;
}

double ratingSimilarity(const KnnSettings& s, const CoRated& c) {
    if (c.n < s.minCommon || c.n == 0) return 0;
    double similarity = 0;
    switch (s.similarity) {
    case Similarity::Msd:
        similarity = 1 / (1 + std::max(0.0, c.xx - 2 * c.xy + c.yy) / c.n);
        break;
    case Similarity::Pearson: {
        const double vx = c.n * c.xx - c.x * c.x, vy = c.n * c.yy - c.y * c.y;
        similarity = vx > 1e-9 && vy > 1e-9 ? (c.n * c.xy - c.x * c.y) / std::sqrt(vx * vy) : 0;
        break;
    }
    default:
        similarity = c.xx > 0 && c.yy > 0 ? c.xy / std::sqrt(c.xx * c.yy) : 0;
    }
    return similarity * (c.n / (c.n + s.shrink));
}

void RatingSimilarityRow::compute(const KnnSettings& settings, std::span<const std::int32_t> columns,
                                  std::span<const float> values, std::span<float> out) {
    std::fill(m_sums.begin(), m_sums.end(), CoRated{});
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const auto x = static_cast<double>(values[k]);
        for (std::size_t e = m_columnsOf.begin(columns[k]); e < m_columnsOf.end(columns[k]); ++e) {
            CoRated& sums = m_sums[static_cast<std::size_t>(m_columnsOf.column[e])];
            const auto y = static_cast<double>(m_columnsOf.value[e]);
            sums.n += 1;
            sums.xy += x * y;
            sums.xx += x * x;
            sums.yy += y * y;
            sums.x += x;
            sums.y += y;
        }
    }
    for (std::size_t r = 0; r < out.size(); ++r) out[r] = static_cast<float>(ratingSimilarity(settings, m_sums[r]));
}

} // namespace recoscope
