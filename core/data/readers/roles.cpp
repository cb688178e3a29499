#include "core/data/readers/roles.h"
#include "core/base/text.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace recoscope {
namespace {

using Columns = std::vector<std::vector<std::string>>;
constexpr std::size_t kSample = 400;

/// "User-ID", "userId", "user_id:token" -> "userid".
std::string plain(std::string_view name) {
    std::string letters;
    for (const char c : name.substr(0, name.find(':')))
        if (std::isalnum(static_cast<unsigned char>(c)))
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return letters;
}

bool among(std::string_view name, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, name) != list.end();
}

Columns sampleColumns(std::string_view text, const Dialect& dialect) {
    Columns columns(dialect.fields);
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    for (std::size_t rows = 0; rows < kSample;) {
        const auto status = reader.next();
        if (status == RecordReader::Status::End) break;
        if (status != RecordReader::Status::Record) continue;
        if (header) {
            header = false;
            continue;
        }
        if (reader.fields().size() < dialect.fields) continue;
        for (std::size_t c = 0; c < dialect.fields; ++c) columns[c].emplace_back(trim(reader.fields()[c]));
        ++rows;
    }
    return columns;
}

template <class Predicate>
double share(const std::vector<std::string>& column, Predicate predicate) {
    if (column.empty()) return 0;
    return static_cast<double>(std::ranges::count_if(column, predicate)) / static_cast<double>(column.size());
}

double numberShare(const std::vector<std::string>& column) {
    return share(column, [](const std::string& f) { return parseNumber(f).has_value(); });
}

bool endsWithYear(const std::string& title) {
    const std::size_t n = title.size();
    return n >= 6 && title[n - 1] == ')' && title[n - 6] == '(' && parseInteger(title.substr(n - 5, 4)).has_value();
}

/// Numbers as large as Unix seconds after 1980, or readable dates.
bool looksLikeTime(const std::vector<std::string>& column) {
    return share(column, [](const std::string& f) {
               const auto number = parseNumber(f);
               return number ? *number > 3e8 : parseDate(f).has_value();
           }) > 0.9;
}

RatingColumns byNames(const Dialect& dialect) {
    RatingColumns found;
    for (std::size_t c = 0; c < dialect.names.size(); ++c) {
        const std::string name = plain(dialect.names[c]);
        const int at = static_cast<int>(c);
        if (found.user < 0 &&
            among(name, {"user", "userid", "uid", "memberid", "reader", "readerid", "reviewerid", "customerid"}))
            found.user = at;
        else if (found.item < 0 && among(name, {"item", "itemid", "iid", "movieid", "movie", "filmid", "film", "bookid", "book",
                                                "isbn", "artistid", "artist", "productid", "asin", "songid", "businessid"})) {
            found.item = at;
            found.itemNoun = name.starts_with("movie") || name.starts_with("film") ? "film"
                             : name.starts_with("book") || name == "isbn"          ? "book"
                             : name.starts_with("artist")                          ? "artist"
                                                                                   : "item";
        } else if (found.rating < 0 &&
                   among(name, {"rating", "ratings", "score", "stars", "weight", "count", "plays", "playcount", "listens",
                                "bookrating", "value", "preference", "overall", "cnt"}))
            found.rating = at;
        else if (found.time < 0 && among(name, {"timestamp", "time", "date", "datetime", "ts", "unixreviewtime", "unixtime"}))
            found.time = at;
        else if (among(name, {"tag", "tagid", "friendid", "trustee", "tagvalue"}))
            found.hasOther = true;
    }
    found.named = found.user >= 0 && found.item >= 0;
    return found;
}

/// user, item, rating, time in this order: the order of nearly every file without a header.
RatingColumns byContent(const Columns& columns, bool tagged) {
    RatingColumns found;
    found.hasOther = tagged;
    if (columns.size() < 2) return found;
    found.user = 0;
    found.item = 1;
    for (std::size_t c = 2; c < columns.size(); ++c) {
        if (found.time < 0 && looksLikeTime(columns[c]))
            found.time = static_cast<int>(c);
        else if (found.rating < 0 && c == 2 && numberShare(columns[c]) > 0.5)
            found.rating = static_cast<int>(c);
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
                         std::to_string(dialect.fields) + " fields.",
                     "columns"};
    found.named = true;
    return found;
}

bool isItemTable(const Dialect& dialect, const Columns& columns) {
    for (const std::string& name : dialect.names)
        if (among(plain(name), {"title", "movietitle", "name", "genres", "genre", "authors"})) return true;
    if (dialect.header || columns.size() < 3) return false;
    if (share(columns[1], endsWithYear) > 0.5) return true;
    if (columns.size() < 20) return false;
    std::size_t flags = 0;
    for (const auto& column : columns)
        flags += share(column, [](const std::string& f) { return f == "0" || f == "1"; }) > 0.99 ? 1U : 0U;
    return flags >= 10;
}

bool isUserTable(const Dialect& dialect, const Columns& columns) {
    for (const std::string& name : dialect.names)
        if (among(plain(name), {"age", "gender", "sex", "occupation", "location"})) return true;
    if (dialect.header || columns.size() < 3) return false;
    for (std::size_t c = 1; c < 3; ++c)
        if (share(columns[c], [](const std::string& f) { return f == "M" || f == "F"; }) > 0.95) return true;
    return false;
}

bool isGenreTable(const Dialect& dialect, const Columns& columns) {
    if (dialect.fields != 2 || dialect.separator != "|" || columns[0].size() < 2) return false;
    for (std::size_t r = 0; r < columns[1].size(); ++r)
        if (columns[1][r] != std::to_string(r)) return false;
    return true;
}

} // namespace

std::string RatingColumns::text(std::size_t fields) const {
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
        finding.confidence = 4;
        return finding;
    }
    const Columns sample = sampleColumns(text, dialect);
    const RatingColumns named = byNames(dialect);
    if (named.named && !named.hasOther)
        finding.kind = TableKind::Ratings;
    else if (isGenreTable(dialect, sample))
        finding.kind = TableKind::Genres;
    else if (isItemTable(dialect, sample))
        finding.kind = TableKind::Items;
    else if (isUserTable(dialect, sample))
        finding.kind = TableKind::Users;
    if (finding.kind != TableKind::Other && finding.kind != TableKind::Ratings) return finding;
    finding.kind = TableKind::Other;
    finding.ratings = dialect.header ? named : byContent(sample, false);
    if (dialect.header && !finding.ratings.named) {
        // A header that names neither user nor item: the usual order, where the values allow it.
        const RatingColumns guess = byContent(sample, finding.ratings.hasOther);
        if (finding.ratings.hasOther || guess.rating < 0) return finding;
        finding.ratings = guess;
    }
    if (finding.ratings.hasOther) return finding;
    if (finding.ratings.rating >= 0 && numberShare(sample[static_cast<std::size_t>(finding.ratings.rating)]) < 0.01)
        finding.ratings.rating = finding.ratings.named ? finding.ratings.rating : -1;
    finding.kind = TableKind::Ratings;
    finding.confidence = finding.ratings.rating < 0 ? 1 : finding.ratings.named ? 3 : 2;
    return finding;
}

} // namespace recoscope
