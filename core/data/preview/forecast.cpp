#include "core/data/forecast.h"
#include "core/base/memory.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/gzip_file.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/side_files.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <zlib.h>

namespace recoscope {
namespace {

// Rows become a matrix: sorted, and ids put in order. On two cores ML-1M (0.11 to 0.15 s, foreseen 0.12 to 0.19) and 400,000
// random rows as CSV (0.05 to 0.06 s, foreseen 0.05 to 0.10) open so.
constexpr double kSecondsPerRow = 60e-9, kSecondsAtLeast = 0.01;
// Contexts are read in a pass of their own: 400,000 objects of JSON took 2.9 s, of which reading them the first time 1.2 s.
constexpr double kContextPass = 1.4;
constexpr double kSecondsPerDatabaseRow = 700e-9; // of SQLite, checked and read
// Files beside the ratings are read as a whole and joined: 200,000 items (9.4 MB) took 0.2 s, 400,000 tags (11.5 MB) 0.2 s,
// 600,000 edges (5.3 MB) 0.18 s.
constexpr double kSecondsPerByteBeside = 25e-9, kUsualRatio = 4;
constexpr std::size_t kSampleOfRatio = 256U << 10;

std::string beginningOf(const std::string& path, std::size_t bytes) {
    std::ifstream file(path, std::ios::binary);
    std::string text(bytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(bytes));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

/// How much smaller deflate makes this text: about what any usual compression makes of it.
double ratioOf(std::string_view text) {
    const std::string_view sample = text.substr(0, kSampleOfRatio);
    if (sample.empty()) return 1;
    uLongf packed = compressBound(static_cast<uLong>(sample.size()));
    std::string out(packed, '\0');
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &packed, reinterpret_cast<const Bytef*>(sample.data()),
                  static_cast<uLong>(sample.size()), 6) != Z_OK)
        return 1;
    return static_cast<double>(sample.size()) / static_cast<double>(std::max<uLongf>(1, packed));
}

/// What gzip notes behind the last byte: the unpacked size modulo 4 GiB; `guess` says how often that went round.
double gzipSize(const std::string& path, double guess) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(-4, std::ios::end);
    unsigned char tail[4] = {};
    file.read(reinterpret_cast<char*>(tail), sizeof tail);
    if (!file) return guess;
    const double noted = tail[0] + 256.0 * tail[1] + 65536.0 * tail[2] + 16777216.0 * tail[3];
    constexpr double kRound = 4294967296.0;
    const double size = noted + kRound * std::max(0.0, std::round((guess - noted) / kRound));
    // Several members one after the other note only the last one.
    return size > 0.5 * guess && size < 2 * guess ? size : guess;
}

/// Reading and joining what lies beside the ratings.
double secondsBeside(const PreviewSource& source) {
    double bytes = 0;
    for (const Candidate& c : source.candidates.files) {
        const bool table = c.finding.kind == TableKind::Other && c.reader && !c.reader->binary && c.finding.dialect.fields >= 2;
        if (c.file.name == source.read.file.name || (sideKindOf(c).empty() && !table)) continue;
        auto size = static_cast<double>(c.file.size);
        if (c.file.member.empty() && c.file.name != std::filesystem::path(c.file.path).filename())
            size = GzipFile::recognises(c.file.path) ? gzipSize(c.file.path, kUsualRatio * size) : kUsualRatio * size;
        if (size <= static_cast<double>(limits::valueOf("side table"))) bytes += size;
    }
    return bytes * kSecondsPerByteBeside;
}

/// The size of the unpacked file: known of plain files and members, estimated of compressed ones.
double unpackedBytes(const PreviewSource& source) {
    if (source.whole) return static_cast<double>(source.rawSize);
    const SourceFile& file = source.read.file;
    const auto stored = static_cast<double>(file.size);
    if (!file.member.empty()) return stored > 0 ? stored : static_cast<double>(source.rawSize);
    const std::string first = beginningOf(file.path, 64);
    const bool plain = std::string_view(source.raw).starts_with(first);
    if (plain) return stored;
    const double guess = stored * ratioOf(source.raw);
    return GzipFile::recognises(file.path) ? gzipSize(file.path, guess) : guess;
}

/// Reading all of the beginning, as the loader would: its rows, and how long that takes on this machine.
struct Reading {
    double rows = 0, seconds = 0;
};
Reading readBeginning(const PreviewSource& source, const TaskContext& context) {
    using Clock = std::chrono::steady_clock;
    Reading best;
    if (!source.read.reader || source.read.finding.kind != TableKind::Ratings) return best;
    ReaderFinding form = source.read.form;
    form.table = source.read.finding;
    // One small file of many says little of the rest: it is read as often as makes a usual beginning.
    constexpr std::size_t kEnough = 512U << 10;
    std::string repeated;
    double times = 1;
    if (!source.read.goesOn.empty() && !source.text.empty())
        for (repeated = source.text; repeated.size() < kEnough; times *= 2) repeated += repeated;
    const std::string_view text = repeated.empty() ? std::string_view(source.text) : repeated;
    constexpr std::size_t kShort = 1U << 20; // so short that the first time is mostly that of memory
    for (int run = 0; run < (source.isTable() && text.size() <= kShort ? 2 : 1); ++run) {
        LoadReport report;
        const auto start = Clock::now();
        (void)source.read.reader->read({text, source.read.file.name, form, source.options.file}, report, context);
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        best.seconds = (run == 0 ? seconds : std::min(best.seconds * times, seconds)) / times;
        best.rows = static_cast<double>(report.accepted) / times;
    }
    return best;
}

} // namespace

SourceForecast forecastOf(const PreviewSource& source, const SourcePreview& preview, const TaskContext& context) {
    SourceForecast forecast;
    forecast.budget = memoryBudget();
    double bytes = unpackedBytes(source);
    for (const SourceFile& more : source.read.goesOn) bytes += static_cast<double>(more.size);
    forecast.bytes = forecastLoad(source.read, context).bytes;          // by which the loader itself refuses
    if (source.rawSize == 0 && !source.whole) return forecast;          // not looked into
    const bool onlyShown = preview.report.records < source.named.total; // rows of a large database
    const Reading beginning = onlyShown ? Reading{} : readBeginning(source, context);
    const double share = source.whole ? 1 : bytes / std::max(1.0, static_cast<double>(source.rawSize));
    forecast.exact = source.whole && !onlyShown;
    const double rows = onlyShown ? static_cast<double>(source.named.total) : beginning.rows * share;
    forecast.rows = std::llround(rows);
    ReaderFinding form = source.read.form;
    form.table = source.read.finding;
    const bool twice =
        source.read.reader && mayHoldMore(*source.read.reader, form) && columnWith(preview, ColumnRole::Context) >= 0;
    const double read = onlyShown ? rows * kSecondsPerDatabaseRow : beginning.seconds * share * (twice ? 1 + kContextPass : 1);
    const double unpack = source.headSeconds * share; // and taking the bytes
    forecast.seconds = kSecondsAtLeast + unpack + read + rows * kSecondsPerRow + secondsBeside(source);
    return forecast;
}

} // namespace recoscope
