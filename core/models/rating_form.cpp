#include "core/models/rating_form.h"
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace recoscope {

std::pair<double, double> RowStatistics::ofValues(std::span<const float> values, double overallMean) {
    if (values.empty()) return {overallMean, 1};
    double sum = 0, squares = 0;
    for (const float v : values) sum += static_cast<double>(v);
    const double mean = sum / static_cast<double>(values.size());
    for (const float v : values) squares += (static_cast<double>(v) - mean) * (static_cast<double>(v) - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(values.size()));
    return {mean, deviation > 0 ? deviation : 1};
}

RowStatistics RowStatistics::of(const SparseRows& rows) {
    RowStatistics s;
    double sum = 0;
    for (const float v : rows.value) sum += static_cast<double>(v);
    s.overallMean = rows.value.empty() ? 0 : sum / static_cast<double>(rows.value.size());
    for (std::int32_t r = 0; r < rows.rows(); ++r) {
        const auto [mean, deviation] = ofValues(std::span(rows.value).subspan(rows.begin(r), rows.size(r)), s.overallMean);
        s.mean.push_back(mean);
        s.deviation.push_back(deviation);
    }
    return s;
}

void RowStatistics::save(ModelWriter& writer) const {
    writer.putNumber("statistics.overall_mean", overallMean);
    writer.putDoubles("statistics.mean", mean);
    writer.putDoubles("statistics.deviation", deviation);
}

RowStatistics RowStatistics::load(ModelReader& reader) {
    RowStatistics s;
    s.overallMean = reader.number("statistics.overall_mean");
    s.mean = reader.doubles("statistics.mean");
    s.deviation = reader.doubles("statistics.deviation");
    if (s.mean.size() != s.deviation.size()) reader.fail("statistics.deviation");
    return s;
}

SparseRows centredByColumn(const SparseRows& rows) {
    std::vector<double> sum(static_cast<std::size_t>(rows.columns), 0), count(sum.size(), 0);
    for (std::size_t k = 0; k < rows.value.size(); ++k) {
        sum[static_cast<std::size_t>(rows.column[k])] += static_cast<double>(rows.value[k]);
        count[static_cast<std::size_t>(rows.column[k])] += 1;
    }
    SparseRows centred = rows;
    for (std::size_t k = 0; k < rows.value.size(); ++k) {
        const auto c = static_cast<std::size_t>(rows.column[k]);
        centred.value[k] = static_cast<float>(static_cast<double>(rows.value[k]) - sum[c] / count[c]);
    }
    return centred;
}

SparseRows transposed(const SparseRows& rows) {
    SparseRows t;
    t.columns = rows.rows();
    t.offset.assign(static_cast<std::size_t>(rows.columns) + 1, 0);
    for (const std::int32_t c : rows.column) ++t.offset[static_cast<std::size_t>(c) + 1];
    std::partial_sum(t.offset.begin(), t.offset.end(), t.offset.begin());
    std::vector<std::int64_t> next(t.offset.begin(), t.offset.end() - 1);
    t.column.resize(rows.column.size());
    t.value.resize(rows.value.size());
    for (std::int32_t r = 0; r < rows.rows(); ++r)
        for (std::size_t k = rows.begin(r); k < rows.end(r); ++k) {
            const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(rows.column[k])]++);
            t.column[at] = r;
            t.value[at] = rows.value[k];
        }
    return t;
}

void saveRows(ModelWriter& writer, std::string_view prefix, const SparseRows& rows) {
    const std::string p(prefix);
    writer.putNumber(p + ".columns", rows.columns);
    writer.putLongs(p + ".offset", rows.offset);
    writer.putInts(p + ".column", rows.column);
    writer.putFloats(p + ".value", rows.value);
}

SparseRows loadRows(ModelReader& reader, std::string_view prefix) {
    const std::string p(prefix);
    SparseRows rows;
    rows.columns = static_cast<std::int32_t>(reader.number(p + ".columns"));
    rows.offset = reader.longs(p + ".offset");
    rows.column = reader.ints(p + ".column");
    rows.value = reader.floats(p + ".value");
    const bool sound = !rows.offset.empty() && rows.offset.front() == 0 &&
                       rows.offset.back() == static_cast<std::int64_t>(rows.column.size()) &&
                       std::ranges::is_sorted(rows.offset) && rows.value.size() == rows.column.size() &&
                       std::ranges::all_of(rows.column, [&](std::int32_t c) { return c >= 0 && c < rows.columns; });
    if (!sound) {
        reader.fail(prefix);
        return {};
    }
    return rows;
}

void saveSettings(ModelWriter& writer, const KnnSettings& s) {
    const double values[7] = {static_cast<double>(s.similarity),
                              static_cast<double>(s.form),
                              static_cast<double>(s.neighbors),
                              static_cast<double>(s.minCommon),
                              s.shrink,
                              s.l2Users,
                              s.l2Items};
    writer.putDoubles("knn.settings", values);
}

KnnSettings loadSettings(ModelReader& reader) {
    const auto v = reader.doubles("knn.settings");
    KnnSettings s;
    if (v.size() != 7 || !(v[0] >= 0 && v[0] <= 4 && v[1] >= 0 && v[1] <= 4 && v[2] >= 1 && v[2] <= 10000)) {
        reader.fail("knn.settings");
        return s;
    }
    s.similarity = static_cast<Similarity>(static_cast<int>(v[0]));
    s.form = static_cast<KnnForm>(static_cast<int>(v[1]));
    s.neighbors = static_cast<int>(v[2]);
    s.minCommon = static_cast<int>(v[3]);
    s.shrink = v[4];
    s.l2Users = v[5];
    s.l2Items = v[6];
    return s;
}

} // namespace recoscope
