#include "core/data/feature_shares.h"
#include "core/base/text.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <unordered_map>

namespace recoscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kMostBins = 12;

/// What each item holds.
struct ItemSums {
    std::span<const std::int32_t> counts;
    std::vector<double> ratings; ///< Empty where the data has none.
};

ItemSums sumsOf(const Dataset& dataset, std::span<const std::int32_t> counts) {
    ItemSums sums{counts, std::vector<double>(dataset.hasRatings ? counts.size() : 0)};
    const Interactions& x = *dataset.interactions;
    for (std::size_t k = 0; dataset.hasRatings && k < x.size(); ++k)
        sums.ratings[x.items()[k].at()] += static_cast<double>(x.ratings()[k]);
    return sums;
}

/// Adds items to values one by one; the sum of ratings becomes a mean in the end.
class Tally {
public:
    Tally(const ItemSums& sums, std::size_t values) : m_sums(sums), m_ratings(values) { m_shares.resize(values); }
    FeatureShare& operator[](std::size_t value) { return m_shares[value]; }
    [[nodiscard]] const std::vector<FeatureShare>& shares() const { return m_shares; }
    void add(std::size_t value, std::size_t item) {
        ++m_shares[value].items;
        m_shares[value].interactions += m_sums.counts[item];
        if (!m_sums.ratings.empty()) m_ratings[value] += m_sums.ratings[item];
    }
    std::vector<FeatureShare> finish() && {
        for (std::size_t v = 0; v < m_shares.size(); ++v)
            m_shares[v].meanRating = !m_sums.ratings.empty() && m_shares[v].interactions > 0
                                         ? m_ratings[v] / static_cast<double>(m_shares[v].interactions)
                                         : kNaN;
        return std::move(m_shares);
    }

private:
    const ItemSums& m_sums;
    std::vector<FeatureShare> m_shares;
    std::vector<double> m_ratings;
};

std::span<const std::uint16_t> genresOf(const ItemTable& table, std::size_t item) {
    return item < table.genres.size() ? std::span<const std::uint16_t>(table.genres[item]) : std::span<const std::uint16_t>();
}

/// The bin of a number that lies within them.
std::size_t binOf(const std::vector<FeatureShare>& bins, double number) {
    const auto above = std::ranges::upper_bound(bins, number, {}, &FeatureShare::from) - bins.begin();
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, above - 1));
}

/// `codesOf(item)`: positions in `names`.
template <class CodesOf>
FeatureShares labelShares(std::string name, FeatureKind kind, const std::vector<std::string>& names, const ItemSums& sums,
                          const CodesOf& codesOf) {
    FeatureShares result{std::move(name), {}, kind, false, {}, 0, 0};
    Tally tally(sums, names.size());
    for (std::size_t v = 0; v < names.size(); ++v) {
        tally[v].value = names[v];
        tally[v].from = tally[v].to = kNaN;
    }
    for (std::size_t item = 0; item < sums.counts.size(); ++item) {
        const auto codes = codesOf(item);
        for (const auto code : codes) tally.add(code, item);
        result.several = result.several || codes.size() > 1;
        if (!codes.empty()) continue;
        ++result.unknownItems;
        result.unknownInteractions += sums.counts[item];
    }
    result.shares = std::move(tally).finish();
    std::erase_if(result.shares, [](const FeatureShare& s) { return s.items == 0; });
    std::ranges::stable_sort(result.shares, [](const FeatureShare& a, const FeatureShare& b) { return a.items > b.items; });
    return result;
}

/// 1, 2 or 5 times a power of ten: the smallest with which the bins between the two are at most kMostBins; whole where they are.
double binWidth(double least, double most, bool whole) {
    const double power = std::pow(10.0, std::floor(std::log10((most - least) / kMostBins)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0}) {
        const double width = whole ? std::max(1.0, factor * power) : factor * power;
        if (std::floor(most / width) - std::floor(least / width) + 1 <= kMostBins) return width;
    }
    return most - least;
}

/// 3 x 0.1 is shown as 0.3.
std::string words(double edge) { return formatNumber(std::abs(edge) < 1e6 ? std::round(edge * 1e9) / 1e9 : edge); }

FeatureShares numberShares(std::string name, const std::vector<double>& numbers, const ItemSums& sums) {
    FeatureShares result{std::move(name), {}, FeatureKind::Number, false, {}, 0, 0};
    double least = std::numeric_limits<double>::infinity(), most = -least;
    bool whole = true;
    for (const double number : numbers) {
        if (!std::isfinite(number)) continue;
        least = std::min(least, number);
        most = std::max(most, number);
        whole = whole && number == std::floor(number);
    }
    double width = 1, start = 0;
    std::size_t bins = 0;
    if (least <= most) {
        width = most > least ? binWidth(least, most, whole) : 1;
        start = most > least ? std::floor(least / width) : least;
        bins = most > least ? static_cast<std::size_t>(std::floor(most / width) - start) + 1 : 1;
        if (most > least) start *= width;
    }
    Tally tally(sums, bins);
    for (std::size_t b = 0; b < bins; ++b) {
        FeatureShare& share = tally[b];
        share.from = start + static_cast<double>(b) * width;
        share.to = start + static_cast<double>(b + 1) * width; // to the bit where the next begins
        const double last = whole ? share.to - 1 : share.to;
        share.value = least == most || last == share.from ? words(share.from) : words(share.from) + " to " + words(last);
    }
    for (std::size_t item = 0; item < sums.counts.size(); ++item) {
        if (item < numbers.size() && std::isfinite(numbers[item]) && bins > 0) {
            tally.add(binOf(tally.shares(), numbers[item]), item);
            continue;
        }
        ++result.unknownItems;
        result.unknownInteractions += sums.counts[item];
    }
    result.shares = std::move(tally).finish();
    return result;
}

