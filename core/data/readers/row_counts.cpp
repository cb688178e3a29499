#include "core/data/readers/encoding.h"
#include "core/data/readers/rating_reader.h"
#include <algorithm>
#include <numeric>
#include <tuple>

namespace recoscope {
namespace {

constexpr std::size_t kKeptRejects = 1000;
constexpr std::size_t kShownCharacters = 80;

} // namespace

std::int64_t dropRepeats(RatingRows& rows) {
    std::vector<std::uint32_t> order(rows.rows.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t k) {
        const Interaction& row = rows.rows[k];
        return std::tuple(row.user.value, row.item.value, row.time, k);
    };
    std::ranges::sort(order, {}, key);
    std::vector<char> kept(order.size(), 0);
    for (std::size_t k = 0; k < order.size(); ++k) {
        const Interaction& row = rows.rows[order[k]];
        const bool last =
            k + 1 == order.size() || rows.rows[order[k + 1]].user != row.user || rows.rows[order[k + 1]].item != row.item;
        kept[order[k]] = last ? 1 : 0;
    }
    std::size_t place = 0;
    for (std::size_t k = 0; k < kept.size(); ++k)
        if (kept[k]) rows.rows[place++] = rows.rows[k];
    const auto dropped = static_cast<std::int64_t>(rows.rows.size() - place);
    rows.rows.resize(place);
    return dropped;
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
        if (report.rejects.size() >= kKeptRejects) continue;
        const std::size_t field = whole || n == 0 ? 0 : std::min(n, dialect.fields) - 1;
        report.rejects.push_back({file, reader.lineNumber(), columnAt(reader.line(), n == 0 ? 0 : reader.offsets()[field]),
                                  whole ? "empty-id" : "field-count", firstCharacters(reader.line(), kShownCharacters),
                                  whole ? "an id" : std::to_string(dialect.fields) + " fields, found " + std::to_string(n)});
    }
    if (report.rejected > 0) report.warnings.push_back(std::to_string(report.rejected) + " lines were rejected.");
}

} // namespace recoscope
