#pragma once
#include "core/base/params.h"
#include "core/base/result.h"
#include "core/data/interactions.h"
#include "core/models/algorithm.h"
#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace recoscope {

/// Rows of numbers by entity (user or item), either way round, so that user and item neighbours are one piece of code.
struct SparseRows {
    std::vector<std::int64_t> offset{0};
    std::vector<std::int32_t> column;
    std::vector<float> value;
    std::int32_t columns = 0;

    [[nodiscard]] static SparseRows byUser(const Interactions& x);
    [[nodiscard]] static SparseRows byItem(const Interactions& x);
    [[nodiscard]] std::int32_t rows() const { return static_cast<std::int32_t>(offset.size()) - 1; }
    [[nodiscard]] std::size_t begin(std::int32_t row) const {
        return static_cast<std::size_t>(offset[static_cast<std::size_t>(row)]);
    }
    [[nodiscard]] std::size_t end(std::int32_t row) const {
        return static_cast<std::size_t>(offset[static_cast<std::size_t>(row) + 1]);
    }
    [[nodiscard]] std::size_t size(std::int32_t row) const { return end(row) - begin(row); }
};

/// Adds 1 to the count of each of n columns. The next list can be asked for in advance: lists lie all over the memory.
template <class Column, class Count>
void countColumns(const Column* column, std::size_t n, Count* counts) {
    std::size_t k = 0;
    for (; k + 4 <= n; k += 4) {
        counts[column[k]] += Count{1};
        counts[column[k + 1]] += Count{1};
        counts[column[k + 2]] += Count{1};
        counts[column[k + 3]] += Count{1};
    }
    for (; k < n; ++k) counts[column[k]] += Count{1};
}
template <class Column>
void fetchAhead(const Column* column, std::size_t n) {
    constexpr std::size_t kLine = 64 / sizeof(Column), kLines = 6; // the processor follows a list by itself once it has begun
    for (std::size_t k = 0; k < std::min(n, kLines * kLine); k += kLine) __builtin_prefetch(column + k);
}

enum class Similarity { Cosine, Pearson, Msd, AdjustedCosine, Jaccard };
enum class KnnForm { Ranking, Basic, Means, ZScore, Baseline };

struct KnnSettings {
    Similarity similarity = Similarity::Cosine;
    KnnForm form = KnnForm::Ranking;
    int neighbors = 100;
    int minCommon = 1;
    double shrink = 0;
    double l2Users = 15, l2Items = 10; ///< Of the baseline form.

    /// Errors: InvalidParameter where a similarity makes no sense for the form (MSD of positives is 0 for any overlap).
    [[nodiscard]] static Result<KnnSettings> from(const ParamValues& params);
};

/// The parameters that user_knn and item_knn share.
[[nodiscard]] std::vector<ParamSpec> knnParams();
[[nodiscard]] bool knnPredictsRatings(const ParamValues& params);
/// `ranking` as it is for the ranking form; the rating forms predict ratings by a weighted mean, which is no plain sum.
[[nodiscard]] Capabilities knnCapabilities(Capabilities ranking, const ParamValues& params);

/// Similarities of one row of positives to many, from the sizes of their sets and of their overlaps (full vectors of 0 and 1):
///   cosine: c / (sqrt(a b) + shrink),   Jaccard: c / (a + b - c + shrink);   0 below minCommon.
/// `common[j]` is the overlap with a set of `sizes[j]`; the result goes to out[j].
void setSimilarities(const KnnSettings& settings, std::span<const std::int32_t> common, double size,
                     std::span<const double> sizes, std::span<float> out);
/// The sizes of all rows, as setSimilarities takes them.
[[nodiscard]] std::vector<double> rowSizes(const SparseRows& rows);

/// Sums over co-rated columns, from which every rating similarity follows.
struct CoRated {
    double n = 0, xy = 0, xx = 0, yy = 0, x = 0, y = 0;
};
/// cosine: xy / sqrt(xx yy); Pearson: with means over the co-rated; MSD: 1 / (1 + mean (x - y)^2); adjusted cosine: cosine of
/// values from which the column's mean was taken. Times n / (n + shrink); 0 below minCommon.
[[nodiscard]] double ratingSimilarity(const KnnSettings& settings, const CoRated& sums);

/// Similarities of one row, given as columns and values, to every row of `rows`; `columnsOf` is its transpose. One row at a time:
/// 6 doubles a row of scratch.
class RatingSimilarityRow {
public:
    RatingSimilarityRow(const SparseRows& columnsOf, std::int32_t rows)
        : m_columnsOf(columnsOf),
          m_sums(static_cast<std::size_t>(rows)) {}
    void compute(const KnnSettings& settings, std::span<const std::int32_t> columns, std::span<const float> values,
                 std::span<float> out);

private:
    const SparseRows& m_columnsOf;
    std::vector<CoRated> m_sums;
};

} // namespace recoscope
