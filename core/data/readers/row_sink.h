#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/limits.h"
#include "core/data/readers/id_table.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/time_text.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Where a row stands: its line (or record) from 1, the byte of the field within it, and the text of the line.
struct Place {
    std::int64_t line = 0;
    std::size_t offset = 0;
    std::string_view text;
};

class LineWalker;

/// Takes the rows of a reader and keeps count: every call of row(), reject() and skip() is one record.
class RowSink {
public:
    RowSink(const std::string& file, LoadReport& report) : m_file(file), m_report(report) {}
    /// Accepts, or rejects empty ids, ids with NUL or undecodable bytes and ids over 64 KiB.
    void row(const Place& place, std::string_view user, std::string_view item, double rating = 1, std::int64_t time = kNoTime);
    void reject(const Place& place, const char* kind, std::string expected);
    void skip();
    /// Rejects a line over 16 MiB, and says so.
    [[nodiscard]] bool refuses(const LineWalker& lines);
    /// True where the caller wants to stop. Cheap: looks every 4,096 calls, and then reports progress (`share` in [0, 1]).
    [[nodiscard]] bool stopped(const TaskContext& context, double share);
    /// The column of times that row() takes values of: TimeColumn::take for each row, in any unit. Lists may state places
    /// instead.
    [[nodiscard]] TimeColumn& times() { return m_times; }
    /// Titles of items that the file itself states; those of unknown items are dropped later.
    void title(std::string_view item, std::string_view title) { m_rows.itemTitles.emplace_back(item, title); }
    /// Errors: as readRatings.
    [[nodiscard]] Result<RatingRows> finish(bool hasRatings, bool hasTimes);

private:
    const std::string& m_file;
    LoadReport& m_report;
    IdTable m_users, m_items;
    RatingRows m_rows;
    TimeColumn m_times;
    std::uint64_t m_calls = 0;
    std::uint64_t m_most = limits::valueOf("rows");
    bool m_tooMany = false; ///< Rows beyond the limit came and were dropped: finish() refuses.
};

/// Says what stands against the rows of a file, or warns of single rejects and missing times.
[[nodiscard]] Result<> judgeRows(const RatingRows& rows, const std::string& file, LoadReport& report);

/// ResourceLimit, naming the limit.
[[nodiscard]] Error tooManyRows(const std::string& file);
[[nodiscard]] Error tooManyIds(const std::string& file);

/// Walks over lines without their ends.
class LineWalker {
public:
    explicit LineWalker(std::string_view text) : m_text(text) {}
    bool next();
    [[nodiscard]] std::string_view line() const { return m_line; }
    [[nodiscard]] std::int64_t number() const { return m_number; } ///< From 1.
    [[nodiscard]] double share() const;                            ///< Of the text that is behind, in [0, 1].
    [[nodiscard]] Place at(std::string_view part) const;           ///< `part` must point into the line.

private:
    std::string_view m_text, m_line;
    std::size_t m_at = 0;
    std::int64_t m_number = 0;
};

/// The first lines that are not blank, trimmed.
[[nodiscard]] std::vector<std::string_view> firstLines(std::string_view text, std::size_t most);
/// Words between blanks and tabs.
void splitWords(std::string_view line, std::vector<std::string_view>& words);

} // namespace recoscope
