#include "core/data/readers/context_collector.h"
#include "core/data/readers/formats/item_lists.h"
#include "core/data/readers/reader.h"
#include <algorithm>

namespace recoscope {
namespace {

bool beginsWithNumbersOfColumns(std::string_view head, const Dialect& dialect) {
    RecordReader reader(head, dialect);
    if (reader.next() != RecordReader::Status::Record || reader.fields().size() < 3) return false;
    for (std::size_t c = 0; c < reader.fields().size(); ++c)
        if (reader.field(c) != std::to_string(c)) return false;
    return true;
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    const Dialect dialect =
        sniff(head, options.separator, options.header ? &*options.header : nullptr, options.quotes ? &*options.quotes : nullptr);
    auto table = judge(head, dialect, options);
    if (!table) return table.as<ReaderFinding>();
    ReaderFinding finding;
    finding.table = std::move(table).value();
    if (dialect.fields >= 2) finding.confidence = 10 + 10 * std::min(3, finding.table.confidence);
    if (dialect.tuples && finding.table.confidence > 0) finding.confidence = 55; // one list a line, no other JSON
    const bool blanks = dialect.separator == " " || dialect.separator == "\t";
    if (blanks && !dialect.header && finding.table.kind == TableKind::Ratings && options.columns.empty() &&
        options.format.empty() && options.separator.empty() && shapeOfLists(head).maybe)
        finding.table.doubts.push_back(
            {"format", "Each line is read as user, item and rating, but could be a user and a list of items: the third number is "
                       "as often one of the second (--format lists)."});
    if (!dialect.header && !options.header && finding.table.kind == TableKind::Ratings &&
        beginsWithNumbersOfColumns(head, dialect))
        finding.table.doubts.push_back(
            {"header",
             "The first line, 0, 1, 2, is read as a row, but may be the numbers of columns as pandas writes them (--header "
             "yes)."});
    return finding;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    return readRatings(input.bytes, input.finding.table, input.file, report, context);
}

} // namespace

Reader delimitedReader() {
    return {
        "delimited",
        "Delimited text",
        "A user, an item and perhaps a rating and a time in each line, separated by commas, tabs, semicolons, |, :: or blanks.",
        false,
        recognise,
        read,
        true,
        readContext};
}

} // namespace recoscope
