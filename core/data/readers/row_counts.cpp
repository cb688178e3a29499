#include "core/data/readers/encoding.h"
#include "core/data/readers/rating_reader.h"
#include <algorithm>
#include <numeric>
#include <tuple>

namespace recoscope {
namespace {} // namespace

std::int64_t dropRepeats(RatingRows& rows) {
    RowTable& table = rows.rows;
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t k) { return std::tuple(table.users[k].value, table.items[k].value, table.timeAt(k), k); };
    std::ranges::sort(order, {}, key);
    std::vector<char> kept(order.size(), 0);
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::size_t here = order[k];
        const bool last = k + 1 == order.size() || table.users[order[k + 1]] != table.users[here] ||
                          table.items[order[k + 1]] != table.items[here];
        kept[here] = last ? 1 : 0;
    }
    std::size_t row = 0;
    return static_cast<std::int64_t>(table.eraseIf([&](const Interaction&) { return kept[row++] == 0; }));
}

void countRows(std::string_view text, const Dialect& dialect, const std::string& file, LoadReport& report) {
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (header && status == RecordReader::Status::Record) {
            header = false;
            continue;
        }
        ++report.records;
        if (status == RecordReader::Status::Blank) {
            ++report.skipped;
            continue;
        }
        const auto n = reader.fields().size();
        const bool extraBlank =
            n > dialect.fields && std::ranges::all_of(reader.fields().begin() + static_cast<std::ptrdiff_t>(dialect.fields),
                                                      reader.fields().end(), [](std::string_view f) { return f.empty(); });
        const bool whole = status == RecordReader::Status::Record && (n == dialect.fields || extraBlank);
        if (whole && !reader.field(0).empty()) {
            ++report.accepted;
            continue;
        }
        ++report.rejected;
        if (report.rejects.size() >= limits::kKeptRejects) continue;
        const std::size_t field = whole || n == 0 ? 0 : std::min(n, dialect.fields) - 1;
        report.rejects.push_back({file, reader.lineNumber(), columnAt(reader.line(), n == 0 ? 0 : reader.offsets()[field]),
                                  whole                                   ? "empty-id"
                                  : status == RecordReader::Status::Title ? "title"
                                                                          : "field-count",
                                  firstCharacters(reader.line(), limits::kShownCharacters),
                                  whole ? "an id" : std::to_string(dialect.fields) + " fields, found " + std::to_string(n)});
    }
    if (report.rejected > 0) report.warnings.push_back(std::to_string(report.rejected) + " lines were rejected.");
}

} // namespace recoscope
