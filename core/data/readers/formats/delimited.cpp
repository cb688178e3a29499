#include "core/data/readers/context_collector.h"
#include "core/data/readers/reader.h"
#include <algorithm>

namespace recoscope {
namespace {

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    const Dialect dialect =
        sniff(head, options.separator, options.header ? &*options.header : nullptr, options.quotes ? &*options.quotes : nullptr);
    auto table = judge(head, dialect, options.columns);
    if (!table) return table.as<ReaderFinding>();
    ReaderFinding finding;
    finding.table = std::move(table).value();
    if (dialect.fields >= 2) finding.confidence = 10 + 10 * std::min(3, finding.table.confidence);
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
