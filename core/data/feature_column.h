#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoscope {

/// What the values of a column of features are.
enum class FeatureKind : std::uint8_t {
    Category, ///< One of some labels.
    Labels,   ///< Any number of labels: authors, categories.
    Number,
    Text,   ///< Words of their own: a title, a description, an address.
    Tags,   ///< Labels that were given several times, with how often.
    Vector, ///< Equally many numbers for each: a ready-made embedding.
};
[[nodiscard]] std::string_view featureKindName(FeatureKind kind); ///< "category", "labels", "number", "text", "tags", "vector".

/// One feature of the items (or users) of a data set: `rows` of them, most perhaps without a value. Which members are filled
/// depends on the kind. Immutable once built, thread-safe. Texts are UTF-8 and untrusted.
struct FeatureColumn {
    std::string name;
    std::string file; ///< Where it comes from; "" where the data set is made.
    FeatureKind kind = FeatureKind::Text;
    std::size_t rows = 0;

    std::vector<std::string> labels;    ///< Category, Labels, Tags: distinct, ascending by bytes.
    std::vector<std::uint32_t> offsets; ///< Of those: row r has codes[offsets[r]] to codes[offsets[r + 1] - 1].
    std::vector<std::uint32_t> codes;   ///< Positions in labels, ascending in a row, distinct.
    std::vector<float> counts;          ///< Tags: how often, > 0, beside each code.
    std::vector<double> numbers;        ///< Number: one a row, NaN where unknown.
    std::vector<std::string> texts;     ///< Text: one a row, "" where unknown.
    std::size_t width = 0;              ///< Vector: numbers of each.
    std::vector<std::int32_t> places;   ///< Vector: one a row, its place in `vectors`, -1 where unknown.
    std::vector<float> vectors;         ///< Vector: known rows x width, finite.

    [[nodiscard]] bool hasLabels() const {
        return kind == FeatureKind::Category || kind == FeatureKind::Labels || kind == FeatureKind::Tags;
    }
    [[nodiscard]] std::span<const std::uint32_t> codesOf(std::size_t row) const;
    [[nodiscard]] std::span<const float> countsOf(std::size_t row) const; ///< Of a column of tags, beside codesOf().
    [[nodiscard]] std::span<const float> vectorOf(std::size_t row) const; ///< Empty where unknown.
    [[nodiscard]] bool isKnown(std::size_t row) const;
    [[nodiscard]] std::int64_t knownRows() const;
    /// The value in words: labels joined by ", " (at most `most` of them, of tags the most frequent), a number, a text; "" where
    /// unknown and for vectors.
    [[nodiscard]] std::string shown(std::size_t row, std::size_t most = 8) const;
    /// The column for some of the rows, in the order given.
    [[nodiscard]] FeatureColumn picked(std::span<const std::int32_t> keptRows) const;
};

/// Collects labels of rows in any order; what is given several times is counted.
class LabelCollector {
public:
    explicit LabelCollector(std::size_t rows) : m_rows(rows) {}
    void add(std::size_t row, std::string_view label, double count = 1);
    /// As Tags where `counted`, else as Category where no row has more than one label, else as Labels.
    [[nodiscard]] FeatureColumn build(std::string name, std::string file, bool counted) &&;
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    [[nodiscard]] bool repeats() const; ///< A row was given the same label twice, or one with a count.

private:
    struct Entry {
        std::uint32_t row, label;
        float count;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::size_t m_rows;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_codes;
    std::vector<Entry> m_entries;
};

} // namespace recoscope
