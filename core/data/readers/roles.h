#pragma once
#include "core/base/result.h"
#include "core/data/load.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/rating_text.h"
#include "core/data/readers/time_text.h"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Which column of a ratings file is what; -1 = absent.
struct RatingColumns {
    int user = -1, item = -1, rating = -1, time = -1;
    std::vector<int> unused; ///< Columns that are not to be kept; every other one without a role is context.
    RatingStyle style;
    DateOrder dates = DateOrder::Unknown; ///< Of times that are dates with the year last.
    std::string timeUnit;                 ///< One of kTimeUnits, as stated; "" = by the size of the numbers.
    bool named = false;                   ///< Found by the header's names, not by place and content.
    bool hasOther = false;                ///< A named column says that this is something else: tags, friends...
    std::string itemNoun = "item";
    [[nodiscard]] std::string text(std::size_t fields) const; ///< "user,item,rating,timestamp" by place, "-" for others.
};

/// What a table holds, judged by its content; names only break ties.
enum class TableKind { Ratings, Items, Users, Genres, Tags, Vectors, Other };

/// What could be otherwise, and nothing in the file decides.
struct Doubt {
    std::string key; ///< The member of LoadOptions that decides it: "time_unit", "decimal", "format".
    std::string text;
};

struct TableFinding {
    TableKind kind = TableKind::Other;
    RatingColumns ratings;
    Dialect dialect;
    std::string encoding;
    bool encodingGuessed = false;
    bool mayBeDamaged = false;      ///< The text holds bytes that mean nothing: ids are checked.
    std::vector<std::string> notes; ///< How unusual columns are read: warnings of the report.
    std::vector<Doubt> doubts;      ///< Likewise; asked where somebody can answer.
    int confidence = 0;             ///< Of Ratings: 3 named with rating, 2 by content with rating, 1 without rating.
};

/// Judges the beginning of a text, with what the options say of its columns, decimal sign and times.
[[nodiscard]] Result<TableFinding> judge(std::string_view text, const Dialect& dialect, const LoadOptions& options);

/// How a column of times is written: sets the order of its dates, or doubts it. `stated` as LoadOptions::timeUnit.
void judgeTimes(std::span<const std::string> column, const std::string& stated, RatingColumns& roles, std::vector<Doubt>& doubts);
/// How a column of ratings is written: sets the style, with notes and doubts.
void judgeRatings(const std::vector<std::string>& column, const std::string& stated, TableFinding& finding);

} // namespace recoscope
