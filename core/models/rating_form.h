#pragma once
#include "core/models/baseline.h"
#include "core/models/neighbourhood.h"
#include <vector>

namespace recoscope {

/// Alternations of the baseline that the rating forms rest on.
inline constexpr int kBaselineEpochs = 10;

/// How the four rating forms centre and scale a rating: prediction = centre(target) + scale(target) * weighted mean of (r -
/// centre) / scale.
///   basic: centre 0;  means: the row's mean;  zscore: mean and standard deviation;  baseline: mu + b_u + b_i.
/// "Rows" are users for user_knn and items for item_knn.
struct RowStatistics {
    std::vector<double> mean, deviation; ///< A row without ratings has the overall mean and deviation 1.
    double overallMean = 0;

    [[nodiscard]] static RowStatistics of(const SparseRows& rows);
    [[nodiscard]] static std::pair<double, double> ofValues(std::span<const float> values, double overallMean);
    void save(ModelWriter& writer) const;
    [[nodiscard]] static RowStatistics load(ModelReader& reader);
};

/// Takes the mean of its column from every value: what adjusted cosine compares.
[[nodiscard]] SparseRows centredByColumn(const SparseRows& rows);

void saveRows(ModelWriter& writer, std::string_view prefix, const SparseRows& rows);
[[nodiscard]] SparseRows loadRows(ModelReader& reader, std::string_view prefix);
void saveSettings(ModelWriter& writer, const KnnSettings& settings);
[[nodiscard]] KnnSettings loadSettings(ModelReader& reader);
/// The other way round: columns become rows.
[[nodiscard]] SparseRows transposed(const SparseRows& rows);

} // namespace recoscope
