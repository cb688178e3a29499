#include "tests/fuzz/block_target.h"
#include "core/data/readers/block_reader.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/reader.h"
#include "tests/support/memory_stream.h"
#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>
#include <tuple>

namespace recoscope::fuzz {
namespace {

/// All that the outcome consists of, to be compared; ratings by their bits.
struct Outcome {
    std::vector<std::tuple<std::string, std::string, std::uint32_t, std::int64_t>> rows;
    std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::string, std::string>> rejects;
    std::array<std::int64_t, 4> counts{};
    std::string error;
    bool needsWhole = false;
    [[nodiscard]] auto all() const { return std::tie(rows, rejects, counts, error); }
};

Outcome read(BlockSource& source, const TableFinding& finding, int threads) {
    Outcome outcome;
    LoadReport report;
    const auto read = readBlocks(source, finding, TextForm::Decoded, "input", report, threads, {});
    if (read.hasError()) {
        outcome.error = read.error().message;
        return outcome;
    }
    outcome.needsWhole = read.value().needsWhole;
    const RatingRows& rows = read.value().rows;
    for (const Interaction row : rows.rows)
        outcome.rows.emplace_back(rows.userIds.at(row.user.at()), rows.itemIds.at(row.item.at()),
                                  std::bit_cast<std::uint32_t>(row.rating), row.time);
    for (const Reject& r : report.rejects) outcome.rejects.emplace_back(r.line, r.column, r.kind, r.text, r.expected);
    outcome.counts = {report.records, report.accepted, report.rejected, report.skipped};
    return outcome;
}

} // namespace

void fuzzBlocks(std::string_view bytes) {
    constexpr std::array<std::size_t, 8> kSizes{1, 2, 3, 7, 16, 64, 300, 4096};
    if (bytes.empty()) return;
    const auto choice = static_cast<unsigned char>(bytes[0]);
    const Decoded decoded = decode(std::string(bytes.substr(1)), {});
    auto finding = judge(decoded.text, sniff(decoded.text, {}, nullptr), {});
    LoadOptions headed;
    headed.format = "netflix";
    if (choice >= 128) finding = findReader("netflix")->recognise(decoded.text, headed).value().table;
    if (!finding || finding.value().kind != TableKind::Ratings) return;
    finding.value().mayBeDamaged = decoded.damaged;
    const Outcome whole = read(*blocksOf(decoded.text, true), finding.value(), 1);
    for (const int threads : {1, 2}) {
        const auto source = blocksOf(std::make_unique<test::MemoryStream>(decoded.text), finding.value().dialect.quotes,
                                     kSizes[choice % kSizes.size()]);
        const Outcome blocks = read(*source, finding.value(), threads);
        if (!blocks.needsWhole && blocks.all() != whole.all())
            throw std::logic_error("broken promise: rows and rejects do not depend on where blocks end");
    }
}

} // namespace recoscope::fuzz
