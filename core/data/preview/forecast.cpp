#include "core/data/forecast.h"
#include "core/base/memory.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/readers/gzip_file.h"
#include "core/data/readers/rating_reader.h"
#include <algorithm>
#include <cmath>
#include <fstream>
#include <zlib.h>

namespace recoscope {
namespace {

// What a byte of text and a row cost on the way to a data set, on two cores.
constexpr double kSecondsPerByte = 1e-9, kSecondsPerRow = 30e-9, kSecondsAtLeast = 0.01;
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

/// The size of the unpacked file: known of plain files and members, estimated of compressed ones.
double unpackedBytes(const PreviewSource& source) {
    if (source.whole) return static_cast<double>(source.raw.size());
    const SourceFile& file = source.read.file;
    const auto stored = static_cast<double>(file.size);
    if (!file.member.empty()) return stored > 0 ? stored : static_cast<double>(source.raw.size());
    const std::string first = beginningOf(file.path, 64);
    const bool plain = std::string_view(source.raw).starts_with(first);
    if (plain) return stored;
    const double guess = stored * ratioOf(source.raw);
    return GzipFile::recognises(file.path) ? gzipSize(file.path, guess) : guess;
}

/// Rows of all that was read: of a table its lines, of other formats what their reader makes of it.
double rowsOf(const PreviewSource& source, const TaskContext& context) {
    if (source.isTable()) return static_cast<double>(std::ranges::count(source.text, '\n'));
    LoadReport report;
    ReaderFinding form = source.read.form;
    form.table = source.read.finding;
    if (source.read.reader)
        (void)source.read.reader->read({source.text, source.read.file.name, form, source.options.file}, report, context);
    return static_cast<double>(report.accepted);
}

} // namespace

SourceForecast forecastOf(const PreviewSource& source, const SourcePreview& preview, const TaskContext& context) {
    SourceForecast forecast;
    forecast.budget = memoryBudget();
    const double bytes = unpackedBytes(source);
    forecast.bytes = forecastLoad(source.read, context).bytes; // by which the loader itself refuses
    if (source.raw.empty() && !source.whole) return forecast;  // not looked into
    double rows = static_cast<double>(preview.report.accepted);
    forecast.exact = source.whole && source.piece.size() == source.text.size();
    if (!forecast.exact) {
        rows = rowsOf(source, context);
        forecast.exact = source.whole && !source.isTable();
        if (!source.whole) rows *= bytes / std::max(1.0, static_cast<double>(source.raw.size()));
    }
    forecast.rows = std::llround(rows);
    forecast.seconds = kSecondsAtLeast + bytes * kSecondsPerByte + rows * kSecondsPerRow;
    return forecast;
}

} // namespace recoscope
