#pragma once
#include "core/base/result.h"
#include "core/data/readers/delimited.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Which column of a ratings file is what; -1 = absent.
struct RatingColumns {
    int user = -1, item = -1, rating = -1, time = -1;
    bool decimalComma = false; ///< Ratings are written "3,5".
    std::string timeUnit;      ///< One of kTimeUnits, as stated; "" = by the size of the numbers.
    bool named = false;        ///< Found by the header's names, not by place and content.
    bool hasOther = false;     ///< A named column says that this is something else: tags, friends...
    std::string itemNoun = "item";
    [[nodiscard]] std::string text(std::size_t fields) const; ///< "user,item,rating,timestamp" by place, "-" for others.
};

/// What a table holds, judged by its content; names only break ties.
enum class TableKind { Ratings, Items, Users, Genres, Tags, Vectors, Other };

struct TableFinding {
    TableKind kind = TableKind::Other;
    RatingColumns ratings;
    Dialect dialect;
    std::string encoding;
    bool encodingGuessed = false;
    bool mayBeDamaged = false; ///< The text holds bytes that mean nothing: ids are checked.
    int confidence = 0;        ///< Of Ratings: 3 named with rating, 2 by content with rating, 1 without rating.
};

/// Judges the beginning of a text. `columns` = the user's own roles, else "".
[[nodiscard]] Result<TableFinding> judge(std::string_view text, const Dialect& dialect, std::string_view columns);

} // namespace recoscope
