#include "core/base/text.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>

namespace recoscope {
namespace {

/// The name in "@attribute 'user id' NUMERIC".
std::string attributeName(std::string_view line) {
    const std::string_view rest = trim(line.substr(10));
    if (rest.empty()) return {};
    const char quote = rest[0];
    if (quote != '\'' && quote != '"') return std::string(rest.substr(0, rest.find_first_of(" \t")));
    return std::string(rest.substr(1, rest.find(quote, 1) - 1));
}

struct Header {
    std::vector<std::string> names;
    std::size_t dataAt = 0;    ///< The byte after the line "@data"; 0 where there is none.
    std::int64_t dataLine = 0; ///< The lines before that.
    bool relation = false;
};

Header readHeader(std::string_view text) {
    Header header;
    for (LineWalker lines(text); lines.next() && header.names.size() < 4096;) {
        const std::string_view line = trim(lines.line());
        if (line.empty() || line[0] == '%') continue;
        const std::string word = lower(line.substr(0, 10));
        if (word.starts_with("@relation"))
            header.relation = true;
        else if (word == "@attribute" && line.size() > 10)
            header.names.push_back(attributeName(line));
        else if (word.starts_with("@data")) {
            const auto end = static_cast<std::size_t>(lines.line().data() + lines.line().size() - text.data());
            header.dataAt = std::min(text.size(), text.find('\n', end) + 1);
            header.dataLine = lines.number();
            if (header.dataAt == 0) header.dataAt = text.size();
            return header;
        } else
            return header;
    }
    return header;
}

/// The rows are CSV under names from the header: judged as such, by one line of names in front of them.
Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    ReaderFinding finding;
    const Header header = readHeader(head);
    if (!header.relation || header.names.empty()) return finding;
    finding.confidence = 100;
    finding.format = "ARFF (Weka)";
    std::string named = join(header.names, ",") + "\n";
    for (LineWalker lines(head.substr(header.dataAt)); named.size() < (1U << 16) && lines.next();)
        if (!lines.line().starts_with('%')) named += std::string(lines.line()) + "\n";
    const bool hasHeader = true;
    Dialect dialect = sniff(named, "comma", &hasHeader);
    dialect.separator = ","; // also where no row lets it be seen
    dialect.header = dialect.quotes = true;
    dialect.trailing = false;
    dialect.fields = header.names.size();
    dialect.names = header.names;
    auto table = judge(named, dialect, options);
    if (!table) return table.as<ReaderFinding>();
    finding.table = std::move(table).value();
    finding.columns = finding.table.ratings.text(header.names.size());
    return finding;
}

/// Single quotes to double ones and comments to blanks, so that one splitter serves; the length of each line stays, and with it
/// every place.
std::string withDoubleQuotes(std::string_view text) {
    std::string out(text);
    bool start = true, comment = false, lineStart = true;
    char open = 0;
    for (char& c : out) {
        comment = c != '\n' && (comment || (lineStart && c == '%'));
        lineStart = c == '\n';
        if (comment) c = ' ';
        if (c == '\n') open = 0;
        if (!open && start && c == '\'') {
            open = '\'';
            c = '"';
        } else if (open && c == open) {
            open = 0;
            c = '"';
        }
        start = c == ',' || c == '\n' || (start && c == ' ');
    }
    return out;
}

/// The rows as they stand below the header.
TableFinding plainTable(TableFinding table) {
    table.dialect.header = false;
    table.dialect.quotes = true;
    return table;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const Header header = readHeader(input.bytes);
    const std::string_view data = input.bytes.substr(std::min(header.dataAt, input.bytes.size()));
    if (header.dataAt == 0 || trim(data).empty())
        return Error{ErrorKind::InvalidInput, input.file + " is ARFF without rows: expected them after a line @data.",
                     input.file};
    if (trim(data).starts_with('{'))
        return Error{ErrorKind::Unsupported, input.file + " is sparse ARFF, which holds no table of ratings: export it as CSV.",
                     input.file};
    const TableFinding table = plainTable(input.finding.table);
    const std::size_t before = report.rejects.size();
    std::string rows = withDoubleQuotes(data);
    auto read = readRatings(rows, table, input.file, report, context);
    for (std::size_t k = before; k < report.rejects.size(); ++k) report.rejects[k].line += header.dataLine;
    return read;
}

void readMore(const ReaderInput& input, Dataset& dataset, const TaskContext& context) {
    const std::string rows = withDoubleQuotes(input.bytes.substr(std::min(readHeader(input.bytes).dataAt, input.bytes.size())));
    collectContext(rows, plainTable(input.finding.table), input.file, dataset, context);
}

} // namespace

Reader arffReader() {
    return {"arff", "ARFF (Weka)", "Weka's attribute-relation files with a user, an item and perhaps a rating.",
            false,  recognise,     read,
            false,  readMore};
}

} // namespace recoscope
