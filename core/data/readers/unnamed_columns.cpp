#include "core/data/readers/unnamed_columns.h"
#include "core/base/text.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace recoscope {
namespace {

using Column = std::vector<std::string>;

std::size_t differentIn(const Column& column) { return std::set<std::string_view>(column.begin(), column.end()).size(); }

/// Words between blanks, none of which is a number in most lines.
bool holdsNoNumbers(const Dialect& dialect, const Columns& columns) {
    return dialect.separator == " " && columns.size() > 2 &&
           std::ranges::none_of(columns, [](const auto& column) { return numberShare(column) > 0.5; });
}

bool looksLikeScale(const Column& column) {
    constexpr std::size_t kMost = 21;
    return ratingShare(column) > 0.9 && differentIn(column) <= kMost;
}

/// Three words and more in most fields.
bool areSentences(const Column& column) {
    std::vector<std::string_view> words;
    std::size_t sentences = 0;
    for (const std::string& field : column) {
        splitWords(field, words);
        sentences += words.size() >= 3 ? 1 : 0;
    }
    return 2 * sentences > column.size();
}

bool nearlyAllDistinct(const Column& column) { return 10 * differentIn(column) >= 9 * column.size(); }

/// A whole file in which nobody has two rows, and nothing: of a longer one the beginning does not tell.
bool nothingRecurs(const Column& user, const Column& item) {
    constexpr std::size_t kFewest = 20, kWhole = 400;
    return user.size() >= kFewest && user.size() < kWhole && nearlyAllDistinct(user) && nearlyAllDistinct(item);
}

/// "f(a" and "b)": the separator stands within brackets.
bool isCutInBrackets(const Column& column) {
    const auto cut = std::ranges::count_if(
        column, [](const std::string& field) { return std::ranges::count(field, '(') != std::ranges::count(field, ')'); });
    return 2 * static_cast<std::size_t>(cut) > column.size();
}

/// Most lines end as those of programs and styles do.
bool looksLikeCode(std::string_view text, const Dialect& dialect) {
    constexpr std::size_t kLines = 200;
    if (dialect.separator == ";" || dialect.tuples) return false;
    const auto lines = firstLines(text, kLines);
    const auto code = std::ranges::count_if(
        lines, [](std::string_view line) { return line.ends_with(';') || line.ends_with('{') || line.ends_with('}'); });
    return 2 * static_cast<std::size_t>(code) > lines.size();
}

/// Pairs without rating and time, for which only the separator speaks: sentences that a comma or a semicolon cuts, lines of a log
/// or of settings, programs.
bool speaksForNothing(std::string_view text, const Dialect& dialect, const Columns& columns, const RatingColumns& roles) {
    if (roles.rating >= 0 || roles.time >= 0) return false;
    constexpr std::size_t kFewest = 3;
    const auto user = static_cast<std::size_t>(roles.user), item = static_cast<std::size_t>(roles.item);
    const bool oneForAll = std::min(differentIn(columns[user]), differentIn(columns[item])) == 1; // "=", "-", "Chapter"
    if (dialect.separator == " " && columns.size() > 2 && columns[user].size() >= kFewest && oneForAll) return true;
    if (nothingRecurs(columns[user], columns[item]) || isCutInBrackets(columns[user])) return true;
    return areSentences(columns[user]) || (areSentences(columns[item]) && nearlyAllDistinct(columns[user])) ||
           looksLikeCode(text, dialect);
}

/// Stars and points as people give them: at most eleven numbers from 0 to 10, in whole or half steps.
bool isKnownScale(const Column& column) {
    constexpr std::size_t kFewest = 3, kMost = 11;
    const std::size_t different = differentIn(column);
    return different >= kFewest && different <= kMost && std::ranges::all_of(column, [](const std::string& field) {
               const auto number = parseNumber(field);
               return number && *number >= 0 && *number <= 10 && std::floor(2 * *number) == 2 * *number;
           });
}

/// Rows of one value stand together, as those of a user do in a file that is sorted.
bool isGrouped(const Column& column) {
    std::size_t changes = 0;
    for (std::size_t r = 1; r < column.size(); ++r) changes += column[r] != column[r - 1] ? 1 : 0;
    return 4 * changes < column.size();
}

/// Many different words or whole numbers that are mostly larger than counts and scales are.
bool areManyIds(const Column& column) {
    constexpr std::size_t kMany = 22;
    constexpr double kSmall = 10;
    const std::size_t different = differentIn(column);
    if (different < kMany || 10 * different < column.size() || !looksLikeIds(column)) return false;
    const auto small = std::ranges::count_if(column, [](const std::string& field) {
        const auto number = parseNumber(field);
        return number && (*number <= kSmall || *number != std::floor(*number));
    });
    return 5 * static_cast<std::size_t>(small) < column.size();
}

} // namespace

