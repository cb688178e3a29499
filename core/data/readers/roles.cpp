#include "core/data/readers/roles.h"
#include "core/base/text.h"
#include "core/data/readers/column_content.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/unnamed_columns.h"
#include <algorithm>
#include <array>
#include <set>

namespace recoscope {
namespace {

void takeItemNoun(const std::string& name, RatingColumns& found) {
    found.itemNoun = name.starts_with("movie") || name.starts_with("film") ? "film"
                     : name.starts_with("book") || name == "isbn"          ? "book"
                     : name.starts_with("artist")                          ? "artist"
                                                                           : "item";
}

RatingColumns byNames(const Dialect& dialect, const Columns& columns) {
    RatingColumns found;
    int session = -1;
    for (std::size_t c = 0; c < std::min(dialect.names.size(), dialect.fields); ++c) {
        ColumnMeaning meaning = meaningOf(dialect.names[c]);
        // A column "Time" of words like "Weekend" says in what circumstances, not when.
        if (meaning == ColumnMeaning::Time && plainColumnName(dialect.names[c]) == "time" && holdsNoTime(columns[c]))
            meaning = ColumnMeaning::Unknown;
        int* role = meaning == ColumnMeaning::User      ? &found.user
                    : meaning == ColumnMeaning::Item    ? &found.item
                    : meaning == ColumnMeaning::Rating  ? &found.rating
                    : meaning == ColumnMeaning::Time    ? &found.time
                    : meaning == ColumnMeaning::Session ? &session
                                                        : nullptr;
        if (role && *role < 0) {
            *role = static_cast<int>(c);
            if (meaning == ColumnMeaning::Item) takeItemNoun(plainColumnName(dialect.names[c]), found);
        }
        found.hasOther = found.hasOther || meaning == ColumnMeaning::Other;
    }
    if (session >= 0 && (found.user < 0 || mostlyAbsent(columns[static_cast<std::size_t>(found.user)]))) found.user = session;
    found.named = found.user >= 0 && found.item >= 0;
    return found;
}

/// Headers that name the item and the rating, but the user in some other way (or the other way round): the first column without
/// a role.
void completeNames(const Dialect& dialect, RatingColumns& found) {
    if (found.rating < 0 || (found.user < 0) == (found.item < 0)) return;
    int& missing = found.user < 0 ? found.user : found.item;
    for (int c = 0; c < static_cast<int>(dialect.fields) && missing < 0; ++c)
        if (c != found.user && c != found.item && c != found.rating && c != found.time) missing = c;
    found.named = missing >= 0;
}

Error wrongColumns(std::string_view text, const std::string& why) {
    return {ErrorKind::InvalidParameter, "The columns \"" + std::string(text) + "\" " + why, "columns"};
}

/// The place of a role among those of `found`: of "context" and "-" none. False for an unknown word.
bool takeRole(std::string_view word, int column, RatingColumns& found, bool& twice) {
    int* role = word == "user"        ? &found.user
                : word == "item"      ? &found.item
                : word == "rating"    ? &found.rating
                : word == "timestamp" ? &found.time
                                      : nullptr;
    if (word == "-") found.unused.push_back(column);
    twice = twice || (role && *role >= 0);
    if (role) *role = column;
    return role || word == "-" || word == "context";
}

/// "movieId=item,userId=user" by the names of a header: the column of each word, and its role.
Result<std::vector<std::pair<int, std::string>>> wordsByName(std::string_view text, const Dialect& dialect) {
    std::vector<std::pair<int, std::string>> words;
    for (const std::string& part : split(text, ',')) {
        const std::size_t equals = part.rfind('=');
        const std::string name(trim(std::string_view(part).substr(0, equals)));
        const auto it = std::ranges::find(dialect.names, name);
        if (equals == std::string::npos || it == dialect.names.end())
            return wrongColumns(text, "name \"" + name + "\", which the first line does not: it names " +
                                          (dialect.names.empty() ? "nothing" : join(dialect.names, ", ")) + ".");
        words.emplace_back(static_cast<int>(it - dialect.names.begin()), trim(std::string_view(part).substr(equals + 1)));
    }
    return words;
}

Result<RatingColumns> stated(std::string_view text, const Dialect& dialect) {
    RatingColumns found;
    std::vector<std::pair<int, std::string>> words;
    if (text.find('=') != std::string_view::npos) {
        auto named = wordsByName(text, dialect);
        if (!named) return named.as<RatingColumns>();
        words = std::move(named).value();
    } else {
        for (const std::string& word : split(text, ',')) words.emplace_back(static_cast<int>(words.size()), trim(word));
    }
    for (const auto& [column, word] : words) {
        bool twice = false;
        if (!takeRole(word, column, found, twice))
            return Error{ErrorKind::InvalidParameter,
                         "Column role \"" + word + "\" is unknown: expected user, item, rating, timestamp, context or -.",
                         "columns"};
        if (twice) return wrongColumns(text, "name " + word + " twice.");
    }
    if (found.user < 0 || found.item < 0)
        return wrongColumns(text, "name no user or no item; expected for example user,item,rating,timestamp.");
    if (words.size() > std::max<std::size_t>(dialect.fields, 2))
        return wrongColumns(text, "are " + std::to_string(words.size()) + ", but the rows have " +
                                      std::to_string(dialect.fields) +
                                      " fields: expected a role for each, with - for those to skip.");
    found.named = true;
    return found;
}

/// User, title and rating: the title is the item.
void takeTitle(const Dialect& dialect, RatingColumns& found) {
    if (found.user < 0 || found.rating < 0 || found.item >= 0) return;
    for (std::size_t c = 0; c < std::min(dialect.names.size(), dialect.fields) && found.item < 0; ++c) {
        const std::string plain = plainColumnName(dialect.names[c]);
        if (plain == "title" || plain == "movietitle" || plain == "booktitle") found.item = static_cast<int>(c);
    }
    found.named = found.item >= 0;
}

/// How ratings and times are written.
void judgeWriting(std::string_view text, const Dialect& dialect, const LoadOptions& options, TableFinding& finding) {
    constexpr std::size_t kRows = 20000; // of a file in order of time, the first days may all be below 13
    RatingColumns& roles = finding.ratings;
    if (roles.rating >= 0)
        judgeRatings(sampleColumns(text, dialect)[static_cast<std::size_t>(roles.rating)], options.decimal, finding);
    if (dateOrderNamed(options.timeUnit) == DateOrder::Unknown) roles.timeUnit = options.timeUnit;
    if (roles.time < 0) return;
    const auto time = static_cast<std::size_t>(roles.time);
    const auto first = std::move(sampleColumns(text, dialect)[time]);
    if (dateOrderOf(first).order == DateOrder::Unknown && dateOrderNamed(options.timeUnit) == DateOrder::Unknown) return;
    judgeTimes(sampleColumns(text, dialect, kRows)[time], options.timeUnit, roles, finding.doubts);
}

bool isItemTable(const Dialect& dialect, const Columns& columns) {
    for (const std::string& name : dialect.names)
        if (meaningOf(name) == ColumnMeaning::ItemText) return true;
    if (dialect.header || columns.size() < 3) return false;
    if (titleYearShare(columns[1]) > 0.5) return true;
    if (columns.size() < 20) return false;
    std::size_t flags = 0;
    for (const auto& column : columns) flags += shareAmong(column, {"0", "1"}) > 0.99 ? 1U : 0U;
    return flags >= 10;
}

bool isUserTable(const Dialect& dialect, const Columns& columns) {
    for (const std::string& name : dialect.names)
        if (meaningOf(name) == ColumnMeaning::UserText) return true;
    if (dialect.header || columns.size() < 3) return false;
    for (std::size_t c = 1; c < 3; ++c)
        if (shareAmong(columns[c], {"M", "F"}) > 0.95) return true;
    return false;
}

bool isGenreTable(const Dialect& dialect, const Columns& columns) {
    if (dialect.fields != 2 || dialect.separator != "|" || columns[0].size() < 2) return false;
    for (std::size_t r = 0; r < columns[1].size(); ++r)
        if (columns[1][r] != std::to_string(r)) return false;
    return true;
}

/// An item (in a header) or two ids (without one) and a tag, by a word or by its number.
bool isTagTable(const Dialect& dialect, const Columns& columns, const RatingColumns& named) {
    if (!dialect.header)
        return dialect.fields >= 3 && looksLikeIds(columns[0]) && looksLikeIds(columns[1]) && looksLikeTags(columns[2]) &&
               (dialect.fields == 3 || looksLikeTime(columns[3]));
    bool tag = false, item = named.item >= 0;
    for (const std::string& name : dialect.names) {
        const std::string plain = plainColumnName(name);
        tag = tag || plain == "tag" || plain == "tagid";
        item = item || namesAnItem(name);
    }
    return tag && item;
}

/// An id and at least four numbers with fractions: a ready-made embedding.
bool isVectorTable(const Dialect& dialect, const Columns& columns) {
    constexpr std::size_t kFewest = 5;
    if (columns.size() < kFewest || columns[0].empty()) return false;
    for (std::size_t c = 1; c < std::min(dialect.names.size(), columns.size()); ++c)
        if (meaningOf(dialect.names[c]) != ColumnMeaning::Unknown) return false;
    std::size_t fractions = 0;
    for (std::size_t c = 1; c < columns.size(); ++c) {
        if (numberShare(columns[c]) < 1) return false;
        fractions += looksFractional(columns[c]) ? 1 : 0;
    }
    return 2 * fractions >= columns.size() - 1 && allDistinct(columns[0]);
}

} // namespace

std::string RatingColumns::text(std::size_t fields) const {
    // In wide tables the columns behind the last role go without saying.
    constexpr std::size_t kWide = 64;
    if (fields > kWide) fields = static_cast<std::size_t>(std::max({user, item, rating, time})) + 1;
    std::vector<std::string> words(std::max<std::size_t>(fields, 2), "-");
    for (const auto& [at, word] : {std::pair{user, "user"}, {item, "item"}, {rating, "rating"}, {time, "timestamp"}})
        if (at >= 0 && static_cast<std::size_t>(at) < words.size()) words[static_cast<std::size_t>(at)] = word;
    return join(words, ",");
}

void judgeTimes(std::span<const std::string> column, const std::string& stated, RatingColumns& roles,
                std::vector<Doubt>& doubts) {
    roles.dates = dateOrderNamed(stated);
    if (roles.dates != DateOrder::Unknown) return;
    const DateOrderFinding found = dateOrderOf(column);
    roles.dates = found.order;
    if (found.certain || !stated.empty()) return;
    const bool dayFirst = found.order == DateOrder::DayFirst;
    const auto example = std::ranges::find_if(column, [](const std::string& f) { return looksLikeDate(f); });
    doubts.push_back({"time_unit", "Dates such as " + (example == column.end() ? std::string() : *example) + " are read as " +
                                       (dayFirst ? "day/month/year" : "month/day/year") +
                                       ": none of the first rows says what comes first (--time-unit " +
                                       (dayFirst ? "mdy" : "dmy") + ")."});
}

void judgeRatings(const std::vector<std::string>& column, const std::string& stated, TableFinding& finding) {
    RatingWriting writing = ratingWriting(column, stated);
    finding.ratings.style = writing.style;
    if (!writing.note.empty()) finding.notes.push_back(std::move(writing.note));
    if (!writing.doubt.empty()) finding.doubts.push_back({"decimal", std::move(writing.doubt)});
}

Result<TableFinding> judge(std::string_view text, const Dialect& dialect, const LoadOptions& options) {
    const std::string& columns = options.columns;
    TableFinding finding;
    finding.dialect = dialect;
    if (dialect.fields < 2) return finding;
    if (!columns.empty()) {
        auto roles = stated(columns, dialect);
        if (!roles) return roles.as<TableFinding>();
        finding.kind = TableKind::Ratings;
        finding.ratings = roles.value();
        judgeWriting(text, dialect, options, finding);
        finding.confidence = 4;
        return finding;
    }
    const Columns sample = sampleColumns(text, dialect);
    RatingColumns named = byNames(dialect, sample);
    takeTitle(dialect, named);
    if (named.named && !named.hasOther)
        finding.kind = TableKind::Ratings;
    else if (isGenreTable(dialect, sample))
        finding.kind = TableKind::Genres;
    else if (isVectorTable(dialect, sample))
        finding.kind = TableKind::Vectors;
    else if (isItemTable(dialect, sample))
        finding.kind = TableKind::Items;
    else if (isUserTable(dialect, sample))
        finding.kind = TableKind::Users;
    else if (isTagTable(dialect, sample, named) && (dialect.header || !ratingComesFirst(sample)))
        finding.kind = TableKind::Tags;
    if (finding.kind != TableKind::Other && finding.kind != TableKind::Ratings) return finding;
    finding.kind = TableKind::Other;
    if (dialect.header && !named.named) completeNames(dialect, named);
    finding.ratings = dialect.header ? named : rolesByContent(text, dialect, sample);
    if (dialect.header && !named.named) {
        // A header that names neither user nor item: the usual order, where the values allow it.
        if (named.hasOther || named.user >= 0 || named.item >= 0) return finding;
        finding.ratings = rolesByContent(text, dialect, sample);
        if (finding.ratings.rating < 0) return finding;
    }
    if (finding.ratings.hasOther) return finding;
    const int rating = finding.ratings.rating;
    judgeWriting(text, dialect, options, finding);
    if (!finding.ratings.named) doubtFirst(sample, finding);
    finding.kind = TableKind::Ratings;
    finding.confidence = rating < 0 ? 1 : finding.ratings.named ? 3 : 2;
    return finding;
}

} // namespace recoscope
