#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/load.h"
#include "core/data/readers/named_roles.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/roles.h"
#include <span>
#include <string>
#include <string_view>

namespace recoscope {

/// What a reader makes of the beginning of a file.
struct ReaderFinding {
    int confidence = 0; ///< 0 = not this format; 10 to 40 delimited text; 50 to 90 by structure; 100 by a magic number or header.
    std::string variant; ///< The reader's own word for the form it saw ("csr", "counted"); "" where there is only one.
    std::string format;  ///< For people: "ARFF", "one list of items a line".
    std::string columns; ///< As LoadReport::columns.
    NamedRoles roles;    ///< Of formats whose columns have names: as stated, or found; empty where neither.
    TableFinding table;  ///< Of text in rows and columns; `kind` says whether it holds ratings. Others leave Ratings.
};

/// What is read: all bytes of a file, decoded to UTF-8 unless the reader is binary.
struct ReaderInput {
    std::string_view bytes;
    const std::string& file; ///< For rejects and messages.
    const ReaderFinding& finding;
    std::string table; ///< Of a database: the wanted one; "" = find out.
    /// Of databases and columns, for a preview: the first rows only, and no check of the whole. 0 = all.
    std::size_t mostRows = 0;
};

/// One file format of ratings. Both functions are thread-safe and hold no state; they take no memory that the file only claims to
/// need. Adding one: formats/NAME.cpp that defines `Reader nameReader()`, and recoscope_add_reader(NAME).
struct Reader {
    std::string id; ///< As `--format` takes it.
    std::string name;
    std::string summary; ///< One sentence.
    bool binary = false;
    /// `head`: at least the beginning, text cut at the end of a line. Errors: InvalidParameter (an override that cannot be).
    Result<ReaderFinding> (*recognise)(std::string_view head, const LoadOptions& options) = nullptr;
    /// Fills the report's counts and rejects: accepted + rejected + skipped == records. Errors: InvalidInput (malformed, or more
    /// rejected than accepted), Unsupported, ResourceLimit; Cancelled.
    Result<RatingRows> (*read)(const ReaderInput& input, LoadReport& report, const TaskContext& context) = nullptr;
    bool streams = false; ///< Plain rows of fields from the first line on: the loader reads them by `table` as they come.
    /// Joins what the file says beyond user, item, rating and time to the finished data set: the context of each interaction,
    /// what it states of the items. A pass of its own, so that files without any do not pay: made where mayHoldMore() is true.
    /// What is not kept goes to report.leftOut. Where cancelled, the data set is incomplete and the caller gives up.
    void (*readMore)(const ReaderInput& input, Dataset& dataset, const TaskContext& context) = nullptr;
    /// Of formats whose columns have names: the first rows as they stand, roles or not. nullptr for others.
    Result<NamedRows> (*show)(const ReaderInput& input, std::size_t rows, const TaskContext& context) = nullptr;
    /// Several files of one variant beside each other, of which no two begin with the same line, are pieces of one set: they are
    /// read one behind the other.
    bool pieces = false;
};

/// All readers, in the order in which they are asked; of equally sure ones the first wins.
[[nodiscard]] std::span<const Reader> readers();
[[nodiscard]] const Reader* findReader(std::string_view id);
[[nodiscard]] std::string readerIds(); ///< "delimited, recbole, lists...": for messages.

} // namespace recoscope
