#include "core/base/text.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include "core/data/readers/typed_column.h"
#include <set>

namespace recoscope {
namespace {

constexpr std::string_view kLetters = "ITNACV";

std::string_view unquoted(std::string_view field) {
    field = trim(field);
    return field.size() >= 2 && field.front() == '"' && field.back() == '"' ? field.substr(1, field.size() - 2) : field;
}

/// Fields of a line; commas inside double quotes do not separate.
std::vector<std::string_view> fieldsOf(std::string_view line) {
    std::vector<std::string_view> fields;
    bool quoted = false;
    std::size_t from = 0;
    for (std::size_t k = 0; k <= line.size(); ++k) {
        if (k < line.size() && line[k] == '"') quoted = !quoted;
        if (k == line.size() || (line[k] == ',' && !quoted)) {
            fields.push_back(line.substr(from, k - from));
            from = k + 1;
        }
    }
    return fields;
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    std::set<char> letters;
    const auto lines = firstLines(head, 2000);
    std::size_t strange = 0;
    for (const std::string_view line : lines) {
        if (line.size() < 3 || line[1] != ',' || kLetters.find(line[0]) == std::string_view::npos)
            ++strange;
        else
            letters.insert(line[0]);
    }
    const bool votes = letters.contains('C') && letters.contains('V');
    if (letters.contains('I') && (votes || letters.size() >= 3) && 10 * strange <= lines.size()) finding.confidence = 90;
    finding.format = "a log in UCI's DST form";
    finding.columns = "C=user,V=item,A=title";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 1;
    return finding;
}

/// A = an item and its title, C = a case (user), V = a vote of the case before it; the others describe the file.
Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    RowSink sink(input.file, report);
    std::string user;
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.stopped(context, lines.share())) return Cancelled{};
        if (sink.refuses(lines)) continue;
        const std::string_view line = lines.line();
        const auto fields = fieldsOf(line);
        const std::string_view letter = trim(fields[0]);
        const Place place = lines.at(line);
        if (trim(line).empty())
            sink.skip();
        else if (letter.size() != 1 || kLetters.find(letter[0]) == std::string_view::npos || fields.size() < 2)
            sink.reject(place, "field-count", "a line that begins with I, T, N, A, C or V");
        else if (letter == "A" && fields.size() >= 4)
            sink.title(trim(fields[1]), unquoted(fields[3]));
        else if (letter == "C")
            user = unquoted(fields[1]);
        else if (letter == "V" && user.empty())
            sink.reject(place, "empty-id", "a line C with the user before the first vote");
        else if (letter == "V")
            sink.row(lines.at(fields[1]), user, unquoted(fields[1]));
    }
    return sink.finish(false, false);
}

/// The address of each item, behind its title.
void readMore(const ReaderInput& input, Dataset& dataset, const TaskContext& context) {
    std::vector<std::string> addresses(static_cast<std::size_t>(dataset.items.size()));
    for (LineWalker lines(input.bytes); lines.next();) {
        if (lines.number() % 4096 == 0 && context.stopRequested()) return;
        if (!lines.line().starts_with("A,")) continue;
        const auto fields = fieldsOf(lines.line());
        const auto item = fields.size() >= 5 ? dataset.items.find(trim(fields[1])) : std::nullopt;
        if (item) addresses[static_cast<std::size_t>(*item)] = unquoted(fields[4]);
    }
    if (auto typed = typedColumn("url", input.file, std::move(addresses)))
        dataset.itemTable.columns.push_back(std::move(typed->column));
}

} // namespace

Reader dstReader() {
    return {"dst", "UCI DST", "Logs whose lines begin with a letter: C a user, V a vote of that user, A an item with its title.",
            false, recognise, read,
            false, readMore};
}

} // namespace recoscope
