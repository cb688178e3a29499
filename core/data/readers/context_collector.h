#pragma once
#include "core/data/dataset.h"
#include "core/data/limits.h"
#include "core/data/load.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/roles.h"
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoscope {

/// Gathers the context of each entry of a finished data set from the rows of its file: of a repeated pair that of the latest row,
/// by time, then place, as everywhere. Columns of few values are kept; the others are named in report.leftOut. A column that
/// never differs between the rows of a user (or item) becomes a feature of the users (items) as well.
class ContextCollector {
public:
    static constexpr std::size_t kMostValues = limits::kContextValues;

    ContextCollector(Dataset& dataset, std::vector<std::string> names);
    /// `time` in any unit, as long as it is the same for all rows; one value for each name, "" = unknown. Rows of unknown ids are
    /// those that a filter has dropped: they are passed over.
    void row(std::string_view user, std::string_view item, double time, std::span<const std::string_view> values);
    /// Fills Dataset::context.
    void finish(const std::string& file) &&;

private:
    struct Column {
        std::string name;
        std::unordered_map<std::string, std::uint16_t> places;
        std::vector<std::uint16_t> codes; ///< One an entry.
        std::int64_t known = 0;           ///< Values over all rows.
        bool tooMany = false;
    };
    [[nodiscard]] std::int64_t entryOf(std::string_view user, std::string_view item) const;
    static std::uint16_t codeOf(Column& column, std::string_view value);
    [[nodiscard]] std::string whyNot(const Column& column) const;
    void addFeature(const ContextColumn& column, const std::string& file);

    Dataset& m_dataset;
    std::vector<Column> m_columns;
    std::vector<double> m_times; ///< Of the row that counts so far; -infinity before the first.
    std::vector<char> m_several; ///< Entries whose rows differ in a context.
    std::int64_t m_rows = 0;
};

/// The same for text in rows and columns: every column without a role.
void collectContext(std::string_view text, const TableFinding& finding, const std::string& file, Dataset& dataset,
                    const TaskContext& context);

/// The same for a whole file, as Reader::readMore.
void readContext(const ReaderInput& input, Dataset& dataset, const TaskContext& context);

/// Whether it is worth to pass over a file of ratings once more: the reader can, and there is a column without a role (or it is
/// no table of columns).
[[nodiscard]] bool mayHoldMore(const Reader& reader, const ReaderFinding& finding);

} // namespace recoscope
