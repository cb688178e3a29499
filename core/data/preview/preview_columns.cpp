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
        facts.dates += !number && looksLikeDate(cell) ? 1 : 0;
        if (!number) continue;
        facts.smallest = facts.numbers == 0 ? *number : std::min(facts.smallest, *number);
        facts.largest = facts.numbers == 0 ? *number : std::max(facts.largest, *number);
        ++facts.numbers;
    }
    return facts;
}

std::string spread(const ColumnFacts& facts) { return formatNumber(facts.smallest) + " to " + formatNumber(facts.largest); }

/// As the reader would take them, in whatever unit.
std::string timeWords(const std::vector<PreviewRow>& rows, std::size_t column, const RatingColumns& roles) {
    const TimesOfColumn read = readTimes(rows, column, roles);
    if (read.times.empty()) return "no times";
    const auto [first, last] = std::ranges::minmax(read.times);
    return "read as " + isoDate(first) + " to " + isoDate(last);
}

std::string factWords(const PreviewColumn& column, const ColumnFacts& facts) {
    const auto different = static_cast<std::int64_t>(facts.different.size());
    switch (column.role) {
    case ColumnRole::Rating:
        return facts.numbers == 0 ? counted(different, "value", "values")
                                  : spread(facts) + ", " + counted(different, "value", "values");
    default:
        return std::string(nameOf(column.type)) + ", " + counted(different, "value", "values");
    }
}

/// Why this column has its role: the user's word, the header's, or its place and content.
std::string reasonOf(const PreviewSource& source, const PreviewColumn& column) {
    if (column.role == ColumnRole::Context) return "kept with each interaction, and offered as a filter";
    if (column.role == ColumnRole::Ignored) return "not kept, as you said";
    if (column.role == ColumnRole::Other) return "not needed";
    if (!source.options.columns.empty()) return "as you said";
    if (!source.named.names.empty()) return "the name says so";
    const ColumnMeaning meaning = column.name.empty() ? ColumnMeaning::Unknown : meaningOf(column.name);
    const bool named = (column.role == ColumnRole::User && meaning == ColumnMeaning::User) ||
                       (column.role == ColumnRole::Item && meaning == ColumnMeaning::Item) ||
                       (column.role == ColumnRole::Rating && meaning == ColumnMeaning::Rating) ||
                       (column.role == ColumnRole::Time && meaning == ColumnMeaning::Time);
    if (named) return "the header names it";
    if (meaning == ColumnMeaning::Session) return "the header names sessions, and users are mostly absent";
    if (source.read.finding.ratings.named) return "the first column whose name says nothing else";
    const bool ratingFirst = source.read.finding.ratings.rating == 0;
    switch (column.role) {
    case ColumnRole::User:
        return ratingFirst ? "by place: behind the rating" : "by place: nothing names it, and users usually come first";
    case ColumnRole::Item:
        return ratingFirst ? "by place: behind the user" : "by place: nothing names it, and items usually come second";
    case ColumnRole::Rating:
        return ratingFirst ? "by content: few numbers of a scale, before two columns of many ids"
                           : "by place and content: numbers behind user and item";
    default:
        return "by content: numbers or dates that can be times";
    }
}

ColumnRole roleAt(const RatingColumns& roles, int column) {
    return column == roles.user                                            ? ColumnRole::User
           : column == roles.item                                          ? ColumnRole::Item
           : column == roles.rating                                        ? ColumnRole::Rating
           : column == roles.time                                          ? ColumnRole::Time
           : std::ranges::find(roles.unused, column) != roles.unused.end() ? ColumnRole::Ignored
                                                                           : ColumnRole::Context;
}

/// A role by the word of LoadOptions::columns.
ColumnRole roleNamed(std::string_view word) {
    for (const ColumnRole role : {ColumnRole::User, ColumnRole::Item, ColumnRole::Rating, ColumnRole::Time, ColumnRole::Context})
        if (word == nameOf(role)) return role;
    return ColumnRole::Ignored;
}

/// What was said of a column, also where the whole of it cannot be: it is to be seen, and completed.
ColumnRole statedRole(const std::vector<std::string>& words, bool byName, std::size_t column, const std::string& name) {
    if (!byName) return column < words.size() ? roleNamed(trim(words[column])) : ColumnRole::Context;
    for (const std::string& word : words)
        if (const std::size_t equals = word.rfind('='); equals != std::string::npos && trim(word.substr(0, equals)) == name)
            return roleNamed(trim(std::string_view(word).substr(equals + 1)));
    return ColumnRole::Context;
}

void takeStated(const LoadOptions& options, SourcePreview& preview) {
    if (options.columns.empty()) return;
    const auto words = split(options.columns, ',');
    for (std::size_t c = 0; c < preview.columns.size(); ++c)
        preview.columns[c].role = statedRole(words, namesColumns(options.columns), c, preview.columns[c].name);
}