bool ratingComesFirst(const Columns& columns) {
    constexpr std::size_t kEnough = 50;
    return columns.size() >= 3 && columns[0].size() >= kEnough && isKnownScale(columns[0]) && !isGrouped(columns[0]) &&
           areManyIds(columns[1]) && areManyIds(columns[2]) && !looksLikeTime(columns[1]) && !looksLikeTime(columns[2]);
}

RatingColumns rolesByContent(std::string_view text, const Dialect& dialect, const Columns& columns) {
    RatingColumns found;
    if (columns.size() < 2) return found;
    if (ratingComesFirst(columns)) {
        found.rating = 0;
        found.user = 1;
        found.item = 2;
        for (std::size_t c = 3; c < columns.size() && found.time < 0; ++c)
            if (looksLikeTime(columns[c])) found.time = static_cast<int>(c);
        return found;
    }
    const std::size_t first = columns.size() > 2 && looksLikeTime(columns[0]) ? 1 : 0;
    if (first > 0) found.time = 0;
    found.user = static_cast<int>(first);
    found.item = static_cast<int>(first) + 1;
    found.hasOther = looksLikeMeasures(columns[first + 1]) || holdsNoNumbers(dialect, columns) ||
                     (looksFractional(columns[first]) && looksFractional(columns[first + 1]));
    for (std::size_t c = first + 2; c < columns.size(); ++c) {
        const bool usual = c == first + 2, behindTime = c == first + 3 && found.time == static_cast<int>(c) - 1;
        if (found.time < 0 && looksLikeTime(columns[c]))
            found.time = static_cast<int>(c);
        else if (found.rating < 0 && ((usual && ratingShare(columns[c]) > 0.5) || (behindTime && looksLikeScale(columns[c]))))
            found.rating = static_cast<int>(c);
        else if (usual && looksLikeTags(columns[c]))
            found.hasOther = true;
    }
    found.hasOther = found.hasOther || speaksForNothing(text, dialect, columns, found);
    return found;
}

void doubtFirst(const Columns& columns, TableFinding& finding) {
    constexpr std::size_t kEnough = 50, kFew = 11, kMany = 2 * kFew;
    const RatingColumns& roles = finding.ratings;
    if (roles.rating == 0)
        finding.notes.emplace_back("The first column is read as the rating: it has few numbers of a scale, the next two many ids "
                                   "(--columns user,item,rating reads otherwise).");
    if (roles.user != 0 || roles.rating != 2 || columns[0].size() < kEnough) return;
    std::array<std::size_t, 3> different{};
    for (std::size_t c = 0; c < different.size(); ++c) different[c] = differentIn(columns[c]);
    const bool small = std::ranges::all_of(columns[0], [](const std::string& f) { return parseNumber(f).value_or(99) <= 10; });
    if (small && different[0] <= kFew && different[2] >= kMany && different[1] >= kMany / 2)
        finding.doubts.push_back(
            {"columns", "The first column has only " + std::to_string(different[0]) +
                            " different numbers, as ratings have, but is read as the user, and the third, of " +
                            std::to_string(different[2]) + ", as the rating (--columns rating,user,item)."});
}

} // namespace recoscope
