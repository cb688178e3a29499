#include "core/base/text.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>

namespace recoscope {
namespace {

/// The words of "%%MatrixMarket matrix coordinate real general", in small letters; none where the line is another.
std::vector<std::string> banner(std::string_view text) {
    const std::string line = lower(text.substr(0, std::min(text.find_first_of("\r\n"), std::min<std::size_t>(text.size(), 200))));
    std::vector<std::string_view> words;
    splitWords(line, words);
    if (words.empty() || words[0] != "%%matrixmarket") return {};
    return {words.begin(), words.end()};
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    const auto words = banner(head);
    if (words.empty()) return finding;
    finding.confidence = 100;
    finding.variant = words.size() > 3 ? words[3] : "";
    finding.format = "Matrix Market, " + finding.variant + " values";
    finding.columns = finding.variant == "pattern" ? "user,item" : "user,item,rating";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = finding.variant == "pattern" ? 1 : 2;
    return finding;
}

Result<> refuse(const std::vector<std::string>& words, const std::string& file) {
    const bool known = words.size() >= 5 && words[1] == "matrix" && words[2] == "coordinate" &&
                       (words[3] == "real" || words[3] == "integer" || words[3] == "double" || words[3] == "pattern");
    if (!known)
        return Error{
            ErrorKind::Unsupported,
            file + " is Matrix Market of a kind that holds no ratings: expected \"matrix coordinate\" with real, integer or "
                   "pattern values in its first line.",
            file + ":1"};
    if (words[4] != "general" && words[4] != "symmetric")
        return Error{ErrorKind::Unsupported,
                     file + " is a " + words[4] + " matrix: expected \"general\" or \"symmetric\" in its first line.",
                     file + ":1"};
    return Done{};
}

struct Size {
    std::int64_t rows = 0, columns = 0, entries = 0;
};

/// `mirror` = the report, where the matrix is symmetric and each entry off the diagonal also holds the other way round.
void takeEntry(const LineWalker& lines, const std::vector<std::string_view>& words, const Size& size, bool pattern,
               LoadReport* mirror, RowSink& sink) {
    if (words.size() != (pattern ? 2 : 3))
        return sink.reject(lines.at(words.back()), "field-count",
                           std::string(pattern ? "a row and a column" : "a row, a column and a value") + ", found " +
                               counted(static_cast<std::int64_t>(words.size()), "field", "fields"));
    for (std::size_t k = 0; k < 2; ++k) {
        const auto index = parseInteger(words[k]);
        const std::int64_t most = k == 0 ? size.rows : size.columns;
        if (!index || *index < 1 || *index > most)
            return sink.reject(lines.at(words[k]), "index", "a whole number from 1 to " + std::to_string(most));
    }
    const auto rating = pattern ? std::optional<double>(1) : parseNumber(words[2]);
    if (!rating) return sink.reject(lines.at(words[2]), "rating", "a number");
    sink.row(lines.at(words[0]), words[0], words[1], *rating);
    if (!mirror || words[0] == words[1]) return;
    sink.row(lines.at(words[0]), words[1], words[0], *rating);
    --mirror->records; // one line of the file stands for both
    --mirror->accepted;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const auto words = banner(input.bytes);
    if (auto refused = refuse(words, input.file); !refused) return refused.as<RatingRows>();
    const bool pattern = words[3] == "pattern", symmetric = words[4] == "symmetric";
    if (symmetric)
        report.warnings.push_back(input.file +
                                  " is symmetric: users and items are the same, and each entry is read in both directions.");
    RowSink sink(input.file, report);
    std::optional<Size> size;
    std::vector<std::string_view> fields;
    std::int64_t entries = 0;
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.stopped(context, lines.share())) return Cancelled{};
        if (sink.refuses(lines)) continue;
        if (lines.line().starts_with('%')) continue;
        splitWords(lines.line(), fields);
        if (fields.empty()) {
            sink.skip();
        } else if (!size) {
            const auto number = [&](std::size_t k) { return k < fields.size() ? parseInteger(fields[k]).value_or(-1) : -1; };
            size = Size{number(0), number(1), number(2)};
            if (fields.size() != 3 || std::min({size->rows, size->columns, size->entries}) < 0)
                return Error{ErrorKind::InvalidInput,
                             input.file + " states no size: expected rows, columns and entries as whole numbers.",
                             input.file + ":" + std::to_string(lines.number())};
        } else {
            ++entries;
            takeEntry(lines, fields, *size, pattern, symmetric ? &report : nullptr, sink);
        }
    }
    if (size && entries != size->entries)
        report.warnings.push_back(input.file + " states " + counted(size->entries, "entry", "entries") + " and holds " +
                                  std::to_string(entries) + ": it may be cut short.");
    return sink.finish(!pattern, false);
}

} // namespace

Reader matrixMarketReader() {
    return {"matrix_market", "Matrix Market", "Sparse matrices as text (.mtx): row = user, column = item, counted from 1.",
            false,           recognise,       read};
}

} // namespace recoscope
