#include "core/data/readers/roles.h"
#include "core/base/text.h"
#include "core/data/readers/column_content.h"
#include "core/data/readers/column_names.h"
#include <algorithm>

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

/// Words between blanks, none of which is a number in most lines: sentences.
bool looksLikeProse(const Dialect& dialect, const Columns& columns) {
    return dialect.separator == " " && columns.size() > 2 &&
           std::ranges::none_of(columns, [](const auto& column) { return numberShare(column) > 0.5; });
}

/// user, item, rating, time in this order: the order of nearly every file without a header.
RatingColumns byContent(const Dialect& dialect, const Columns& columns) {
    RatingColumns found;
    if (columns.size() < 2) return found;
    found.user = 0;
    found.item = 1;
    found.hasOther = looksLikeMeasures(columns[1]) || looksLikeProse(dialect, columns);
    for (std::size_t c = 2; c < columns.size(); ++c) {
        if (found.time < 0 && looksLikeTime(columns[c]))
            found.time = static_cast<int>(c);
        else if (found.rating < 0 && c == 2 && numberShare(columns[c]) > 0.5)
            found.rating = static_cast<int>(c);
        else if (c == 2 && looksLikeTags(columns[c]))
            found.hasOther = true;
    }
    return found;
}

Result<RatingColumns> stated(std::string_view text, const Dialect& dialect) {
    RatingColumns found;
    const auto words = split(text, ',');
    for (std::size_t c = 0; c < words.size(); ++c) {
        const std::string word(trim(words[c]));
        int* role = word == "user"        ? &found.user
                    : word == "item"      ? &found.item
                    : word == "rating"    ? &found.rating
                    : word == "timestamp" ? &found.time
                                          : nullptr;
        if (!role && word != "-")
            return Error{ErrorKind::InvalidParameter,
                         "Column role \"" + word + "\" is unknown: expected user, item, rating, timestamp or -.", "columns"};
        if (role && *role >= 0)
            return Error{ErrorKind::InvalidParameter, "The columns \"" + std::string(text) + "\" name " + word + " twice.",
                         "columns"};
        if (role) *role = static_cast<int>(c);
    }
    if (found.user < 0 || found.item < 0)
        return Error{ErrorKind::InvalidParameter,
                     "The columns \"" + std::string(text) +
                         "\" name no user or no item; expected for example user,item,rating,timestamp.",
                     "columns"};
    if (words.size() > std::max<std::size_t>(dialect.fields, 2))
        return Error{ErrorKind::InvalidParameter,
                     "The columns \"" + std::string(text) + "\" are " + std::to_string(words.size()) + ", but the rows have " +
                         std::to_string(dialect.fields) + " fields: expected a role for each, with - for those to skip.",
                     "columns"};
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

Result<TableFinding> judge(std::string_view text, const Dialect& dialect, std::string_view columns) {
    TableFinding finding;
    finding.dialect = dialect;
    if (dialect.fields < 2) return finding;
    if (!columns.empty()) {
        auto roles = stated(columns, dialect);
        if (!roles) return roles.as<TableFinding>();
        finding.kind = TableKind::Ratings;
        finding.ratings = roles.value();
        if (const int rating = finding.ratings.rating; rating >= 0)
            finding.ratings.decimalComma = usesDecimalComma(sampleColumns(text, dialect)[static_cast<std::size_t>(rating)]);
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
    else if (isTagTable(dialect, sample, named))
        finding.kind = TableKind::Tags;
    if (finding.kind != TableKind::Other && finding.kind != TableKind::Ratings) return finding;
    finding.kind = TableKind::Other;
    if (dialect.header && !named.named) completeNames(dialect, named);
    finding.ratings = dialect.header ? named : byContent(dialect, sample);
    if (dialect.header && !named.named) {
        // A header that names neither user nor item: the usual order, where the values allow it.
        if (named.hasOther || named.user >= 0 || named.item >= 0) return finding;
        finding.ratings = byContent(dialect, sample);
        if (finding.ratings.rating < 0) return finding;
    }
    if (finding.ratings.hasOther) return finding;
    const int rating = finding.ratings.rating;
    if (rating >= 0) finding.ratings.decimalComma = usesDecimalComma(sample[static_cast<std::size_t>(rating)]);
    finding.kind = TableKind::Ratings;
    finding.confidence = rating < 0 ? 1 : finding.ratings.named ? 3 : 2;
    return finding;
}

} // namespace recoscope