ColumnRole roleOf(const NamedRoles& roles, const std::string& name) {
    return name == roles.user     ? ColumnRole::User
           : name == roles.item   ? ColumnRole::Item
           : name == roles.rating ? ColumnRole::Rating
           : name == roles.time   ? ColumnRole::Time
           : roles.isUnused(name) ? ColumnRole::Ignored
                                  : ColumnRole::Context;
}

void describeTable(const PreviewSource& source, SourcePreview& preview) {
    std::size_t widest = source.read.finding.dialect.fields;
    if (widest == 0)
        for (const PreviewRow& row : preview.rows) widest = std::max(widest, row.cells.size());
    const std::vector<std::string>& names = source.read.finding.dialect.names;
    for (std::size_t c = 0; c < std::min<std::size_t>(widest, 200); ++c) {
        PreviewColumn column;
        if (c < names.size()) column.name = names[c];
        if (source.read.finding.kind == TableKind::Ratings)
            column.role = roleAt(source.read.finding.ratings, static_cast<int>(c));
        preview.columns.push_back(std::move(column));
    }
}

void describeNamed(const PreviewSource& source, SourcePreview& preview) {
    const NamedRows& named = source.named;
    for (std::size_t c = 0; c < std::min<std::size_t>(named.names.size(), 200); ++c) {
        PreviewColumn& column = preview.columns.emplace_back();
        column.name = named.names[c];
        if (!named.roles.isEmpty()) column.role = roleOf(named.roles, column.name);
    }
}

/// Why a column can be no context, as far as the first rows tell; "" where it can.
std::string whyNoContext(const PreviewSource& source, const PreviewColumn& column, const ColumnFacts& facts, std::size_t rows) {
    constexpr std::size_t kFew = 20, kEnough = 50; // as ContextCollector has them; in fewer rows anything may be few
    if (std::ranges::find(source.named.lists, column.name) != source.named.lists.end()) return "not kept: a list in each row";
    if (facts.filled == 0) return "not kept: empty in every row";
    const std::size_t values = facts.different.size();
    if (rows >= kEnough && values > kFew && 10 * values > rows)
        return "not kept: " + counted(static_cast<std::int64_t>(values), "different value", "different values") + " in " +
               counted(static_cast<std::int64_t>(rows), "row", "rows") + " are too many for a filter";
    return {};
}

} // namespace

const char* nameOf(ColumnRole role) {
    constexpr const char* kNames[]{"user", "item", "rating", "timestamp", "context", "other", "-"};
    return kNames[static_cast<std::size_t>(role)];
}

const char* nameOf(ColumnType type) {
    constexpr const char* kNames[]{"empty", "whole number", "number", "date", "text"};
    return kNames[static_cast<std::size_t>(type)];
}

TimesOfColumn readTimes(const std::vector<PreviewRow>& rows, std::size_t column, const RatingColumns& roles) {
    TimeColumn reader;
    reader.stateOrder(roles.dates);
    if (!roles.timeUnit.empty()) reader.stateUnit(roles.timeUnit);
    TimesOfColumn read;
    for (const PreviewRow& row : rows)
        if (column < row.cells.size()) read.times.push_back(reader.take(row.cells[column]));
    reader.finish(read.times);
    std::erase(read.times, kNoTime);
    read.unit = reader.hasNumbers() ? std::string(reader.unit()) : std::string();
    return read;
}

int columnWith(const SourcePreview& preview, ColumnRole role) {
    const auto it = std::ranges::find(preview.columns, role, &PreviewColumn::role);
    return it == preview.columns.end() ? -1 : static_cast<int>(it - preview.columns.begin());
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
    if (preview.rolesByName) describeNamed(source, preview);
    if (preview.rolesCanChange) takeStated(source.options, preview);
    const auto rows = static_cast<std::size_t>(preview.rows.size());
    for (std::size_t c = 0; c < preview.columns.size(); ++c) {
        PreviewColumn& column = preview.columns[c];
        const ColumnFacts facts = factsOf(preview.rows, c);
        column.type = facts.type();
        const std::string no = column.role == ColumnRole::Context ? whyNoContext(source, column, facts, rows) : std::string();
        const bool stated = !source.options.columns.empty(); // what was said is shown as said, with what will come of it
        if (!no.empty() && !stated) column.role = ColumnRole::Other;
        const std::string reason = !no.empty() ? no : preview.rolesCanChange ? reasonOf(source, column) : "stated by the format";
        column.why = reason + "; " +
                     (column.role == ColumnRole::Time ? timeWords(preview.rows, c, source.read.finding.ratings)
                                                      : factWords(column, facts));
    }
}

std::string shapeOf(const PreviewSource& source, std::span<const std::string> ratingsFiles) {
    if (ratingsFiles.size() > 1) return "files|" + join(ratingsFiles, "|");
    const Dialect& dialect = source.found.finding.dialect;
    if (source.found.reader && source.found.reader->show) {
        std::vector<std::string> names = source.named.tables.empty() ? source.named.names : source.named.tables;
        std::ranges::sort(names); // keys of objects come in any order
        return source.found.reader->id + "|" + join(names, "|");
    }
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
