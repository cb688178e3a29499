#pragma once
#include "core/base/ids.h"
#include "core/data/context_columns.h"
#include "core/data/feature_column.h"
#include "core/data/funnel.h"
#include "core/data/interactions.h"
#include "core/data/repeated_rows.h"
#include "core/data/social_graph.h"
#include "core/data/vocabulary.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recoscope {

/// What is known of the items besides ratings; one entry per item of the data set, or an empty vector where nothing is known.
/// Texts are UTF-8 and untrusted: shown as plain text only.
struct ItemTable {
    std::vector<std::string> titles;                ///< As in the file, without a trailing "(1995)"; "" where the item has none.
    std::vector<std::int32_t> years;                ///< 0 where unknown.
    std::vector<std::string> genreNames;            ///< In the order of the file, or alphabetical where it states none.
    std::vector<std::vector<std::uint16_t>> genres; ///< Positions in genreNames.
    std::vector<FeatureColumn> columns;             ///< Further features: authors, keywords, tags, descriptions, embeddings...
};

/// What is known of the users: age, sex, occupation...; one entry per user of the data set.
struct UserTable {
    std::vector<FeatureColumn> columns;
};

struct WorldTruth;
struct LoadOptions;

/// A file beside the data that is a part of a split its publisher made: u1.base and u1.test, train.txt, valid.txt and test.txt.
struct PredefinedPart {
    enum class Role : std::uint8_t { Train, Valid, Test };
    std::string file;  ///< As LoadOptions::parts and the protocol `predefined:` take it.
    std::string group; ///< Equal for the parts of one split; each group has a test part. Without a train part, the data is it.
    Role role = Role::Train;
};

struct RatingScale {
    double minimum = 0, maximum = 0;
    double step = 0; ///< Smallest distance between two values that occur; 0 where only one value occurs.
};

/// A row that was not accepted. `line` and `column` count from 1; `column` is the character in the line.
struct Reject {
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::string kind;     ///< "title" (above the header), "field-count", "empty-id", "rating", "encoding", "too-long", "header".
    std::string text;     ///< The first 80 characters of the line.
    std::string expected; ///< What stood to be expected at that place, in words.
};

/// Something that the files hold and the data set does not, with the reason: nothing is lost without a word.
struct LeftOut {
    std::string file;
    std::string column; ///< "" where it is the whole file.
    std::string why;    ///< "12,391 different values in 12,391 rows".
};

/// How the data was understood and what became of each row: accepted + rejected + skipped == records. A header is no record.
struct LoadReport {
    std::string format;             ///< "tab-separated, no header", "CSV, header"...
    std::string separator;          ///< "tab", ",", "::"...
    std::string encoding;           ///< "UTF-8", "Windows-1252"...
    std::string columns;            ///< "user,item,rating,timestamp".
    std::vector<std::string> files; ///< What was read, relative to the opened path; the ratings file first.
    std::int64_t records = 0, accepted = 0, rejected = 0, skipped = 0;
    std::int64_t duplicates = 0;       ///< Accepted rows whose user-item pair occurs again later (by time, then row).
    std::vector<Reject> rejects;       ///< The first 1,000.
    std::vector<std::string> warnings; ///< Sentences.
    std::vector<std::string> filters;  ///< Filters applied, in words, in order.
    Funnel funnel;                     ///< The same filters with what each left.
    std::vector<LeftOut> leftOut;      ///< Files and columns that were seen and not taken.
};

/// Everything about one opened data set. Immutable once built; shared as shared_ptr<const Dataset>.
struct Dataset {
    std::string name;       ///< For people: "MovieLens 100K", else the file's or folder's name.
    std::string path;       ///< As given: a path, "demo" or "synthetic:...".
    std::string checksum;   ///< SHA-256 of the rows as understood (ids, ratings, times), hexadecimal: equal data, equal checksum.
    bool simulated = false; ///< Made by a simulator: always said where the data is shown.
    std::string itemNoun = "item"; ///< "film", "book", "artist": for sentences.
    std::string itemNounPlural = "items";
    bool hasRatings = true; ///< False where the file states no values: every rating is then 1.
    Vocabulary users, items;
    std::shared_ptr<const Interactions> interactions; ///< Users x items, repeated pairs resolved.
    std::shared_ptr<const RepeatedRows> repeats;      ///< All rows of repeated pairs; nullptr where there is none.
    ItemTable itemTable;
    UserTable userTable;
    std::shared_ptr<const SocialGraph> social;     ///< Edges between users; nullptr where no file states them.
    std::shared_ptr<const ContextColumns> context; ///< Of each interaction; nullptr where the file states none.
    std::vector<PredefinedPart> predefinedParts;   ///< Splits that came with the data, to be offered; by name.
    std::optional<RatingScale> scale;              ///< Nothing where the data has no ratings.
    LoadReport report;
    std::shared_ptr<const LoadOptions> readAs; ///< How the files were read; null for what was made.
    std::shared_ptr<const WorldTruth> truth;   ///< What a synthetic world was made from (synthetic/truth.h); null for real data.

    /// The title, or the id where the item has none.
    [[nodiscard]] const std::string& titleOf(ItemIndex item) const;
};

/// Smallest and largest rating and the smallest step between values that occur; nothing for empty data.
[[nodiscard]] std::optional<RatingScale> findScale(const Interactions& interactions);

/// SHA-256 of the ids, each with a zero byte behind, users first; of the numbers of users, items, rows and times (8 bytes each);
/// and of the SHA-256 of every started 1 MiB of offsets, items, ratings and times, in this order. Hexadecimal.
[[nodiscard]] std::string checksumOf(const Dataset& dataset);

} // namespace recoscope
