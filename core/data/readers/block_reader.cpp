#include "core/data/readers/block_reader.h"
#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/row_assembly.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <mutex>
#include <optional>
#include <span>

namespace recoscope {
namespace {

constexpr std::size_t kBlocksBetweenReports = 16;

class BlockReading {
public:
    BlockReading(BlockSource& source, const TableFinding& finding, TextForm form, const std::string& file, int threads,
                 const TaskContext& context)
        : m_source(source),
          m_finding(finding),
          m_form(form),
          m_file(file),
          m_threads(workerCount(threads)),
          m_context(context),
          m_assembly(finding.ratings.time >= 0, source.statedBytes()) {
        m_assembly.clock().stateOrder(finding.ratings.dates);
    }

    Result<BlocksRead> run(LoadReport& report) {
        TextBlock first;
        if (auto begun = m_source.next(first); !begun) return begun.as<BlocksRead>();
        if (!findHeader(first)) return asWhole();
        const int workers = first.last ? 1 : m_threads;
        for (int w = 0; w < workers; ++w) m_parsers.emplace_back(m_finding, m_form, m_file, m_header);
        m_given = std::move(first);
        parallelFor(static_cast<std::size_t>(workers), 1, workers, {}, [&](std::size_t begin, std::size_t end) {
            for (std::size_t w = begin; w < end; ++w) work(w);
        });
        if (m_context.stopRequested()) return Cancelled{};
        if (m_failure) return *m_failure;
        if (m_needsWhole) return asWhole();
        BlocksRead read;
        read.notUtf8 = m_form == TextForm::MaybeUtf8 && m_notUtf8;
        read.damaged = m_form == TextForm::StatedUtf8 && m_notUtf8;
        if (read.notUtf8) return read;
        if (m_assembly.tooMany()) return tooManyRows(m_file);
        if (m_assembly.overBudget()) return outgrown();
        if (!finish(read.rows, report)) return tooManyIds(m_file);
        return read;
    }

private:
    static BlocksRead asWhole() {
        BlocksRead read;
        read.needsWhole = true;
        return read;
    }

    [[nodiscard]] Error outgrown() const {
        return {ErrorKind::ResourceLimit,
                m_file + " holds more rows than there is memory for: the first " +
                    counted(static_cast<std::int64_t>(m_assembly.rows()), "row takes", "rows take") + " all of the " +
                    formatNumber(std::round(memoryBudget() / 1e8) / 10) +
                    " GB that may be used here, though the file did not promise so many. Cut it into parts, or allow more: the "
                    "variable RECOSCOPE_MEMORY takes gigabytes.",
                m_file};
    }

    /// The header's line, for the other blocks to know it by. False where the first block alone does not tell.
    bool findHeader(const TextBlock& first) {
        const std::size_t end = first.text.find_first_of("\r\n");
        const bool loneReturn =
            end != std::string_view::npos && first.text[end] == '\r' && !first.text.substr(end + 1).starts_with('\n');
        if (loneReturn && m_form != TextForm::Decoded) return false; // decode() says whether such end lines
        if (!m_finding.dialect.header) return true;
        RecordReader reader(first.text, m_finding.dialect);
        auto status = reader.next();
        while (status != RecordReader::Status::End && status != RecordReader::Status::Record) status = reader.next();
        if (status == RecordReader::Status::Record) m_header = std::string(reader.line());
        if (m_form == TextForm::Latin1 || m_form == TextForm::Windows1252)
            m_header = decodeSingleBytes(m_header, m_form == TextForm::Windows1252);
        return status == RecordReader::Status::Record || first.last;
    }

    Result<bool> take(TextBlock& block) {
        const std::scoped_lock lock(m_taking);
        if (m_context.stopRequested() || m_assembly.stopped()) return false;
        if (m_given) {
            block = std::move(*m_given);
            m_given.reset();
            passHeading(block);
            return true;
        }
        auto more = m_source.next(block);
        if (more && more.value()) passHeading(block);
        if (more && more.value() && block.number % kBlocksBetweenReports == 0) m_context.report(share(), "reading " + m_file);
        return more;
    }

