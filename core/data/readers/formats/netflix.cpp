#include "core/base/text.h"
#include "core/data/readers/column_content.h"
#include "core/data/readers/rating_text.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <array>
#include <set>

namespace recoscope {
namespace {

constexpr std::size_t kSampleLines = 2000;

/// Files of few rows may have a broken one.
bool isMost(std::size_t n, std::size_t all) { return n > 0 && 10 * n >= 8 * all; }

bool hasBlanks(std::string_view text) { return text.find_first_of(" \t") != std::string_view::npos; }

/// How many fields most lines between the headings have; 0 where the first line is no heading, or the headings are not
/// items: several of them, each once, or the number of one.
std::size_t fieldsBetweenHeadings(std::string_view head) {
    std::set<std::string_view> items;
    std::array<std::size_t, 5> lengths{};
    std::size_t headings = 0, rows = 0;
    bool numbers = true;
    const auto lines = firstLines(head, kSampleLines);
    for (const std::string_view line : lines) {
        if (const auto heading = headingOf(line, ",")) {
            if (hasBlanks(*heading)) return 0;
            ++headings;
            if (!heading->empty()) items.insert(*heading);
            numbers = numbers && parseInteger(*heading).has_value();
        } else if (headings == 0) {
            return 0;
        } else {
            ++rows;
            ++lengths[std::min<std::size_t>(static_cast<std::size_t>(std::ranges::count(line, ',')) + 1, lengths.size() - 1)];
        }
    }
    if (rows == 0 || 2 * items.size() < headings || (headings == 1 && !numbers)) return 0;
    const auto fields = static_cast<std::size_t>(std::ranges::max_element(lengths) - lengths.begin());
    return isMost(lengths[fields], rows) && fields < lengths.size() - 1 ? fields : 0;
}

bool isTime(const std::string& field) {
    constexpr double kFirst = 3e8; // seconds in 1979
    const auto number = parseNumber(field);
    return number ? *number > kFirst : looksLikeDate(field);
}

bool areTimes(const std::vector<std::string>& column) {
    return isMost(static_cast<std::size_t>(std::ranges::count_if(column, isTime)), column.size());
}

bool areNumbers(const std::vector<std::string>& column) {
    return std::ranges::all_of(column, [](const std::string& f) { return parseInteger(f).has_value(); });
}

bool isScale(const std::vector<std::string>& column) {
    constexpr std::size_t kMost = 21;
    const auto ratings = static_cast<std::size_t>(std::ranges::count_if(column, looksLikeRating));
    return isMost(ratings, column.size()) && std::set<std::string_view>(column.begin(), column.end()).size() <= kMost;
}

/// User, rating and date; the sets to be guessed lack the rating, or both.
bool takeRoles(const Columns& columns, RatingColumns& roles) {
    const std::size_t n = columns.size();
    if (n == 0 || columns[0].empty() || std::ranges::any_of(columns[0], hasBlanks)) return false;
    roles.user = 0;
    roles.named = true;
    if (n == 1) return areNumbers(columns[0]);
    if (areTimes(columns[n - 1])) roles.time = static_cast<int>(n) - 1;
    if (n == 2 && roles.time == 1) return true;
    roles.rating = 1;
    return isScale(columns[1]) && (n == 2 || roles.time == 2);
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    ReaderFinding finding;
    TableFinding& table = finding.table;
    table.kind = TableKind::Ratings; // of a format that was stated
    Dialect& dialect = table.dialect;
    dialect.separator = ",";
    dialect.headings = true;
    dialect.fields = fieldsBetweenHeadings(head);
    const bool found = dialect.fields > 0 && takeRoles(sampleColumns(head, dialect, kSampleLines), table.ratings);
    if (!found) {
        dialect.fields = 3;
        table.ratings = {};
        table.ratings.user = 0;
        table.ratings.rating = 1;
        table.ratings.time = 2;
        table.ratings.named = true;
    }
    const Columns columns = sampleColumns(head, dialect, kSampleLines);
    if (table.ratings.rating >= 0) judgeRatings(columns[1], options.decimal, table);
    if (dateOrderNamed(options.timeUnit) == DateOrder::Unknown) table.ratings.timeUnit = options.timeUnit;
    if (table.ratings.time >= 0)
        judgeTimes(columns[static_cast<std::size_t>(table.ratings.time)], options.timeUnit, table.ratings, table.doubts);
    finding.columns = "item:," + table.ratings.text(dialect.fields);
    if (dialect.fields == 1) finding.columns = "item:,user";
    finding.variant = finding.columns;
    finding.format = "Netflix Prize, the item on a line before its ratings";
    table.ratings.itemNoun = "film";
    table.confidence = table.ratings.rating < 0 ? 1 : 3;
    if (found) finding.confidence = 85;
    return finding;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    return readRatings(input.bytes, input.finding.table, input.file, report, context);
}

} // namespace

Reader netflixReader() {
    Reader reader{"netflix",
                  "Netflix Prize",
                  "A line with an item and a colon, below it a user, a rating and a date in each line; also many such files.",
                  false,
                  recognise,
                  read,
                  true};
    reader.pieces = true;
    return reader;
}

} // namespace recoscope
