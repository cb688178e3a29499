#include "core/data/forecast.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/load_parts.h"
#include "core/data/readers/byte_stream.h"
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace recoscope {
namespace {

constexpr double kBytesOfIds = 2, kBytesAtLeast = 24e6; // a row's part of the ids; blocks, tables and the threads' stacks
constexpr double kLength = 12, kTime = 8;               // of a row in columns: user, item, rating; time
constexpr double kShortestRow = 6, kBinaryRow = 16;     // "12 34 ": of formats that state many rows a line
constexpr std::size_t kWindow = 64U << 10;

/// Decompressed bytes, as stated by what may be believed.
double textBytes(const SourceFile& file, const TaskContext& context) {
    std::error_code error;
    const std::uint64_t stored = std::filesystem::file_size(file.path, error);
    std::uint64_t stated = file.size;
    if (file.member.empty())
        if (const auto stream = openSource(file, context)) stated = stream.value()->statedBytes();
    return static_cast<double>(std::min(stated, std::max(limits::kFreeBytes, stored * limits::kRatio)));
}

double meanLine(std::string_view text) {
    const auto lines = static_cast<double>(std::ranges::count(text, '\n'));
    return lines > 0 ? static_cast<double>(text.size()) / lines : 0;
}

/// Ids grow longer towards the end of many files: of plain ones some lines further on are looked at.
double meanLineOf(const Candidate& ratings, double bytes) {
    const double first = meanLine(ratings.firstRows);
    std::error_code error;
    const auto size = std::filesystem::file_size(ratings.file.path, error);
    if (!ratings.file.member.empty() || static_cast<double>(size) != bytes || size < 8 * kWindow) return first;
    std::ifstream file(ratings.file.path, std::ios::binary);
    std::string text(kWindow, '\0');
    double sum = 0;
    for (std::uint64_t part = 1; part < 8; part += 2) {
        file.seekg(static_cast<std::streamoff>(size * part / 8));
        if (!file.read(text.data(), static_cast<std::streamsize>(kWindow))) return first;
        sum += meanLine(text);
    }
    return sum / 4;
}

/// Bytes of text a row, for readers that take a file as a whole.
double rowOfWhole(const Candidate& ratings) {
    if (ratings.reader && ratings.reader->binary) return kBinaryRow;
    const bool lineIsRow = ratings.reader && (ratings.reader->id == "json_lines" || ratings.reader->id == "arff");
    return lineIsRow || !ratings.reader ? std::max(kShortestRow, meanLine(ratings.firstRows)) : kShortestRow;
}

/// Rows of one user stand together, as far as the first lines show: such rows are sorted in place.
bool isGrouped(const Candidate& ratings) {
    RecordReader reader(ratings.firstRows, ratings.finding.dialect);
    const auto user = static_cast<std::size_t>(std::max(0, ratings.finding.ratings.user));
    std::vector<std::string> users;
    std::size_t rows = 0;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (status != RecordReader::Status::Record || user >= reader.fields().size()) continue;
        ++rows;
        const std::string id(reader.field(user));
        if (!users.empty() && users.back() == id) continue;
        if (std::ranges::find(users, id) != users.end()) return false;
        users.push_back(id);
    }
    return 2 * users.size() <= rows + 2;
}

} // namespace

LoadForecast forecastLoad(const Candidate& ratings, const TaskContext& context) {
    double bytes = textBytes(ratings.file, context);
    for (const SourceFile& more : ratings.goesOn) bytes += static_cast<double>(more.size); // of compressed ones a lower bound
    const bool streamed = ratings.reader && ratings.reader->streams && ratings.finding.encoding != "UTF-16";
    const double line = streamed ? meanLineOf(ratings, bytes) : rowOfWhole(ratings);
    LoadForecast forecast;
    if (line <= 0) return forecast;
    const double rows = bytes / line;
    forecast.rows = std::llround(rows);
    const bool timed = ratings.finding.ratings.time >= 0;
    const double row = kLength + (timed ? kTime : 0);
    if (streamed)
        forecast.bytes = kBytesAtLeast + rows * (row + kBytesOfIds + (isGrouped(ratings) ? 0 : row - 4));
    else
        forecast.bytes = kBytesAtLeast + bytes + rows * row;
    return forecast;
}

Result<LoadForecast> estimateLoad(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    const auto candidates = findCandidates(ref, context);
    if (!candidates) return candidates.as<LoadForecast>();
    const auto ratings = ratingsOf(candidates.value(), ref, options, context);
    if (!ratings) return ratings.as<LoadForecast>();
    return forecastLoad(ratings.value(), context);
}

Result<> requireRoom(const Candidate& ratings, const TaskContext& context) {
    const LoadForecast forecast = forecastLoad(ratings, context);
    return requireMemory(forecast.bytes,
                         "Opening " + ratings.file.name + " (about " + counted(forecast.rows, "row", "rows") + ")",
                         "Cut the file into parts, or allow more: the variable RECOSCOPE_MEMORY takes gigabytes.");
}

} // namespace recoscope