std::vector<double> yearsOf(const ItemTable& table) {
    std::vector<double> years;
    for (const std::int32_t year : table.years) years.push_back(year > 0 ? year : kNaN);
    return years;
}

/// Which shares of a feature an item falls into.
class ValueReader {
public:
    ValueReader(const Dataset& dataset, const FeatureShares& feature) : m_table(dataset.itemTable), m_feature(feature) {
        if (feature.column) m_column = &m_table.columns[*feature.column];
        if (feature.kind == FeatureKind::Number) return;
        std::unordered_map<std::string_view, std::size_t> places;
        for (std::size_t s = 0; s < feature.shares.size(); ++s) places.emplace(feature.shares[s].value, s);
        for (const std::string& label : m_column ? m_column->labels : m_table.genreNames) {
            const auto found = places.find(label);
            m_shareOf.push_back(found == places.end() ? 0 : found->second); // a label of no item is never asked for
        }
    }
    /// Calls `take(share)` for each; false where the item has no value.
    template <class Take>
    bool each(std::size_t item, const Take& take) const {
        if (m_feature.kind == FeatureKind::Number) {
            const double number = numberOf(item);
            if (!std::isfinite(number) || m_feature.shares.empty()) return false;
            take(binOf(m_feature.shares, number));
            return true;
        }
        const auto all = [&](const auto codes) {
            for (const auto code : codes) take(m_shareOf[code]);
            return !codes.empty();
        };
        return m_column ? all(m_column->codesOf(item)) : all(genresOf(m_table, item));
    }

private:
    [[nodiscard]] double numberOf(std::size_t item) const {
        if (m_column) return item < m_column->numbers.size() ? m_column->numbers[item] : kNaN;
        return item < m_table.years.size() && m_table.years[item] > 0 ? m_table.years[item] : kNaN;
    }
    const ItemTable& m_table;
    const FeatureColumn* m_column = nullptr;
    const FeatureShares& m_feature;
    std::vector<std::size_t> m_shareOf; ///< By the label's code.
};

} // namespace

std::vector<FeatureShares> featureSharesOf(const Dataset& dataset, std::span<const std::int32_t> countsOfItems,
                                           const TaskContext& context) {
    const ItemTable& table = dataset.itemTable;
    const ItemSums sums = sumsOf(dataset, countsOfItems);
    std::vector<FeatureShares> all;
    if (!table.genreNames.empty())
        all.push_back(labelShares("genre", FeatureKind::Labels, table.genreNames, sums,
                                  [&](std::size_t item) { return genresOf(table, item); }));
    if (std::ranges::any_of(table.years, [](std::int32_t year) { return year > 0; }))
        all.push_back(numberShares("year", yearsOf(table), sums));
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
        const FeatureColumn& column = table.columns[k];
        if (context.stopRequested()) return all;
        if (!column.hasLabels() && column.kind != FeatureKind::Number) continue;
        if (column.hasLabels())
            all.push_back(labelShares(column.name, column.kind, column.labels, sums,
                                      [&](std::size_t item) { return column.codesOf(item); }));
        else
            all.push_back(numberShares(column.name, column.numbers, sums));
        all.back().column = k;
    }
    return all;
}

FeaturePart featurePartOf(const Dataset& dataset, const FeatureShares& feature, const std::vector<std::int32_t>& rowsOfItem) {
    FeaturePart part;
    part.shares.resize(feature.shares.size());
    const ValueReader values(dataset, feature);
    for (std::size_t item = 0; item < rowsOfItem.size(); ++item) {
        if (rowsOfItem[item] == 0) continue;
        const auto add = [rows = rowsOfItem[item]](FeaturePart::Count& count) {
            ++count.items;
            count.rows += rows;
        };
        if (!values.each(item, [&](std::size_t share) { add(part.shares[share]); })) add(part.unknown);
    }
    return part;
}

std::vector<ItemIndex> itemsOfShares(const Dataset& dataset, const FeatureShares& feature,
                                     const std::vector<std::size_t>& shares) {
    std::vector<bool> wanted(feature.shares.size() + 1);
    for (const std::size_t share : shares) wanted.at(share) = true;
    std::vector<ItemIndex> items;
    const ValueReader values(dataset, feature);
    for (std::size_t item = 0; item < static_cast<std::size_t>(dataset.interactions->itemCount()); ++item) {
        bool has = false;
        const bool known = values.each(item, [&](std::size_t share) { has = has || wanted[share]; });
        if (known ? has : wanted.back()) items.emplace_back(item);
    }
    return items;
}

} // namespace recoscope