    /// Blocks come in the order of the text: each learns which heading stands last before it.
    void passHeading(TextBlock& block) {
        const Dialect& dialect = m_finding.dialect;
        if (!dialect.headings) return;
        if (block.beginsFile) m_heading.clear();
        block.heading = m_heading;
        if (const auto last = lastHeadingOf(block.text, dialect.separator)) m_heading = *last;
        if (m_form == TextForm::Latin1 || m_form == TextForm::Windows1252)
            block.heading = decodeSingleBytes(block.heading, m_form == TextForm::Windows1252);
    }

    [[nodiscard]] double share() const {
        const auto stated = static_cast<double>(m_source.statedBytes());
        return stated > 0 ? std::min(1.0, static_cast<double>(m_source.takenBytes()) / stated) : std::nan("");
    }

    void work(std::size_t worker) {
        try {
            TextBlock block;
            BlockRows rows;
            for (;;) {
                auto taken = take(block);
                if (taken.hasError()) fail(taken.error());
                if (!taken || !taken.value()) break;
                m_parsers[worker].parse(block, rows);
                if (rows.ranOut && !block.last) m_needsWhole = true;
                if (rows.notUtf8) m_notUtf8 = true;
                if (m_needsWhole || (m_notUtf8 && m_form == TextForm::MaybeUtf8)) m_assembly.stop();
                if (!m_assembly.add(block.number, worker, block.text.size(), rows)) break;
            }
            if (m_context.stopRequested()) m_assembly.stop();
        } catch (...) {
            m_assembly.stop();
            throw;
        }
    }

    void fail(const Error& error) {
        const std::scoped_lock lock(m_taking);
        if (!m_failure) m_failure = error;
        m_assembly.stop();
    }

    /// False where there are too many different users or items.
    bool finish(RatingRows& result, LoadReport& report) {
        m_assembly.report(report);
        result.rows = m_assembly.takeRows();
        TimeColumn& clock = m_assembly.clock();
        if (!m_finding.ratings.timeUnit.empty()) clock.stateUnit(m_finding.ratings.timeUnit);
        clock.finish(result.rows.times);
        result.missingTimes = clock.missing();
        if (const std::string warning = clock.warning(); !warning.empty()) report.warnings.push_back(warning);
        std::vector<IdTable> users, items;
        for (BlockParser& parser : m_parsers) {
            users.push_back(std::move(parser.userNames));
            items.push_back(std::move(parser.itemNames));
        }
        const auto codes = [](auto& column) { return std::span(reinterpret_cast<std::int32_t*>(column.data()), column.size()); };
        auto userIds = placeIds(codes(result.rows.users), m_assembly.runs(), std::move(users), m_threads);
        auto itemIds = placeIds(codes(result.rows.items), m_assembly.runs(), std::move(items), m_threads);
        if (!userIds || !itemIds) return false;
        result.userIds = std::move(*userIds);
        result.itemIds = std::move(*itemIds);
        result.hasRatings = m_finding.ratings.rating >= 0;
        result.hasTimes = m_finding.ratings.time >= 0 && result.missingTimes < static_cast<std::int64_t>(result.rows.size());
        return true;
    }

    BlockSource& m_source;
    const TableFinding& m_finding;
    TextForm m_form;
    const std::string& m_file;
    int m_threads;
    const TaskContext& m_context;
    std::string m_header, m_heading;
    std::mutex m_taking;
    std::optional<TextBlock> m_given; ///< The first block, which was looked at already.
    std::deque<BlockParser> m_parsers;
    RowAssembly m_assembly;
    std::atomic<bool> m_needsWhole{false}, m_notUtf8{false};
    std::optional<Error> m_failure;
};

} // namespace

Result<BlocksRead> readBlocks(BlockSource& source, const TableFinding& finding, TextForm form, const std::string& file,
                              LoadReport& report, int threads, const TaskContext& context) {
    return BlockReading(source, finding, form, file, threads, context).run(report);
}

} // namespace recoscope
