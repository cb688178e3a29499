#include "core/base/text.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

namespace recoscope {
namespace {

/// What the previewed rows say of one column.
struct ColumnFacts {
    std::set<std::string_view> different;
    std::size_t filled = 0, integers = 0, numbers = 0, dates = 0;
    double smallest = 0, largest = 0;
    [[nodiscard]] ColumnType type() const {
        if (filled == 0) return ColumnType::Empty;
        // Odd cells, which rows are rejected for, do not make a column of numbers a text: most decide, as for roles.
        if (2 * numbers > filled) return 10 * integers >= 9 * numbers ? ColumnType::Integer : ColumnType::Number;
        return 2 * dates > filled ? ColumnType::Date : ColumnType::Text;
    }
};

ColumnFacts factsOf(const std::vector<PreviewRow>& rows, std::size_t column) {
    ColumnFacts facts;
    for (const PreviewRow& row : rows) {
        if (column >= row.cells.size() || row.cells[column].empty()) continue;
        const std::string& cell = row.cells[column];
        ++facts.filled;
        facts.different.insert(cell);
        const auto number = parseDecimal(cell);
        facts.integers += parseInteger(cell) ? 1 : 0;
        facts.dates += !number && parseDate(cell) ? 1 : 0;
        if (!number) continue;
        facts.smallest = facts.numbers == 0 ? *number : std::min(facts.smallest, *number);
        facts.largest = facts.numbers == 0 ? *number : std::max(facts.largest, *number);
        ++facts.numbers;
    }
    return facts;
}

std::string spread(const ColumnFacts& facts) { return formatNumber(facts.smallest) + " to " + formatNumber(facts.largest); }

/// As the reader would take them, in whatever unit.
std::string timeWords(const std::vector<PreviewRow>& rows, std::size_t column, const std::string& statedUnit) {
    const TimesOfColumn read = readTimes(rows, column, statedUnit);
    if (read.times.empty()) return "no times";
    const auto [first, last] = std::ranges::minmax(read.times);
    return "read as " + isoDate(first) + " to " + isoDate(last);
}

std::string factWords(const PreviewColumn& column, const ColumnFacts& facts) {
    const auto different = static_cast<std::int64_t>(facts.different.size());
    switch (column.role) {
    case ColumnRole::Rating:
        return facts.numbers == 0 ? "no numbers" : spread(facts) + ", " + counted(different, "value", "values");
    default:
        return std::string(nameOf(column.type)) + ", " + counted(different, "value", "values");
    }
}

/// Why this column has its role: the user's word, the header's, or its place and content.
std::string reasonOf(const PreviewSource& source, const PreviewColumn& column) {
    if (!source.options.columns.empty()) return "as you said";
    if (column.role == ColumnRole::Other) return "not needed";
    const ColumnMeaning meaning = column.name.empty() ? ColumnMeaning::Unknown : meaningOf(column.name);
    const bool named = (column.role == ColumnRole::User && meaning == ColumnMeaning::User) ||
                       (column.role == ColumnRole::Item && meaning == ColumnMeaning::Item) ||
                       (column.role == ColumnRole::Rating && meaning == ColumnMeaning::Rating) ||
                       (column.role == ColumnRole::Time && meaning == ColumnMeaning::Time);
    if (named) return "the header names it";
    if (meaning == ColumnMeaning::Session) return "the header names sessions, and users are mostly absent";
    if (source.read.finding.ratings.named) return "the first column whose name says nothing else";
    switch (column.role) {
    case ColumnRole::User:
        return "by place: nothing names it, and users usually come first";
    case ColumnRole::Item:
        return "by place: nothing names it, and items usually come second";
    case ColumnRole::Rating:
        return "by place and content: numbers behind user and item";
    default:
        return "by content: numbers or dates that can be times";
    }
}

ColumnRole roleNamed(std::string_view word) {
    for (const ColumnRole role : {ColumnRole::User, ColumnRole::Item, ColumnRole::Rating, ColumnRole::Time})
        if (word == nameOf(role)) return role;
    return ColumnRole::Ignored;
}

ColumnRole roleAt(const RatingColumns& roles, int column) {
    return column == roles.user     ? ColumnRole::User
           : column == roles.item   ? ColumnRole::Item
           : column == roles.rating ? ColumnRole::Rating
           : column == roles.time   ? ColumnRole::Time
                                    : ColumnRole::Other;
}

void describeTable(const PreviewSource& source, SourcePreview& preview) {
    std::size_t widest = source.read.finding.dialect.fields;
    if (widest == 0)
        for (const PreviewRow& row : preview.rows) widest = std::max(widest, row.cells.size());
    const auto stated = source.options.columns.empty() ? std::vector<std::string>() : split(source.options.columns, ',');
    const std::vector<std::string>& names = source.read.finding.dialect.names;
    for (std::size_t c = 0; c < std::min<std::size_t>(widest, 200); ++c) {
        PreviewColumn column;
        if (c < names.size()) column.name = names[c];
        if (!stated.empty())
            column.role = c < stated.size() ? roleNamed(trim(stated[c])) : ColumnRole::Ignored;
        else if (source.read.finding.kind == TableKind::Ratings)
            column.role = roleAt(source.read.finding.ratings, static_cast<int>(c));
        preview.columns.push_back(std::move(column));
    }
}

} // namespace

const char* nameOf(ColumnRole role) {
    constexpr const char* kNames[]{"user", "item", "rating", "timestamp", "other", "-"};
    return kNames[static_cast<std::size_t>(role)];
}

const char* nameOf(ColumnType type) {
    constexpr const char* kNames[]{"empty", "whole number", "number", "date", "text"};
    return kNames[static_cast<std::size_t>(type)];
}

TimesOfColumn readTimes(const std::vector<PreviewRow>& rows, std::size_t column, const std::string& statedUnit) {
    TimeColumn reader;
    if (!statedUnit.empty()) reader.stateUnit(statedUnit);
    TimesOfColumn read;
    for (const PreviewRow& row : rows)
        if (column < row.cells.size()) read.times.push_back(reader.take(row.cells[column]));
    reader.finish(read.times);
    std::erase(read.times, kNoTime);
    read.unit = reader.hasNumbers() ? std::string(reader.unit()) : std::string();
    return read;
}

std::string isoDate(std::int64_t unixSeconds) {
    using namespace std::chrono;
    constexpr std::int64_t kFarthest = 250'000'000'000; // some 8,000 years: further no calendar of this library reaches
    unixSeconds = std::clamp(unixSeconds, -kFarthest / 5, kFarthest);
    const year_month_day date{floor<days>(sys_seconds{seconds{unixSeconds}})};
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
           two(static_cast<unsigned>(date.day()));
}

void previewColumns(const PreviewSource& source, SourcePreview& preview) {
    if (source.isTable()) describeTable(source, preview);
    for (std::size_t c = 0; c < preview.columns.size(); ++c) {
        PreviewColumn& column = preview.columns[c];
        const ColumnFacts facts = factsOf(preview.rows, c);
        column.type = facts.type();
        const std::string reason = source.isTable() ? reasonOf(source, column) : "stated by the format";
        column.why = reason + "; " +
                     (column.role == ColumnRole::Time ? timeWords(preview.rows, c, source.read.finding.ratings.timeUnit)
                                                      : factWords(column, facts));
    }
}

std::string shapeOf(const PreviewSource& source, std::span<const std::string> ratingsFiles) {
    if (ratingsFiles.size() > 1) return "files|" + join(ratingsFiles, "|");
    const Dialect& dialect = source.found.finding.dialect;
    if (dialect.fields < 2) return "lines|" + (source.found.reader ? source.found.reader->id : std::string("unknown"));
    std::string shape = std::to_string(dialect.fields) + "|" + dialect.separatorName();
    if (dialect.header) {
        for (const std::string& name : dialect.names) shape += "|" + firstCharacters(name, 40);
        return shape;
    }
    // Types by the beginning of the file as found, not as read now: equal files must have equal shapes.
    std::vector<PreviewRow> rows;
    const std::string_view whole = std::string_view(source.found.firstRows).substr(0, source.found.firstRows.rfind('\n') + 1);
    RecordReader reader(whole.empty() ? std::string_view(source.found.firstRows) : whole, dialect);
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        PreviewRow& row = rows.emplace_back();
        for (std::size_t c = 0; c < reader.fields().size(); ++c) row.cells.emplace_back(reader.field(c));
    }
    for (std::size_t c = 0; c < dialect.fields; ++c) shape += std::string("|") + nameOf(factsOf(rows, c).type());
    return shape;
}

} // namespace recoscope
