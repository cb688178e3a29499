#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/data/readers/roles.h"
#include "core/data/readers/source.h"
#include "core/data/row_table.h"
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoscope {

/// Accepted rows in file order with ids still as strings, and what became of the others.
struct RatingRows {
    std::vector<std::string> userIds, itemIds; ///< Distinct; in natural order (vocabulary.h) or that of first appearance.
    RowTable rows;                             ///< Indices into userIds and itemIds.
    bool hasRatings = false, hasTimes = false;
    std::vector<std::pair<std::string, std::string>> itemTitles; ///< Item id and title, where the file of ratings states them.
    std::int64_t missingTimes = 0;
    std::int64_t repeats = 0; ///< Rows that dropRepeats took away.
};

/// Keeps of each repeated user-item pair the latest row (by time, then place), in place; returns how many went.
std::int64_t dropRepeats(RatingRows& rows);

/// Counts the rows of a side table by the same rules, as far as they apply: a row needs its number of fields and an id.
void countRows(std::string_view text, const Dialect& dialect, const std::string& file, LoadReport& report);

/// A ratings file read as it comes, in bounded memory besides the rows.
struct StreamedRatings {
    RatingRows rows;
    std::string encoding;    ///< As Decoded.
    bool guessed = false;    ///< As Decoded.
    bool damaged = false;    ///< As Decoded.
    bool needsWhole = false; ///< Nothing was read: some record is too long for a block, or lines end with CR alone.
};

/// Reads delimited text that is no UTF-16: one file, or several that are one behind the other. `encoding`: as decode() takes it.
/// Errors: those of the source, and as readRatings.
[[nodiscard]] Result<StreamedRatings> streamRatings(const std::vector<SourceFile>& sources, const std::string& encoding,
                                                    const TableFinding& finding, LoadReport& report, const TaskContext& context);

/// Reads a whole ratings text by a finding. Counts and rejects go to `report`; `file` names the text in rejects.
/// Errors: InvalidInput where no row is accepted or more are rejected than accepted; Cancelled.
[[nodiscard]] Result<RatingRows> readRatings(std::string_view text, const TableFinding& finding, const std::string& file,
                                             LoadReport& report, const TaskContext& context);

} // namespace recoscope
