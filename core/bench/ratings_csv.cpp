#include "core/bench/ratings_csv.h"
#include "core/data/synthetic/world.h"
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>
#include <vector>

namespace recoscope::bench {
namespace {

constexpr std::size_t kFlushBytes = 4U << 20;
constexpr const char* kMovieLens25M =
    "users=162541,items=59047,interactions=25000095,genres=20,activity=1.3,scale=0.5-5,years=20";

Error noRoom() { return {ErrorKind::Io, "The temporary ratings file could not be written: check the room in its folder.", {}}; }

template <class T>
void number(std::string& text, T value, char end) {
    char digits[32];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    text += end;
}

/// "4.0", "3.5": always one decimal.
void halfStars(std::string& text, float rating) {
    const int tenths = static_cast<int>(std::lround(10 * rating));
    number(text, tenths / 10, '.');
    number(text, tenths % 10, ',');
}

} // namespace

Result<> writeCsv(const std::string& path, const Interactions& x, const CsvShape& shape, const TaskContext& context) {
    std::ofstream file(path, std::ios::binary);
    std::string text = "userId,movieId,rating,timestamp\n";
    std::size_t written = 0;
    for (std::int32_t u = 0; u < x.userCount() && written < shape.mostRows; ++u) {
        const auto row = x.row(UserIndex{u});
        for (std::size_t k = 0; k < row.size() && written < shape.mostRows; ++k, ++written) {
            const std::int64_t item = row.items[k].value;
            number(text, u + 1, ',');
            number(text, shape.sparseIds ? 1 + item * 7 / 2 : 1 + item, ',');
            halfStars(text, row.ratings[k]);
            number(text, row.times.empty() ? 1100000000 + 61 * static_cast<std::int64_t>(written) : row.times[k], '\n');
        }
        if (text.size() < kFlushBytes) continue;
        if (context.stopRequested()) return Cancelled{};
        file << text;
        text.clear();
    }
    file << text;
    file.flush();
    return file.good() ? Result<>(Done{}) : Result<>(noRoom());
}

TemporaryCsv::TemporaryCsv() {
    std::string pattern = (std::filesystem::temp_directory_path() / ("recoscope-bench-" + std::string(6, 'X'))).string();
    if (const char* made = mkdtemp(pattern.data())) m_folder = made;
}

TemporaryCsv::~TemporaryCsv() {
    std::error_code error;
    if (!m_folder.empty()) std::filesystem::remove_all(m_folder, error);
}

Result<> TemporaryCsv::pack(const TaskContext& context) const {
    const std::unique_ptr<archive, decltype(&archive_write_free)> zip(archive_write_new(), &archive_write_free);
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    std::ifstream file(path(), std::ios::binary);
    archive_write_set_format_zip(zip.get());
    archive_write_set_format_option(zip.get(), "zip", "compression-level", "6");
    if (!file || archive_write_open_filename(zip.get(), zipPath().c_str()) != ARCHIVE_OK) return noRoom();
    archive_entry_set_pathname(entry.get(), "ratings.csv");
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(std::filesystem::file_size(path())));
    if (archive_write_header(zip.get(), entry.get()) != ARCHIVE_OK) return noRoom();
    std::vector<char> buffer(kFlushBytes);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
        if (context.stopRequested()) return Cancelled{};
        const auto bytes = static_cast<std::size_t>(file.gcount());
        if (archive_write_data(zip.get(), buffer.data(), bytes) != static_cast<la_ssize_t>(bytes)) return noRoom();
    }
    return archive_write_close(zip.get()) == ARCHIVE_OK ? Result<>(Done{}) : Result<>(noRoom());
}

Result<> writeMovieLens25M(const std::string& path, int threads, const TaskContext& context) {
    const auto spec = parseWorld(kMovieLens25M);
    if (!spec) return spec.as<Done>();
    const auto dataset = makeWorld(spec.value(), context, threads);
    if (!dataset) return dataset.as<Done>();
    return writeCsv(path, *dataset.value()->interactions, {.sparseIds = true}, context);
}

} // namespace recoscope::bench
